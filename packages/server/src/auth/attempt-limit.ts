/** Counts failures under a name and says when the next attempt is allowed. In memory: a restart forgives. */
export class AttemptLimit {
  readonly #failures = new Map<string, { count: number; until: number }>();
  readonly #most: number;
  readonly #windowMs: number;

  constructor({ most, windowMs }: { most: number; windowMs: number }) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** Seconds to wait; 0: go on. */
  secondsToWait(name: string, now: number): number {
    const entry = this.#failures.get(name);
    if (!entry || entry.until <= now || entry.count < this.#most) return 0;
    return Math.ceil((entry.until - now) / 1000);
  }

  fail(name: string, now: number): void {
    if (this.#failures.size > 50_000) this.#sweep(now);
    const entry = this.#failures.get(name);
    if (entry && entry.until > now) entry.count++;
    else this.#failures.set(name, { count: 1, until: now + this.#windowMs });
  }

  forgive(name: string): void {
    this.#failures.delete(name);
  }

  #sweep(now: number): void {
    for (const [name, { until }] of this.#failures) if (until <= now) this.#failures.delete(name);
  }
}
