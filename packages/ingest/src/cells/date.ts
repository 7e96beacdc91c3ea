import { dayMs, plainLetters } from '@windshield/core';
import { monthByName } from './month-names.ts';

export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** A date as a cell states it; the time and the offset only where it has them. */
export interface CellDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Milliseconds since midnight; undefined for a date alone. */
  readonly timeMs?: number;
  /** Minutes east of UTC; undefined where the cell gives none. */
  readonly offsetMinutes?: number;
}

const numeric = /^(\d{1,4})([./-]|年|\s?[./]\s?)(\d{1,2})(?:\2|月)(\d{1,4})(?:日|\.)?(?:[T ,]+(.+))?$/;
const named =
  /^(?:\p{L}+\.?,?\s+)?(?:(\d{1,2})(?:\.|st|nd|rd|th|er|º)?(?:\s+de)?[\s-]+(\p{L}+)\.?(?:\s+de)?[,\s-]+(\d{2,4})|(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}))(?:[T ,]+(?:at |um |à )?(.+))?$/u;
const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?Z?)?$/;
const time =
  /^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d+))?)?\s*([ap]\.?\s?m\.?|上午|下午|午前|午後)?\s*(?:(z|utc|gmt)|(?:utc|gmt)?([+-])(\d{2}):?(\d{2})?)?(?:\s*[A-Z]{2,5}|\s*Uhr|\s*\([^)]*\))?$/i;

/**
 * Reads a date or a time stamp as spreadsheets and CRMs write it: ISO 8601, numbers in the given order with `.`, `/` or `-`,
 * month names in a dozen languages, `2026年2月28日`, compact `20260228`, Excel serials (25569..73050, system of 1900) and Unix
 * seconds or milliseconds. A four-digit year settles the order by itself. Undefined when it is no date that exists.
 */
export function parseDate(text: string, order: DateOrder): CellDate | undefined {
  const iso = isoDate(text);
  if (iso !== undefined) return iso;
  const trimmed = text.trim();
  const first = trimmed.charCodeAt(0);
  if (first >= 48 && first <= 57) {
    const parts = numeric.exec(trimmed);
    if (parts) return numericDate(parts, order);
    if (/^\d+(\.\d+)?$/.test(trimmed)) return serialDate(trimmed);
  }
  const words = named.exec(trimmed);
  if (words) return namedDate(words);
  // "Mon 02/03/2026"
  const dated = /^\p{L}{2,12}\.?,?\s+(?=\d{1,2}[./-])/u.exec(trimmed);
  return dated ? parseDate(trimmed.slice(dated[0].length), order) : undefined;
}

