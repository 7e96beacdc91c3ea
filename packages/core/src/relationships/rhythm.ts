import { sortedQuantile } from '../stats/index.ts';

/** From how many gaps on a rhythm is spoken of. */
export const leastGaps = 3;

/** Days between one active day and the next, in the order of time, of days in rising order. O(n). */
export function gapsBetween(days: ArrayLike<number>): Float64Array {
  const gaps = new Float64Array(Math.max(0, days.length - 1));
  for (let i = 1; i < days.length; i++) gaps[i - 1] = (days[i] as number) - (days[i - 1] as number);
  return gaps;
}

/**
 * The usual and the long gap: 50 % and 90 % points (Hyndman & Fan type 7) of the gaps in days. A tie is quiet against its own rhythm, not
 * after fixed days (Miritello et al. 2013). Undefined below {@link leastGaps} gaps. O(n log n).
 */
export function rhythmOf(gaps: Float64Array): { usualDays: number; longDays: number } | undefined {
  if (gaps.length < leastGaps) return undefined;
  const sorted = Float64Array.from(gaps).sort();
  return { usualDays: sortedQuantile(sorted, 0.5) as number, longDays: sortedQuantile(sorted, 0.9) as number };
}

/**
 * Of the gaps that had lasted as long as the present one, the share that ended within the next `withinDays`; leaning on 3 in 10
 * as if two more such gaps had been seen. O(n).
 */
export function shareOfGapsEnding(gaps: ArrayLike<number>, quietDays: number, withinDays: number): number {
  let asLong = 0;
  let ended = 0;
  for (let i = 0; i < gaps.length; i++) {
    const gap = gaps[i] as number;
    if (gap <= quietDays) continue;
    asLong += 1;
    if (gap <= quietDays + withinDays) ended += 1;
  }
  return (ended + 2 * 0.3) / (asLong + 2);
}

/** 2 × the smaller of what went each way / both together: 1 for an even exchange, 0 for one that goes one way. Undefined for nothing. */
export function reciprocity(outward: number, inward: number): number | undefined {
  return outward + inward > 0 ? (2 * Math.min(outward, inward)) / (outward + inward) : undefined;
}

/**
 * Days until one side answered, for each day on which the other wrote: until its own next active day, 0 for the same. Days not answered
 * before the other wrote again count once, from the first of them. Both lists rise. O(n + m).
 */
export function answerDays(askedOn: ArrayLike<number>, answeredOn: ArrayLike<number>): number[] {
  const days: number[] = [];
  let asked = 0;
  for (let i = 0; i < answeredOn.length; i++) {
    const answer = answeredOn[i] as number;
    const first = asked;
    while (asked < askedOn.length && (askedOn[asked] as number) <= answer) asked += 1;
    if (asked > first) days.push(answer - (askedOn[first] as number));
  }
  return days;
}

/** Share of the days on which something was asked that got an answer, leaning on 3 in 10 as if two more days had been seen. */
export function shareAnswered(answers: number, daysAsked: number): number {
  return (answers + 2 * 0.3) / (daysAsked + 2);
}
