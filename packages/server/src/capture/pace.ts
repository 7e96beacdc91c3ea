/** How fast a source is being read: messages against the clock, older turns counting less. */
export class Pace {
  #perSecond: number | undefined;

  /** @param seconds that reading `count` messages took */
  note(count: number, seconds: number): void {
    if (count <= 0 || seconds <= 0) return;
    const now = count / seconds;
    this.#perSecond = this.#perSecond === undefined ? now : 0.7 * this.#perSecond + 0.3 * now;
  }

  /** How long so many more will take; `undefined` before the first were read. */
  secondsFor(count: number): number | undefined {
    return this.#perSecond === undefined ? undefined : Math.ceil(Math.max(0, count) / this.#perSecond);
  }
}

const paces = new Map<string, Pace>();

/** Of a source in this process. */
export function paceOf(sourceId: string): Pace {
  const pace = paces.get(sourceId) ?? new Pace();
  if (!paces.has(sourceId) && paces.size >= 1_000) paces.clear();
  paces.set(sourceId, pace);
  return pace;
}
