import { type CalendarTime, parseTime } from '../calendar-time.ts';

export type Frequency = 'SECONDLY' | 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** `2TU`: the second Tuesday. `ordinal` 0: every one. */
export interface WeekdayRule {
  /** 0 Sunday … 6 Saturday. */
  readonly weekday: number;
  readonly ordinal: number;
}

/** RRULE (RFC 5545, 3.3.10). An empty list: the part was not given. */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | undefined;
  readonly until: CalendarTime | undefined;
  readonly weekStart: number;
  readonly bySecond: readonly number[];
  readonly byMinute: readonly number[];
  readonly byHour: readonly number[];
  readonly byDay: readonly WeekdayRule[];
  readonly byMonthDay: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byWeekNumber: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPosition: readonly number[];
}

const frequencies = new Set<string>(['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']);
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** The rule, or what is wrong with it. Unknown parts that begin with `X-` and words without a value are passed over. */
export function parseRule(text: string): RecurrenceRule | { readonly problem: string } {
  const parts = new Map<string, string>();
  for (const part of text
    .replace(/^RRULE:/i, '')
    .slice(0, 10_000)
    .split(';', 50)) {
    const equals = part.indexOf('=');
    if (equals > 0)
      parts.set(
        part.slice(0, equals).trim().toUpperCase(),
        part
          .slice(equals + 1)
          .trim()
          .toUpperCase(),
      );
  }
  try {
    return ruleOf(parts);
  } catch (error) {
    if (error instanceof RuleProblem) return { problem: error.message };
    throw error;
  }
}

class RuleProblem extends Error {}

function ruleOf(parts: ReadonlyMap<string, string>): RecurrenceRule {
  const frequency = parts.get('FREQ') ?? '';
  if (!frequencies.has(frequency)) throw new RuleProblem(`FREQ=${shown(frequency)} is none of ${[...frequencies].join(', ')}`);
  if ((parts.get('RSCALE') ?? 'GREGORIAN') !== 'GREGORIAN')
    throw new RuleProblem(`RSCALE=${shown(parts.get('RSCALE'))} is not reckoned here`);
  if ((parts.get('SKIP') ?? 'OMIT') !== 'OMIT') throw new RuleProblem(`SKIP=${shown(parts.get('SKIP'))} is not reckoned here`);
  const interval = Number(parts.get('INTERVAL') ?? 1);
  if (!Number.isInteger(interval) || interval > 100_000)
    throw new RuleProblem(`INTERVAL=${shown(parts.get('INTERVAL'))} is not a whole number`);
  const count = parts.has('COUNT') ? Number(parts.get('COUNT')) : undefined;
  if (count !== undefined && !Number.isInteger(count)) throw new RuleProblem(`COUNT=${shown(parts.get('COUNT'))} is not a whole number`);
  const writtenUntil = parts.get('UNTIL');
  const until = writtenUntil ? parseTime(writtenUntil) : undefined;
  if (writtenUntil && !until) throw new RuleProblem(`UNTIL=${shown(writtenUntil)} is not a date such as 20261231 or 20261231T235959Z`);
  return {
    frequency: frequency as Frequency,
    // 0 and below are written by old programs for "every one" and "without end".
    interval: Math.max(1, interval),
    count: count !== undefined && count > 0 ? count : undefined,
    until,
    weekStart: Math.max(0, weekdays.indexOf(parts.get('WKST') ?? 'MO')),
    bySecond: numbers(parts, 'BYSECOND', 0, 60).map((second) => Math.min(second, 59)),
    byMinute: numbers(parts, 'BYMINUTE', 0, 59),
    byHour: numbers(parts, 'BYHOUR', 0, 23),
    byDay: list(parts, 'BYDAY').map(weekdayRule),
    byMonthDay: signedNumbers(parts, 'BYMONTHDAY', 31),
    byYearDay: signedNumbers(parts, 'BYYEARDAY', 366),
    byWeekNumber: signedNumbers(parts, 'BYWEEKNO', 53),
    byMonth: numbers(parts, 'BYMONTH', 1, 12),
    bySetPosition: signedNumbers(parts, 'BYSETPOS', 366),
  };
}

function weekdayRule(text: string): WeekdayRule {
  const found = /^([+-]?\d{1,2})?\s*([A-Z]{2})$/.exec(text);
  const weekday = weekdays.indexOf(found?.[2] ?? '');
  const ordinal = Number(found?.[1] ?? 0);
  if (weekday < 0 || Math.abs(ordinal) > 53) throw new RuleProblem(`BYDAY=${shown(text)} is not a weekday such as MO or -1FR`);
  return { weekday, ordinal };
}

function list(parts: ReadonlyMap<string, string>, name: string): string[] {
  const text = parts.get(name);
  if (text === undefined) return [];
  return text
    .split(',', 400)
    .map((value) => value.trim())
    .filter(Boolean);
}

function numbers(parts: ReadonlyMap<string, string>, name: string, least: number, most: number): number[] {
  const found = list(parts, name).map((text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new RuleProblem(`${name}=${shown(text)} is not between ${least} and ${most}`);
    return value;
  });
  return [...new Set(found)].sort((a, b) => a - b);
}

function signedNumbers(parts: ReadonlyMap<string, string>, name: string, most: number): number[] {
  const found = numbers(parts, name, -most, most);
  if (found.includes(0)) throw new RuleProblem(`${name}=0 is neither from the beginning nor from the end`);
  return found;
}

function shown(text: string | undefined): string {
  return (text ?? '').slice(0, 40);
}
