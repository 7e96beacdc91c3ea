import { daySeconds } from './ledger.ts';

/** How a past is cut into moments to learn from. */
const usualStepDays = 14;
const usualWarmUpDays = 60;
const fewTimes = 6;

/**
 * Moments to learn from, rising: every 14 days back from the last one whose outcomes are complete before `until`, down to day 60 of the
 * history. A short history gives closer moments (down to 2 days apart) and a shorter warm-up (down to a quarter of what there is); none
 * when it is shorter than the horizon and a quarter of it.
 * @param firstAt,until seconds
 */
export function trainingTimes(firstAt: number, until: number, horizonDays: number): number[] {
  const usableDays = (until - firstAt) / daySeconds - horizonDays;
  const warmUpDays = Math.min(usualWarmUpDays, Math.max(usableDays / 2, horizonDays / 4));
  // Whole days, so that every moment is at the same time of day as the as-of.
  const stepDays = Math.max(2, Math.min(usualStepDays, Math.floor((usableDays - warmUpDays) / (fewTimes - 1))));
  const times: number[] = [];
  for (let back = 0; usableDays - back >= warmUpDays; back += stepDays) times.push(until - (horizonDays + back) * daySeconds);
  return times.reverse();
}
