/** When each case ended or was last seen open (any unit, 0 or more), and whether it ended: 1, or 0 for still open. */
export type EndedOrOpen = { ages: ArrayLike<number>; events: ArrayLike<number> };

export type Concordance = { value: number; pairs: number };

/**
 * Harrell's C (Harrell, Califf, Pryor, Lee & Rosati 1982): among pairs of cases of which one surely ended first, the share where that one
 * was given the higher risk; equal risks count half. A pair counts when the shorter age is an end; at the same age an end goes before a case
 * still open, and two ends at one age do not count. Several kinds of end: pass `events` of the one asked for as 1 and of the others as 0 with
 * an age beyond all others (Wolbers et al. 2009). Undefined without a pair. O(n log n).
 */
export function cIndex({ ages, events }: EndedOrOpen, risks: ArrayLike<number>): Concordance | undefined {
  const n = ages.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => (ages[b] as number) - (ages[a] as number));
  const distinct = [...new Set(Array.from(risks))].sort((a, b) => a - b);
  const placeOf = new Map(distinct.map((risk, i) => [risk, i + 1]));
  const later = new CountsByPlace(distinct.length);
  let [agreeing, tied, pairs] = [0, 0, 0];
  for (let at = 0; at < n; ) {
    const age = ages[order[at] as number];
    let end = at;
    while (end < n && ages[order[end] as number] === age) end += 1;
    const together = order.subarray(at, end);
    for (const i of together) if (events[i] !== 1) later.add(placeOf.get(risks[i] as number) as number);
    for (const i of together) {
      if (events[i] !== 1) continue;
      const place = placeOf.get(risks[i] as number) as number;
      const below = later.upTo(place - 1);
      agreeing += below;
      tied += later.upTo(place) - below;
      pairs += later.total;
    }
    for (const i of together) if (events[i] === 1) later.add(placeOf.get(risks[i] as number) as number);
    at = end;
  }
  return pairs === 0 ? undefined : { value: (agreeing + tied / 2) / pairs, pairs };
}

/** Counts with running totals in O(log n) (Fenwick 1994). Places are numbered from 1. */
class CountsByPlace {
  total = 0;
  readonly #sums: Uint32Array;

  constructor(places: number) {
    this.#sums = new Uint32Array(places + 1);
  }

  add(place: number): void {
    this.total += 1;
    for (let at = place; at < this.#sums.length; at += at & -at) this.#sums[at] = (this.#sums[at] as number) + 1;
  }

  upTo(place: number): number {
    let sum = 0;
    for (let at = place; at > 0; at -= at & -at) sum += this.#sums[at] as number;
    return sum;
  }
}
