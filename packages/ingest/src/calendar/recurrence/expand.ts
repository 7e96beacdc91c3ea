import { civilOf, dayMs, dayOf, daysInMonth, daysOf, hourMs, type LocalTime, minuteMs, secondMs, weekdayOf } from '../local-time.ts';
import type { Budget } from './budget.ts';
import { dayTest, monthsOf } from './days.ts';
import type { RecurrenceRule } from './rule.ts';

export interface ExpandOptions {
  /** Occurrences before this local time are passed over, without being reckoned where the rule has no COUNT. */
  readonly from: LocalTime;
  /** The first local time that is too late. */
  readonly to: LocalTime;
  /** UNTIL in the local time of the series; the last moment that still belongs to it. */
  readonly until: LocalTime;
  readonly isDate: boolean;
  readonly budget: Budget;
}

/**
 * The local times of a rule from its first on (RFC 5545, 3.3.10), ascending. The start itself always is the first and counts as one, as
 * 3.8.5.3 says, also where the rule does not name it. Stops silently when `budget` is spent: ask it afterwards.
 *
 * Own code, because the libraries do not serve: ical.js 2.2 moves 29 February to 1 March, passes over BYSETPOS except in months and years,
 * reckons BYWEEKNO and MINUTELY wrongly and makes a day of "30 February"; none of them skips from a far start to the wanted window or can
 * be stopped when a rule is a bomb.
 */
export function* expandRule(rule: RecurrenceRule, start: LocalTime, options: ExpandOptions): Generator<LocalTime> {
  const last = Math.min(options.until, options.to - 1);
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  if (start >= options.from && start < options.to) yield start;
  left--;
  const earliest = rule.count === undefined ? options.from : start;
  for (const local of candidates(rule, start, earliest, options)) {
    if (local > last || left <= 0) return;
    if (local <= start) continue;
    left--;
    if (local >= options.from) yield local;
  }
}

/** All that the rule names from about `earliest` on, ascending; may begin before `start`. */
function candidates(rule: RecurrenceRule, start: LocalTime, earliest: LocalTime, options: ExpandOptions): Generator<LocalTime> {
  switch (rule.frequency) {
    case 'HOURLY':
      return withinDays(rule, start, earliest, hourMs, options);
    case 'MINUTELY':
      return withinDays(rule, start, earliest, minuteMs, options);
    case 'SECONDLY':
      return withinDays(rule, start, earliest, secondMs, options);
    default:
      return wholeDays(rule, start, earliest, options);
  }
}

/** YEARLY, MONTHLY, WEEKLY, DAILY: periods of days, in each of which the named days get the named times. */
function* wholeDays(
  rule: RecurrenceRule,
  start: LocalTime,
  earliest: LocalTime,
  { to, until, isDate, budget }: ExpandOptions,
): Generator<LocalTime> {
  const last = Math.min(until, to - 1);
  const startDay = dayOf(start);
  const isNamed = dayTest(rule, startDay);
  if (!isDate && !budget.spend((rule.byHour.length * rule.byMinute.length * rule.bySecond.length) / 8)) return;
  const times = isDate ? [0] : timesOfDay(rule, start - startDay * dayMs);
  const days = periods(rule, startDay);
  for (let index = Math.max(0, days.indexOf(dayOf(earliest)) - 1); ; index++) {
    const { first, spans } = days.at(index);
    if (first * dayMs > last || !budget.spend()) return;
    const found: LocalTime[] = [];
    for (const span of spans) {
      for (let day = span.first; day < span.first + span.length; day++) {
        if (!budget.spend(1 / 8)) return;
        if (!isNamed(day)) continue;
        if (!budget.spend(times.length)) return;
        for (const time of times) {
          if (rule.bySetPosition.length === 0) yield day * dayMs + time;
          else found.push(day * dayMs + time);
        }
      }
    }
    yield* atPositions(found, rule.bySetPosition);
  }
}

interface Span {
  /** A day and how many from it on. */
  readonly first: number;
  readonly length: number;
}

interface Periods {
  /** The first day of the period with this index, and the stretches in which days of the rule can lie. */
  at(index: number): { readonly first: number; readonly spans: readonly Span[] };
  /** The index of a period that begins at or before this day, not far from it. */
  indexOf(day: number): number;
}

