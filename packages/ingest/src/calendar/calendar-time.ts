import { type ContentLine, parameter } from '../content-lines/content-line.ts';
import { dayMs, daysInMonth, daysOf, hourMs, type LocalTime, minuteMs, secondMs } from './local-time.ts';

/** A DATE or DATE-TIME as written (RFC 5545, 3.3.4 and 3.3.5), before its zone is looked up. */
export interface CalendarTime {
  readonly local: LocalTime;
  readonly isDate: boolean;
  readonly isUtc: boolean;
  /** TZID as written. */
  readonly zoneName?: string | undefined;
}

const written = /^\s*([+-]?\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z)?)?\s*Z?\s*$/i;

/** `20260105`, `20260105T090000`, with Z, also with hyphens and colons. `undefined` when it is no day or hour of the calendar. */
export function parseTime(text: string): CalendarTime | undefined {
  const found = text.length > 40 ? null : written.exec(text);
  if (!found) return undefined;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  const midnight = daysOf(year, month, day) * dayMs;
  if (found[4] === undefined) return { local: midnight, isDate: true, isUtc: false };
  const [hour, minute, second] = [Number(found[4]), Number(found[5]), Number(found[6] ?? 0)];
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return undefined;
  const local = midnight + hour * hourMs + minute * minuteMs + Math.min(second, 59) * secondMs;
  return { local, isDate: false, isUtc: found[7] !== undefined };
}

/** The time of a property with its zone. `VALUE=DATE` makes a day of it, whatever hour is written behind. */
export function timeOf(line: ContentLine, value = line.value): CalendarTime | undefined {
  const time = parseTime(value);
  if (!time) return undefined;
  if (!time.isDate && parameter(line, 'VALUE')?.toUpperCase() === 'DATE') {
    return { local: Math.floor(time.local / dayMs) * dayMs, isDate: true, isUtc: false };
  }
  const zoneName = time.isUtc || time.isDate ? undefined : parameter(line, 'TZID')?.trim();
  return zoneName === undefined ? time : { ...time, zoneName };
}

/** DURATION (RFC 5545, 3.3.6): days and weeks follow the wall clock, hours and less the time that passes. */
export interface CalendarDuration {
  readonly days: number;
  readonly exactMs: number;
}

const duration = /^\s*([+-])?P(?:T?(\d{1,6})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,10})S)?)?\s*$/i;

export function parseDuration(text: string): CalendarDuration | undefined {
  const found = text.length > 80 ? null : duration.exec(text);
  if (!found || /^[+-]?\s*PT?\s*$/i.test(text.trim())) return undefined;
  const [weeks, days, hours, minutes, seconds] = found.slice(2).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const sign = found[1] === '-' ? -1 : 1;
  return { days: sign * (weeks * 7 + days), exactMs: sign * (hours * hourMs + minutes * minuteMs + seconds * secondMs) };
}
