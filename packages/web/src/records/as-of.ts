import { dayMs } from '@windshield/core';
import { useMe } from '../app/session.ts';
import { toDate } from '../ui/locale.ts';

/** An export older than this is looked at as it was on its day; a fresher one is simply the present. */
const freshDays = 31;

/** The moment that ages and "past" are counted from: now, or the day of an old export that is being explored. */
export function useAsOf(): Date {
  const { exportDay } = useMe().workspace;
  if (!exportDay) return new Date();
  const day = toDate(exportDay);
  return Date.now() - day.getTime() > freshDays * dayMs ? day : new Date();
}

/** Whole days from a day or moment until `now`; negative when it is ahead. */
export function daysSince(when: string, now: Date): number {
  const start = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((start(now) - start(toDate(when))) / dayMs);
}
