interface Kept {
  readonly stamp: number;
  readonly until: number;
  readonly text: Promise<string>;
}

const most = 300;

/**
 * Answers as they were given, for as long as nothing was written to the workspace through this process and for some seconds at
 * most: what another process imports shows then. Whoever asks while an answer is being made waits for that one.
 */
export class Answers {
  readonly #kept = new Map<string, Kept>();

  /**
   * @param place who asks for what
   * @param stamp how many writes there were
   * @param now milliseconds, monotonic
   */
  async of(place: string, stamp: number, now: number, holdMs: number, make: () => Promise<string>): Promise<string> {
    const known = this.#kept.get(place);
    if (known && known.stamp === stamp && known.until > now) return known.text;
    if (this.#kept.size >= most) this.#kept.clear();
    const text = make();
    this.#kept.set(place, { stamp, until: now + holdMs, text });
    try {
      return await text;
    } catch (error) {
      this.#kept.delete(place);
      throw error;
    }
  }
}
