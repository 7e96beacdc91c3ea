import { plainLetters } from '@windshield/core';
import { monthByName } from '../../cells/month-names.ts';

/** When a message says that it was written: the instant, and how far its writer's clock is from UTC. */
export interface SentTime {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly offsetMinutes: number;
}

const dayFirst =
  /(\d{1,2})[ .-]+(\p{L}{3,12})\.?[ ,.-]+(\d{2,4})[ ,]+(?:at )?(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?(?:\.\d{1,6})?(.{0,60})/u;
const monthFirst = /(\p{L}{3,12})\.? +(\d{1,2})[ ,]+(?:(\d{4})[ ,]+)?(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,6})?(.{0,60})/u;
const digitsOnly = /(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,6})?(.{0,60})/;

/** Zones by name (RFC 5322, 4.3, and those that programs write); minutes from UTC. */
const zones: Record<string, number> = {
  ut: 0, utc: 0, gmt: 0, z: 0, wet: 0, bst: 60, west: 60, cet: 60, met: 60, mez: 60, cest: 120, mest: 120, mesz: 120, eet: 120, eest: 180,
  msk: 180, ist: 330, hkt: 480, sgt: 480, awst: 480, jst: 540, kst: 540, aest: 600, aedt: 660, nzst: 720, nzdt: 780, est: -300, edt: -240,
  cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420, akst: -540, akdt: -480, hst: -600, brt: -180, art: -180,
}; // biome-ignore format: a table

/** Reads the date of a head, as RFC 5322 says it or as programs write it; `undefined` for what is no date between 1971 and 2100. */
export function readSentTime(value: string | undefined): SentTime | undefined {
  if (value === undefined) return undefined;
  const text = value
    .slice(0, 200)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const first = dayFirst.exec(text);
  if (first) {
    return instant(fullYear(first[3]), monthOf(first[2]), first[1], first[4], first[5], first[6], first[7]);
  }
  const digits = digitsOnly.exec(text);
  if (digits) return instant(Number(digits[1]), Number(digits[2]), digits[3], digits[4], digits[5], digits[6], digits[7]);
  const american = monthFirst.exec(text);
  if (!american) return undefined;
  const rest = american[7] ?? '';
  const year = american[3] ?? /\b(\d{4})\b/.exec(rest.replace(/[+-]\d{4}/g, ''))?.[1];
  return instant(
    fullYear(year),
    monthOf(american[1]),
    american[2],
    american[4],
    american[5],
    american[6],
    rest.replace(/\b\d{4}\b(?=\s*$)/, ''),
  );
}

function monthOf(name: string | undefined): number | undefined {
  const key = plainLetters(name ?? '');
  return monthByName.get(key) ?? monthByName.get(key.slice(0, 3));
}

function fullYear(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  const year = Number(digits);
  if (digits.length > 2) return digits.length === 3 ? 1900 + year : year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function instant(
  year: number | undefined,
  month: number | undefined,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  rest: string | undefined,
): SentTime | undefined {
  if (year === undefined || month === undefined || month < 1 || month > 12 || year < 1971 || year > 2100) return undefined;
  const afternoon = /^ ?([ap])\.?m\b/i.exec(rest ?? '');
  let hours = Number(hour);
  if (afternoon && hours <= 12) hours = (hours % 12) + (afternoon[1]?.toLowerCase() === 'p' ? 12 : 0);
  const seconds = Math.min(Number(second ?? 0), 59);
  const date = Number(day);
  if (hours > 23 || Number(minute) > 59 || date < 1 || date > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const offsetMinutes = offsetOf(rest ?? '');
  const time = Date.UTC(year, month - 1, date, hours, Number(minute), seconds) - offsetMinutes * 60_000;
  return { at: new Date(time).toISOString(), offsetMinutes };
}

function offsetOf(rest: string): number {
  const numeric = /(?:^|\s|gmt|utc)([+-])(\d{1,2}):?(\d{2})?/i.exec(rest);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return minutes > 14 * 60 ? 0 : numeric[1] === '-' ? -minutes : minutes;
  }
  const name = /([a-z]{1,5})\s*$/i.exec(rest.replace(/^ ?[ap]\.?m\.?/i, ''))?.[1];
  return name === undefined ? 0 : (zones[name.toLowerCase()] ?? 0);
}
