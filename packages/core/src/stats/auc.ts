/**
 * The chance that a case where it happened was given more than one where it did not, ties counting half (Mann & Whitney 1947; Hanley &
 * McNeil 1982). Says how well cases are ordered, nothing about whether the probabilities are true. Undefined unless both kinds are there.
 * O(n log n).
 */
export function auc(said: ArrayLike<number>, happened: ArrayLike<number>): number | undefined {
  const { ranks, positives } = ranked(said, happened);
  const negatives = said.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  let sum = 0;
  for (let i = 0; i < said.length; i++) if (happened[i] === 1) sum += ranks[i] as number;
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

function ranked(said: ArrayLike<number>, happened: ArrayLike<number>): { ranks: Float64Array; positives: number } {
  let positives = 0;
  for (let i = 0; i < said.length; i++) if (happened[i] === 1) positives += 1;
  return { ranks: midRanks(said), positives };
}

/** Ranks from 1; equal values share the mean of their ranks. O(n log n). @throws RangeError for NaN */
function midRanks(values: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(values).sort();
  if (Number.isNaN(sorted.at(-1))) throw new RangeError('NaN has no rank');
  const ranks = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    ranks[i] = (firstAt(sorted, value, false) + firstAt(sorted, value, true) + 1) / 2;
  }
  return ranks;
}

/** How many sorted values lie below (or, `orEqual`, at or below) a value. */
function firstAt(sorted: Float64Array, value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle] as number;
    if (at < value || (orEqual && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