/** The fast road: `2026-02-28`, `2026-02-28 09:30:00`, `2026-02-28T09:30:00.000Z`. */
function isoDate(text: string): CellDate | undefined {
  if (text.length < 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (year < 0 || month < 0 || day < 0 || !exists(year, month, day)) return undefined;
  if (text.length === 10) return { year, month, day };
  const separator = text.charCodeAt(10);
  if (separator !== 84 && separator !== 32) return undefined;
  if (text.length >= 16 && text.charCodeAt(13) === 58) {
    const hour = digits(text, 11, 2);
    const minute = digits(text, 14, 2);
    if (hour >= 0 && minute >= 0 && hour < 24 && minute < 60) {
      if (text.length === 16) return { year, month, day, timeMs: (hour * 60 + minute) * 60_000 };
      const second = text.charCodeAt(16) === 58 ? digits(text, 17, 2) : -1;
      if (second >= 0 && second < 60) {
        const whole = ((hour * 60 + minute) * 60 + second) * 1000;
        if (text.length === 19) return { year, month, day, timeMs: whole };
        if (text.length === 20 && text.charCodeAt(19) === 90) return { year, month, day, timeMs: whole, offsetMinutes: 0 };
        if (text.length === 24 && text.charCodeAt(19) === 46 && text.charCodeAt(23) === 90) {
          const milli = digits(text, 20, 3);
          if (milli >= 0) return { year, month, day, timeMs: whole + milli, offsetMinutes: 0 };
        }
      }
    }
  }
  return withTime(year, month, day, text.slice(11));
}

function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function numericDate(parts: RegExpExecArray, order: DateOrder): CellDate | undefined {
  const [, a = '', sign, b = '', c = '', rest] = parts;
  if (a.length >= 3 || sign === '年') return withTime(fullYear(a), Number(b), Number(c), rest);
  if (c.length < 2 || c.length === 3) return undefined;
  if (c.length === 2 && order === 'ymd') return withTime(fullYear(a), Number(b), Number(c), rest);
  const isMonthFirst = order === 'mdy';
  return withTime(fullYear(c), Number(isMonthFirst ? a : b), Number(isMonthFirst ? b : a), rest);
}

function namedDate(words: RegExpExecArray): CellDate | undefined {
  const month = monthByName.get(plainLetters(words[2] ?? words[4] ?? ''));
  if (month === undefined) return undefined;
  return withTime(fullYear(words[3] ?? words[6] ?? ''), month, Number(words[1] ?? words[5]), words[7]);
}

function serialDate(text: string): CellDate | undefined {
  const parts = compact.exec(text);
  if (parts && (text.length === 8 || text.length === 14)) {
    const [, year, month, day, hour, minute, second] = parts;
    return withTime(Number(year), Number(month), Number(day), hour === undefined ? undefined : `${hour}:${minute}:${second ?? '00'}`);
  }
  const value = Number(text);
  if (value >= 25_569 && value <= 73_050) {
    const days = Math.floor(value);
    const ms = Math.round((value - days) * 86_400) * 1000;
    return fromUtc((days - 25_569) * dayMs + ms, text.includes('.'), false);
  }
  if (text.length === 13 || text.length === 10) return fromUtc(text.length === 13 ? value : value * 1000, true, true);
  return undefined;
}

function fromUtc(ms: number, hasTime: boolean, isUtc: boolean): CellDate {
  const at = new Date(ms);
  const date = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
  if (!hasTime) return date;
  const timeMs = ((ms % dayMs) + dayMs) % dayMs;
  return isUtc ? { ...date, timeMs, offsetMinutes: 0 } : { ...date, timeMs };
}

function withTime(year: number, month: number, day: number, rest: string | undefined): CellDate | undefined {
  if (!exists(year, month, day)) return undefined;
  if (rest === undefined || rest.trim() === '') return { year, month, day };
  const parts = time.exec(rest.trim());
  if (!parts) return undefined;
  const half = parts[5]?.toLowerCase().replace(/[^apm上下前後]/g, '');
  let hour = Number(parts[1]);
  if (half !== undefined) {
    const isAfternoon = half.startsWith('p') || half === '下' || half === '後';
    if (hour > 12) return undefined;
    hour = (hour % 12) + (isAfternoon ? 12 : 0);
  }
  const minute = Number(parts[2]);
  const second = Number(parts[3] ?? 0);
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const milli = Math.floor(Number(`0.${parts[4] ?? 0}`) * 1000);
  const timeMs = ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + milli;
  if (parts[6]) return { year, month, day, timeMs, offsetMinutes: 0 };
  if (parts[7]) {
    const offsetMinutes = (parts[7] === '-' ? -1 : 1) * (Number(parts[8]) * 60 + Number(parts[9] ?? 0));
    return { year, month, day, timeMs, offsetMinutes };
  }
  return { year, month, day, timeMs };
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function exists(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || year < 1800 || year > 9999) return false;
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (monthDays[month - 1] ?? 0);
}

/** `YYYY-MM-DD`. */
export function isoDay(date: CellDate): string {
  return `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}`;
}

export function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Turns dates of cells into instants; times without an offset are of `timeZone`, a date alone is the start of its day there. */
export function instantReader(timeZone: string): (date: CellDate) => string {
  const isUtc = timeZone === 'UTC' || timeZone === 'Etc/UTC';
  const offsets = new Map<number, number>();
  const offsetMs = (localMs: number): number => {
    const hour = Math.floor(localMs / 3_600_000);
    let offset = offsets.get(hour);
    if (offset === undefined) {
      if (offsets.size > 200_000) offsets.clear();
      const local = Temporal.Instant.fromEpochMilliseconds(hour * 3_600_000)
        .toZonedDateTimeISO('UTC')
        .toPlainDateTime();
      offset = hour * 3_600_000 - local.toZonedDateTime(timeZone).epochMilliseconds;
      offsets.set(hour, offset);
    }
    return offset;
  };
  return (date) => {
    const localMs = Date.UTC(date.year, date.month - 1, date.day) + (date.timeMs ?? 0);
    const shift = date.offsetMinutes === undefined ? (isUtc ? 0 : offsetMs(localMs)) : date.offsetMinutes * 60_000;
    return new Date(localMs - shift).toISOString();
  };
}