function periods(rule: RecurrenceRule, startDay: number): Periods {
  const { frequency, interval, weekStart } = rule;
  const { year, month } = civilOf(startDay);
  switch (frequency) {
    case 'YEARLY': {
      const months = monthsOf(rule, startDay);
      return {
        at: (index) => {
          const y = year + index * interval;
          const first = daysOf(y, 1, 1);
          if (months.length === 0) return { first, spans: [{ first, length: daysOf(y + 1, 1, 1) - first }] };
          return { first, spans: months.map((m) => ({ first: daysOf(y, m, 1), length: daysInMonth(y, m) })) };
        },
        indexOf: (day) => Math.floor((civilOf(day).year - year) / interval),
      };
    }
    case 'MONTHLY':
      return {
        at: (index) => {
          const months = month - 1 + index * interval;
          const [y, m] = [year + Math.floor(months / 12), (months % 12) + 1];
          return oneSpan(daysOf(y, m, 1), daysInMonth(y, m));
        },
        indexOf: (day) => {
          const civil = civilOf(day);
          return Math.floor(((civil.year - year) * 12 + civil.month - month) / interval);
        },
      };
    case 'WEEKLY': {
      const first = startDay - ((weekdayOf(startDay) - weekStart + 7) % 7);
      return {
        at: (index) => oneSpan(first + index * interval * 7, 7),
        indexOf: (day) => Math.floor((day - first) / (interval * 7)),
      };
    }
    default:
      return {
        at: (index) => oneSpan(startDay + index * interval, 1),
        indexOf: (day) => Math.floor((day - startDay) / interval),
      };
  }
}

function oneSpan(first: number, length: number) {
  return { first, spans: [{ first, length }] };
}

/** HOURLY, MINUTELY, SECONDLY: steps of equal length, of which BYxxx leaves some; what they leave out is jumped over as a whole. */
function* withinDays(
  rule: RecurrenceRule,
  start: LocalTime,
  earliest: LocalTime,
  unitMs: number,
  { to, until, budget }: ExpandOptions,
): Generator<LocalTime> {
  const last = Math.min(until, to - 1);
  const step = rule.interval * unitMs;
  const isNamed = dayTest(rule, dayOf(start));
  const onOrAfter = (local: LocalTime): number => Math.max(0, Math.ceil((local - start) / step));
  let index = Math.max(0, Math.floor((earliest - start) / step) - 1);
  let judged = { day: Number.NaN, isNamed: false };
  for (;;) {
    const local = start + index * step;
    // Within the unit BYMINUTE or BYSECOND may name an earlier moment than the step itself.
    const unit = Math.floor(local / unitMs) * unitMs;
    if (unit > last || !budget.spend()) return;
    const day = dayOf(local);
    const ofDay = local - day * dayMs;
    if (judged.day !== day) judged = { day, isNamed: isNamed(day) };
    if (!judged.isNamed) {
      index = onOrAfter((day + 1) * dayMs);
      continue;
    }
    if (rule.byHour.length > 0 && !rule.byHour.includes(Math.floor(ofDay / hourMs))) {
      index = Math.max(index + 1, onOrAfter(Math.floor(local / hourMs) * hourMs + hourMs));
      continue;
    }
    if (unitMs < hourMs && rule.byMinute.length > 0 && !rule.byMinute.includes(Math.floor((ofDay % hourMs) / minuteMs))) {
      index = Math.max(index + 1, onOrAfter(Math.floor(local / minuteMs) * minuteMs + minuteMs));
      continue;
    }
    index++;
    if (unitMs === secondMs) {
      if (rule.bySecond.length === 0 || rule.bySecond.includes(Math.floor((ofDay % minuteMs) / secondMs))) yield local;
      continue;
    }
    const moments = within(rule, local, unit, unitMs);
    if (!budget.spend(moments.length)) return;
    yield* rule.bySetPosition.length > 0 ? atPositions(moments, rule.bySetPosition) : moments;
  }
}

/** The moments that BYMINUTE and BYSECOND name within an hour or a minute. */
function within(rule: RecurrenceRule, local: LocalTime, unit: LocalTime, unitMs: number): LocalTime[] {
  const ownSecond = Math.floor((((local % minuteMs) + minuteMs) % minuteMs) / secondMs);
  const seconds = rule.bySecond.length > 0 ? rule.bySecond : [ownSecond];
  if (unitMs === minuteMs) return seconds.map((second) => unit + second * secondMs);
  const ownMinute = Math.floor((local - unit) / minuteMs);
  const minutes = rule.byMinute.length > 0 ? rule.byMinute : [ownMinute];
  return minutes.flatMap((minute) => seconds.map((second) => unit + minute * minuteMs + second * secondMs));
}

function timesOfDay(rule: RecurrenceRule, own: number): number[] {
  const hours = rule.byHour.length > 0 ? rule.byHour : [Math.floor(own / hourMs)];
  const minutes = rule.byMinute.length > 0 ? rule.byMinute : [Math.floor((own % hourMs) / minuteMs)];
  const seconds = rule.bySecond.length > 0 ? rule.bySecond : [Math.floor((own % minuteMs) / secondMs)];
  return hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => hour * hourMs + minute * minuteMs + second * secondMs)),
  );
}

/** BYSETPOS: the n-th of a period's occurrences, from its end where negative. */
function atPositions(found: readonly LocalTime[], positions: readonly number[]): LocalTime[] {
  const picked = positions.map((position) => found[position > 0 ? position - 1 : found.length + position]);
  return [...new Set(picked.filter((local) => local !== undefined))].sort((a, b) => a - b);
}
