/** Counts the writes of this process to each workspace, so that an answer made before one is known to be of before. */
export class Writes {
  readonly #counts = new Map<string, number>();

  of(workspaceId: string): number {
    return this.#counts.get(workspaceId) ?? 0;
  }

  note(workspaceId: string): void {
    this.#counts.set(workspaceId, this.of(workspaceId) + 1);
  }
}
