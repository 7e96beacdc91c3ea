import { ProblemError } from '../app/problem.ts';

/**
 * Counts attempts under a name and says when the next one is allowed. An attempt counts from its beginning, as if it had failed, until it is
 * known to have succeeded: of a hundred at the same moment no more get through than of a hundred in a row. In memory: a restart forgives.
 */
export class AttemptLimit {
  readonly #attempts = new Map<string, { count: number; until: number }>();
  readonly #most: number;
  readonly #windowMs: number;

  constructor({ most, windowMs }: { most: number; windowMs: number }) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** Seconds to wait; 0: go on. */
  secondsToWait(name: string, now: number): number {
    const entry = this.#attempts.get(name);
    if (!entry || entry.until <= now || entry.count < this.#most) return 0;
    return Math.ceil((entry.until - now) / 1000);
  }

  begin(name: string, now: number): void {
    if (this.#attempts.size > 50_000) this.#sweep(now);
    const entry = this.#attempts.get(name);
    if (entry && entry.until > now) entry.count++;
    else this.#attempts.set(name, { count: 1, until: now + this.#windowMs });
  }

  /** The attempt succeeded: it counts no more, failures before it do. */
  succeed(name: string): void {
    const entry = this.#attempts.get(name);
    if (entry && entry.count > 0) entry.count--;
  }

  forgive(name: string): void {
    this.#attempts.delete(name);
  }

  #sweep(now: number): void {
    for (const [name, { until }] of this.#attempts) if (until <= now) this.#attempts.delete(name);
  }
}

/**
 * Begins an attempt that counts under each of the names.
 *
 * @throws ProblemError `tooMany` while one of them has to wait
 */
export function beginAttempt(limits: readonly (readonly [AttemptLimit, name: string])[], now: number): void {
  const wait = Math.max(...limits.map(([limit, name]) => limit.secondsToWait(name, now)));
  if (wait > 0) throw tooManyAttempts(wait);
  for (const [limit, name] of limits) limit.begin(name, now);
}

export function tooManyAttempts(retryAfterSeconds: number): ProblemError {
  return new ProblemError('tooMany', {
    detail: `Too many attempts failed. Try again in ${Math.ceil(retryAfterSeconds / 60)} minutes.`,
    retryAfterSeconds,
  });
}
