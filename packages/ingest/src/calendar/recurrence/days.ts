import { civilOf, daysInMonth, daysOf, isLeapYear, weekdayOf } from '../local-time.ts';
import type { RecurrenceRule } from './rule.ts';

/**
 * Which days of a period a rule names. One test for each day serves every FREQ: the table of RFC 5545 (3.3.10) says for each part whether
 * it adds days to a period or takes some away; on the level of days both are "the day has this property", once the parts that a rule
 * leaves out are taken from its first day.
 */
export function dayTest(rule: RecurrenceRule, firstDay: number): (day: number) => boolean {
  const first = civilOf(firstDay);
  const namesDays = isNamingDays(rule);
  const { frequency } = rule;
  const byMonth = monthsOf(rule, firstDay);
  const isByFirstDay = !namesDays && (frequency === 'YEARLY' || frequency === 'MONTHLY');
  const byMonthDay = isByFirstDay ? [first.day] : rule.byMonthDay;
  const isByFirstWeekday =
    (frequency === 'WEEKLY' && rule.byDay.length === 0) ||
    (frequency === 'YEARLY' && rule.byWeekNumber.length > 0 && rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length === 0);
  const byDay = isByFirstWeekday ? [{ weekday: weekdayOf(firstDay), ordinal: 0 }] : rule.byDay;
  const months = byMonth.length > 0 ? new Set(byMonth) : undefined;
  const ordinalsIn = ordinalSpan(rule);

  return (day) => {
    const civil = civilOf(day);
    if (months && !months.has(civil.month)) return false;
    if (byMonthDay.length > 0) {
      const fromEnd = civil.day - daysInMonth(civil.year, civil.month) - 1;
      if (!byMonthDay.includes(civil.day) && !byMonthDay.includes(fromEnd)) return false;
    }
    if (byDay.length > 0) {
      const weekday = weekdayOf(day);
      const isNamed = byDay.some(
        (part) =>
          part.weekday === weekday && (part.ordinal === 0 || ordinalsIn === undefined || hasOrdinal(day, civil, part.ordinal, ordinalsIn)),
      );
      if (!isNamed) return false;
    }
    if (rule.byYearDay.length > 0) {
      const ofYear = day - daysOf(civil.year, 1, 1) + 1;
      const fromEnd = ofYear - (isLeapYear(civil.year) ? 367 : 366);
      if (!rule.byYearDay.includes(ofYear) && !rule.byYearDay.includes(fromEnd)) return false;
    }
    if (rule.byWeekNumber.length > 0) {
      const week = weekOf(day, rule.weekStart);
      if (!rule.byWeekNumber.includes(week.number) && !rule.byWeekNumber.includes(week.number - week.count - 1)) return false;
    }
    return true;
  };
}

/** The months in which a rule's days lie; empty: all. */
export function monthsOf(rule: RecurrenceRule, firstDay: number): readonly number[] {
  if (rule.byMonth.length > 0 || rule.frequency !== 'YEARLY' || isNamingDays(rule)) return rule.byMonth;
  return [civilOf(firstDay).month];
}

function isNamingDays({ byDay, byMonthDay, byYearDay, byWeekNumber }: RecurrenceRule): boolean {
  return byDay.length > 0 || byMonthDay.length > 0 || byYearDay.length > 0 || byWeekNumber.length > 0;
}

/** In what `2TU` counts: a month, a year; elsewhere the ordinal has no meaning and is passed over. */
function ordinalSpan(rule: RecurrenceRule): 'month' | 'year' | undefined {
  if (rule.frequency === 'MONTHLY') return 'month';
  if (rule.frequency !== 'YEARLY' || rule.byWeekNumber.length > 0) return undefined;
  return rule.byMonth.length > 0 ? 'month' : 'year';
}

function hasOrdinal(
  day: number,
  { year, month, day: ofMonth }: { year: number; month: number; day: number },
  ordinal: number,
  span: 'month' | 'year',
) {
  const index = span === 'month' ? ofMonth : day - daysOf(year, 1, 1) + 1;
  const length = span === 'month' ? daysInMonth(year, month) : isLeapYear(year) ? 366 : 365;
  return ordinal > 0 ? Math.ceil(index / 7) === ordinal : Math.ceil((length - index + 1) / 7) === -ordinal;
}

/** The week of its year (ISO 8601, with any first weekday): the first with at least four days, and how many that year has. */
function weekOf(day: number, weekStart: number): { number: number; count: number } {
  const monday = day - ((weekdayOf(day) - weekStart + 7) % 7);
  const { year } = civilOf(monday + 3);
  const first = firstWeek(year, weekStart);
  return { number: (monday - first) / 7 + 1, count: (firstWeek(year + 1, weekStart) - first) / 7 };
}

function firstWeek(year: number, weekStart: number): number {
  const fourth = daysOf(year, 1, 4);
  return fourth - ((weekdayOf(fourth) - weekStart + 7) % 7);
}
