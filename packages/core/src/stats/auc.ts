import { normalQuantile } from './normal.ts';

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

export type AucInterval = { value: number; low: number; high: number; standardError: number };

/**
 * {@link auc} with its interval (80 % unless told) by the variance of DeLong, DeLong & Clarke-Pearson (1988), computed from ranks (Sun & Xu
 * 2014), on the logit scale so that it stays inside 0..1. A perfect order has no spread to judge by: there the interval reaches to the
 * one-sided bound of the rarer kind. Undefined unless both kinds have two cases. O(n log n).
 */
export function aucInterval(said: ArrayLike<number>, happened: ArrayLike<number>, level = 0.8): AucInterval | undefined {
  const value = auc(said, happened);
  const among = { positive: new Float64Array(0), negative: new Float64Array(0) };
  for (const [kind, wanted] of [
    ['positive', 1],
    ['negative', 0],
  ] as const)
    among[kind] = Float64Array.from(Array.from(said).filter((_, i) => (happened[i] === 1 ? 1 : 0) === wanted));
  const [m, n] = [among.positive.length, among.negative.length];
  if (value === undefined || m < 2 || n < 2) return undefined;
  const all = midRanks(said);
  const own = { positive: midRanks(among.positive), negative: midRanks(among.negative) };
  let [varianceOfPositive, varianceOfNegative, atPositive, atNegative] = [0, 0, 0, 0];
  for (let i = 0; i < said.length; i++) {
    if (happened[i] === 1) {
      const beaten = ((all[i] as number) - (own.positive[atPositive++] as number)) / n;
      varianceOfPositive += (beaten - value) ** 2 / (m - 1);
    } else {
      const beatenBy = 1 - ((all[i] as number) - (own.negative[atNegative++] as number)) / m;
      varianceOfNegative += (beatenBy - value) ** 2 / (n - 1);
    }
  }
  const standardError = Math.sqrt(varianceOfPositive / m + varianceOfNegative / n);
  const ruleOut = ((1 - level) / 2) ** (1 / Math.min(m, n));
  if (value === 1) return { value, low: ruleOut, high: 1, standardError };
  if (value === 0) return { value, low: 0, high: 1 - ruleOut, standardError };
  const logit = Math.log(value / (1 - value));
  const spread = (normalQuantile((1 + level) / 2) * standardError) / (value * (1 - value));
  return { value, low: 1 / (1 + Math.exp(spread - logit)), high: 1 / (1 + Math.exp(-spread - logit)), standardError };
}

function ranked(said: ArrayLike<number>, happened: ArrayLike<number>): { ranks: Float64Array; positives: number } {
  let positives = 0;
  for (let i = 0; i < said.length; i++) if (happened[i] === 1) positives += 1;
  return { ranks: midRanks(said), positives };
}

/** Ranks from 1; equal values share the mean of their ranks. O(n log n). @throws RangeError for NaN */
export function midRanks(values: ArrayLike<number>): Float64Array {
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
