import type { Interactions } from './ledger.ts';

/** The place of the first interaction at or after a moment; `at` rises. O(log n). */
export function firstPlaceAt(at: Float64Array, moment: number): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((at[middle] as number) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Interactions in the order of time; equal times by from, to and kind, so that the order they came in does not matter. O(n log n). */
export function inOrderOfTime({ at, from, to, kind }: Interactions): Interactions {
  const order = Uint32Array.from(at, (_, i) => i).sort(
    (a, b) =>
      (at[a] as number) - (at[b] as number) ||
      (from[a] as number) - (from[b] as number) ||
      (to[a] as number) - (to[b] as number) ||
      (kind ? (kind[a] as number) - (kind[b] as number) : 0),
  );
  const pick = <T extends Float64Array | Int32Array | Uint8Array>(source: T, into: T): T => {
    for (let i = 0; i < order.length; i++) into[i] = source[order[i] as number] as number;
    return into;
  };
  return {
    at: pick(at, new Float64Array(at.length)),
    from: pick(from, new Int32Array(at.length)),
    to: pick(to, new Int32Array(at.length)),
    ...(kind && { kind: pick(kind, new Uint8Array(at.length)) }),
  };
}

/** The interactions before a moment, of interactions in the order of time; a view, not a copy. O(log n). */
export function eventsBefore({ at, from, to, kind }: Interactions, moment: number): Interactions {
  const n = firstPlaceAt(at, moment);
  return { at: at.subarray(0, n), from: from.subarray(0, n), to: to.subarray(0, n), ...(kind && { kind: kind.subarray(0, n) }) };
}
