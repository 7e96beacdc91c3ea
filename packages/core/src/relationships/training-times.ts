import { daySeconds } from './ledger.ts';

/** How a past is cut into moments to learn from. */
const stepDays = 14;
const warmUpDays = 60;
const fewTimes = 6;

/**
 * Moments to learn from, rising: every 14 days back from the last one whose outcomes are complete before `until`, down to day 60 of the
 * history. A short history gives closer moments (down to 2 days apart) and a shorter warm-up (down to a quarter of what there is); none
 * when it is shorter than the horizon and a quarter of it.
 * @param firstAt,until seconds
 */
export function trainingTimes(firstAt: number, until: number, horizonDays: number): number[] {
  const usableDays = (until - firstAt) / daySeconds - horizonDays;
  const warmUp = Math.min(warmUpDays, Math.max(usableDays / 2, horizonDays / 4));
  const step = Math.max(2, Math.min(stepDays, (usableDays - warmUp) / (fewTimes - 1)));
  const times: number[] = [];
  for (let day = usableDays; day >= warmUp; day -= step) times.push(until - (usableDays - day + horizonDays) * daySeconds);
  return times.reverse();
}
