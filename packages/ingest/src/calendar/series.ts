import type { ReadMeeting } from '@windshield/core';
import { linesOf } from '../content-lines/component.ts';
import { parseDuration, timeOf } from './calendar-time.ts';
import { dayIn, type Event, endOf, localIn, type Moment, momentAt, momentOf, placeInFile } from './event.ts';
import { type EventClass, sensitivityOf } from './event-class.ts';
import { compactDay, compactTime, dayMs, dayOf, type EpochMs, isoInstant, type LocalTime } from './local-time.ts';
import type { Reading } from './reading.ts';
import { expandRule } from './recurrence/expand.ts';
import { parseRule, type RecurrenceRule } from './recurrence/rule.ts';
import { instantOf } from './zones/zone.ts';

/** All VEVENTs of one UID: the series or single event itself, where it is there, and the occurrences that were changed. */
export interface EventGroup {
  readonly master: Event | undefined;
  readonly overrides: readonly Event[];
}

/** One occurrence before its details are laid out. */
interface Occurrence {
  readonly original: Moment;
  readonly start: Moment;
  readonly end: EpochMs;
  readonly event: Event;
}

/** The meetings of a group that touch the window, in no order. */
export function meetingsOf(group: EventGroup, reading: Reading): ReadMeeting[] {
  const { master, overrides } = group;
  if (master && !isSeries(master) && overrides.length === 0) {
    return inWindow([occurrence(master, master.start, master.start)], reading).map((found) => meeting(found, master.uid));
  }
  const byKey = new Map(overrides.map((event) => [originalKey(event.recurrenceId ?? event.start, master), event]));
  const futures = overrides.filter((event) => event.isForFuture).sort((a, b) => originalOf(a) - originalOf(b));
  const found: Occurrence[] = [];
  const used = new Set<Event>();
  for (const { original, end } of master ? originals(master, futures, reading) : []) {
    const key = originalKey(original, master);
    const override = byKey.get(key);
    if (override) {
      used.add(override);
      continue;
    }
    const future = futures.findLast((event) => originalOf(event) <= original.instant);
    if (master)
      found.push(future ? moved(future, original) : { ...occurrence(master, original, original), ...(end === undefined ? {} : { end }) });
  }
  // A changed occurrence stands where it was moved to, also from outside the window, also when its series is elsewhere.
  for (const event of byKey.values()) found.push(occurrence(event, event.recurrenceId ?? event.start, event.start));
  return inWindow(found, reading).map((one) =>
    meeting(one, `${one.event.uid}/${originalKey(one.original, master)}`, { class: master?.details.class, isAtHand: master !== undefined }),
  );
}

function isSeries({ component }: Event): boolean {
  return component.lines.some(({ name }) => name === 'RRULE' || name === 'RDATE');
}

function originalOf(event: Event): EpochMs {
  return (event.recurrenceId ?? event.start).instant;
}

function occurrence(event: Event, original: Moment, start: Moment): Occurrence {
  return { original, start, end: endOf(start, event.duration), event };
}

/** An occurrence behind a change that holds for the future: as far from its original as the changed one is from its own. */
function moved(future: Event, original: Moment): Occurrence {
  const id = future.recurrenceId ?? future.start;
  const shift = localIn(original.zone, future.start) - localIn(original.zone, id);
  const start =
    future.start.isDate === original.isDate
      ? momentAt(original, original.local + shift)
      : momentAt(future.start, future.start.local + original.local - localIn(original.zone, id));
  return occurrence(future, original, start);
}

/** What an occurrence is known by however often it is moved: its first start, as a day or as an instant in UTC. */
function originalKey(original: Moment, master: Event | undefined): string {
  const isDate = master?.start.isDate ?? original.isDate;
  if (isDate) return compactDay(original.isDate ? original.local : dayIn(master?.start.zone ?? original.zone, original));
  if (!original.isDate) return `${compactTime(original.instant)}Z`;
  // A day stands for the hour at which the series begins on that day.
  const hour = master ? master.start.local - dayOf(master.start.local) * dayMs : 0;
  return `${compactTime(instantOf(master?.start.zone ?? original.zone, original.local + hour))}Z`;
}

function inWindow(found: readonly Occurrence[], { from, to }: Reading): Occurrence[] {
  return found.filter(({ start, end }) => start.instant < to && (end > from || start.instant >= from));
}

/** @param series of an occurrence: what its series says */
function meeting(
  { start, end, event }: Occurrence,
  key: string,
  series?: { class: EventClass | undefined; isAtHand: boolean },
): ReadMeeting {
  const { details, uid, sequence, stampedAt } = event;
  const { isAllDay, isCancelled, isTransparent, way, people, summary, description, place } = details;
  return {
    key,
    uid,
    startsAt: isoInstant(start.instant),
    endsAt: isoInstant(end),
    isAllDay,
    zone: start.zone.id,
    durationMinutes: Math.round((end - start.instant) / 60_000),
    summary,
    description,
    place,
    way,
    isCancelled,
    isTransparent,
    sensitivity: sensitivityOf(details.class, series?.class),
    people,
    sequence,
    stampedAt,
    isRecurring: series !== undefined,
    isWithoutSeries: series !== undefined && !series.isAtHand,
  };
}

interface Original {
  readonly original: Moment;
  /** Where an RDATE names a period of its own. */
  readonly end?: EpochMs | undefined;
}

