/**
 * Answers of the database that hold for some seconds, so that a page of twenty requests asks once. What this process changes it
 * forgets at once; what another process changes counts after `holdMs` at the latest.
 */
export class Remembered<T> {
  readonly #answers = new Map<string, { value: T; until: number }>();
  readonly #holdMs: number;
  readonly #most: number;

  constructor({ holdMs, most }: { holdMs: number; most: number }) {
    this.#holdMs = holdMs;
    this.#most = most;
  }

  async get(key: string, ask: () => Promise<T | undefined>): Promise<T | undefined> {
    const known = this.#answers.get(key);
    if (known && known.until > performance.now()) return known.value;
    const asked = this.#generation;
    const value = await ask();
    this.#answers.delete(key);
    if (value !== undefined && asked === this.#generation) {
      if (this.#answers.size >= this.#most) this.#answers.clear();
      this.#answers.set(key, { value, until: performance.now() + this.#holdMs });
    }
    return value;
  }

  /** An answer that was under way when this is called is not kept either. */
  forget(): void {
    this.#generation++;
    this.#answers.clear();
  }

  #generation = 0;
}
