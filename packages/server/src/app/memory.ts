interface Kept<T> {
  readonly value: T;
  readonly stamp: string;
  readonly until: number;
}

export interface MemoryOptions {
  /** How long something is remembered, in milliseconds, unless said otherwise when it is kept. */
  readonly holdMs: number;
  /** How many places are remembered; one more, and all are forgotten. */
  readonly most: number;
}

/**
 * What was found out, by place, kept for a while and as long as the stamp is the one it was kept under: whatever the value was made of
 * goes into its stamp. Values are promises where whoever asks while one is being made is to wait for it.
 */
export class Memory<T> {
  readonly #kept = new Map<string, Kept<T>>();
  readonly #holdMs: number;
  readonly #most: number;

  constructor({ holdMs, most }: MemoryOptions) {
    this.#holdMs = holdMs;
    this.#most = most;
  }

  /** Undefined: nothing is kept there under this stamp, or it is too old. */
  recall(place: string, stamp = ''): T | undefined {
    const known = this.#kept.get(place);
    return known && known.stamp === stamp && known.until > performance.now() ? known.value : undefined;
  }

  keep(place: string, stamp: string, value: T, holdMs = this.#holdMs): void {
    if (this.#kept.size >= this.#most && !this.#kept.has(place)) this.#kept.clear();
    this.#kept.set(place, { value, stamp, until: performance.now() + holdMs });
  }

  /** Of one place, of all that begin so, or everything. */
  forget(beginning = ''): void {
    if (beginning === '') this.#kept.clear();
    else for (const place of this.#kept.keys()) if (place.startsWith(beginning)) this.#kept.delete(place);
  }
}

/** What is kept at a place, else what `make` gives: asked once however many wait for it. A failure, and undefined, are not kept. */
export async function remembered<T>(
  memory: Memory<Promise<T>>,
  { place, stamp = '', holdMs }: { readonly place: string; readonly stamp?: string; readonly holdMs?: number },
  make: () => Promise<T>,
): Promise<T> {
  const known = memory.recall(place, stamp);
  if (known) return known;
  const made = make();
  memory.keep(place, stamp, made, holdMs);
  const forget = () => {
    if (memory.recall(place, stamp) === made) memory.forget(place);
  };
  try {
    const value = await made;
    if (value === undefined) forget();
    return value;
  } catch (error) {
    forget();
    throw error;
  }
}
