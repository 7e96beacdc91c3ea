/** Days since 1970-01-01, without zone or hour. */
export type DayNumber = number;

/** Milliseconds of a day of the calendar in UTC, which has no summer time. */
export const dayMs = 86_400_000;

/**
 * The day number of an ISO day ("2026-11-21").
 * @throws RangeError when the text is not a day of the calendar.
 */
export function dayNumber(iso: string): DayNumber {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  const at = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : Number.NaN;
  const day = at / dayMs;
  if (!match || isoDay(day) !== iso) throw new RangeError(`"${iso}" is not a day; write it as 2026-11-21`);
  return day;
}

/** The ISO day of a day number. */
export function isoDay(day: DayNumber): string {
  return Number.isFinite(day) ? new Date(day * dayMs).toISOString().slice(0, 10) : '';
}

/** The day that the clock on the wall shows in `timeZone` (IANA name) at a moment in epoch milliseconds. */
export function dayIn(timeZone: string, epochMilliseconds: number): DayNumber {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return dayNumber(parts.format(epochMilliseconds));
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** "21 November", with the year only when it differs from that of `seenFrom`. */
export function dayInWords(day: DayNumber, seenFrom: DayNumber): string {
  const [year, month, date] = isoDay(day).split('-');
  const words = `${Number(date)} ${months[Number(month) - 1]}`;
  return isoDay(seenFrom).startsWith(`${year}-`) ? words : `${words} ${year}`;
}
