import { type DayNumber, periodOf, weekday } from '@windshield/core';

/** An instant in UTC at `minute` of a day. */
export function instantOf(day: DayNumber, minute: number): string {
  return new Date(day * 86_400_000 + Math.round(minute) * 60_000).toISOString().replace('.000Z', 'Z');
}

/** The day itself, or the Monday after a weekend: nobody here works on weekends. */
export function workingDay(day: DayNumber): DayNumber {
  const whole = Math.floor(day);
  return whole + Math.max(0, 8 - weekday(whole)) * (weekday(whole) > 5 ? 1 : 0);
}

/** The last working day before `day`. */
export function workingDayBefore(day: DayNumber): DayNumber {
  let before = day - 1;
  while (weekday(before) > 5) before -= 1;
  return before;
}

export function quarterEnd(day: DayNumber): DayNumber {
  return periodOf('quarter', day).to;
}