/** The starts of a series by RRULE and RDATE without those of EXRULE and EXDATE, as many as may touch the window. */
function originals(master: Event, futures: readonly Event[], reading: Reading): Original[] {
  const where = placeInFile(master.component);
  const lengthMs = Math.max(...[master, ...futures].map(({ duration }) => (duration.days + 1) * dayMs + duration.exactMs));
  const shiftMs = Math.max(0, ...futures.map((event) => Math.abs(event.start.instant - originalOf(event))));
  const window: LocalWindow = { from: reading.from - lengthMs - shiftMs - dayMs, to: reading.to + shiftMs + dayMs };
  const starts = new Map<LocalTime, Original>();
  const add = (original: Moment, end?: EpochMs): void => {
    if (!starts.has(original.local)) starts.set(original.local, { original, end });
  };
  const rules = rulesOf(master, 'RRULE', reading);
  if (rules.length === 0 && master.start.local >= window.from && master.start.local < window.to) add(master.start);
  let isCut = false;
  for (const rule of rules) {
    for (const local of expand(rule, master, window, reading)) {
      if (starts.size >= reading.mostPerSeries) {
        isCut = true;
        break;
      }
      add(momentAt(master.start, local));
    }
  }
  isCut = addDates(master, window, reading, add) || isCut;
  for (const rule of rulesOf(master, 'EXRULE', reading)) for (const local of expand(rule, master, window, reading)) starts.delete(local);
  for (const isExcluded of exclusions(master, reading))
    for (const [local, { original }] of starts) if (isExcluded(original)) starts.delete(local);
  if (isCut) {
    reading.refuse(
      where,
      `the series has more than ${reading.mostPerSeries} occurrences in the time asked for: the first ${reading.mostPerSeries} are read`,
    );
  }
  return [...starts.values()];
}

interface LocalWindow {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

function rulesOf(master: Event, name: 'RRULE' | 'EXRULE', reading: Reading): RecurrenceRule[] {
  return linesOf(master.component, name)
    .slice(0, 20)
    .flatMap((line) => {
      const rule = parseRule(line.value);
      if (!('problem' in rule)) return [rule];
      reading.refuse(placeInFile(master.component), `${name}: ${rule.problem}. Only its first occurrence is read`);
      return [];
    });
}

function* expand(rule: RecurrenceRule, { start, component }: Event, { from, to }: LocalWindow, reading: Reading): Generator<LocalTime> {
  const { budget } = reading.notes;
  yield* expandRule(rule, start.local, { from, to, until: untilOf(rule, start), isDate: start.isDate, budget });
  if (!budget.spend(0))
    reading.refuse(placeInFile(component), 'the rules of this file repeat without measure: this series is read in part');
}

/** UNTIL on the series' own clock. A day belongs to the series as a whole. */
function untilOf({ until }: RecurrenceRule, start: Moment): LocalTime {
  if (!until) return Number.POSITIVE_INFINITY;
  if (until.isDate) return until.local + dayMs - 1;
  if (start.isDate) return dayOf(until.local) * dayMs;
  return until.isUtc ? until.local + start.zone.offsetAt(until.local) : until.local;
}

/** Adds what RDATE names; `true` when there were too many. */
function addDates(
  { component, start, duration }: Event,
  window: LocalWindow,
  reading: Reading,
  add: (original: Moment, end?: EpochMs) => void,
): boolean {
  let count = 0;
  for (const line of linesOf(component, 'RDATE')) {
    for (const text of line.value.split(',', reading.mostPerSeries + 1)) {
      const [written = '', until] = text.split('/');
      const found = momentOf(timeOf(line, written), reading, placeInFile(component));
      if (!found) {
        if (text.trim() !== '') reading.refuse(placeInFile(component), `RDATE "${text.slice(0, 40)}" is not a date: left out`);
        continue;
      }
      if (++count > reading.mostPerSeries) return true;
      const local = found.isDate && !start.isDate ? found.local + start.local - dayOf(start.local) * dayMs : localIn(start.zone, found);
      const original = momentAt(start, start.isDate ? dayOf(local) * dayMs : local);
      if (local < window.from || local >= window.to) continue;
      add(original, until === undefined ? undefined : (endOfPeriod(until, original, line.value, reading) ?? endOf(original, duration)));
    }
  }
  return false;
}

function endOfPeriod(text: string, start: Moment, where: string, reading: Reading): EpochMs | undefined {
  const duration = parseDuration(text);
  if (duration) return endOf(start, duration);
  const end = momentOf(timeOf({ name: 'RDATE', params: [], value: text, lineNumber: 0 }), reading, where);
  return end && end.instant > start.instant ? end.instant : undefined;
}

/** One test for each kind of EXDATE: exact moments, whole days. */
function exclusions({ component, start }: Event, reading: Reading): ((original: Moment) => boolean)[] {
  const instants = new Set<EpochMs>();
  const days = new Set<number>();
  for (const line of linesOf(component, 'EXDATE')) {
    for (const text of line.value.split(',', 20_000)) {
      const found = momentOf(timeOf(line, text), reading, placeInFile(component));
      if (!found) {
        if (text.trim() !== '') reading.mend(placeInFile(component), `EXDATE "${text.slice(0, 40)}" is not a date: left out`);
      } else if (found.isDate || start.isDate) days.add(dayOf(dayIn(start.zone, found)));
      else instants.add(found.instant);
    }
  }
  if (instants.size === 0 && days.size === 0) return [];
  return [(original) => instants.has(original.instant) || days.has(dayOf(original.local))];
}

/** The key of a changed occurrence where its series is not at hand; `undefined` for a series or a single event. */
export function keyOfOverride({ uid, recurrenceId }: Pick<Event, 'uid' | 'recurrenceId'>): string | undefined {
  return recurrenceId && `${uid}/${originalKey(recurrenceId, undefined)}`;
}
