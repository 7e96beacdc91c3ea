import { dayMs } from '@windshield/core';

/** Days as `YYYY-MM-DD`. */
export interface AsOf {
  /** Today, on the wall of the workspace. */
  readonly today: string;
  /** The day from which ages are counted. */
  readonly ages: string;
  /** The day from which promises, meetings and answers are seen. */
  readonly promises: string;
}

const staleAfterDays = 31;

/**
 * From which day things are counted. An export is a picture of one day: a deal that nobody touched since did not grow older in it, so
 * ages are counted from the day it was made, and a later refresh moves that day. What people promise goes on in the real world, so it is
 * counted from the real today; unless the export is older than a month, when nothing in it is of today any more and everything is
 * seen as of its day.
 *
 * @param exportDay the day of the newest export, undefined without one
 * @param now epoch milliseconds
 */
export function asOfDays(exportDay: string | null | undefined, timeZone: string, now: number): AsOf {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
  if (!exportDay) return { today, ages: today, promises: today };
  const ageDays = (Date.parse(today) - Date.parse(exportDay)) / dayMs;
  return { today, ages: exportDay, promises: ageDays > staleAfterDays ? exportDay : today };
}
