import type { MeetingAnswer, MeetingCancellation, ReadMeeting, UnreadPart } from '@windshield/core';
import { type Component, lineOf, readComponents } from '../content-lines/component.ts';
import { readContentLines } from '../content-lines/read-lines.ts';
import { contentSource } from '../content-lines/source.ts';
import { textOf } from '../content-lines/values.ts';
import { answersIn, cancellationIn, withAnswer, withCancellation } from './answers.ts';
import { type Event, placeInFile, readEvent, readNotice } from './event.ts';
import type { EpochMs } from './local-time.ts';
import { Notes, Reading } from './reading.ts';
import { type EventGroup, keyOfOverride, meetingsOf } from './series.ts';
import { ianaZone } from './zones/iana-zone.ts';
import type { Zone } from './zones/zone.ts';
import { ZoneFinder } from './zones/zone-finder.ts';

export interface CalendarOptions {
  /** ISO instants: occurrences that end after `from` and start before `to` are read. */
  readonly from: string;
  readonly to: string;
  /** IANA zone of days and floating times where the calendar names none: that of its owner. */
  readonly zone: string;
  /** Of one series so many occurrences are read at most. By default 5,000: ten years of every day and more. */
  readonly mostPerSeries?: number | undefined;
  /** Of one file so many meetings at most. By default 200,000. */
  readonly mostMeetings?: number | undefined;
}

export interface ReadCalendar {
  /** iTIP method, upper case: REQUEST, REPLY, CANCEL, PUBLISH. A calendar at rest has none. */
  readonly method: string | undefined;
  readonly name: string | undefined;
  /** IANA zone in which days and floating times were read. */
  readonly zone: string;
  /** By start, then key. Answers and cancellations of the same file are applied. */
  readonly meetings: readonly ReadMeeting[];
  readonly answers: readonly MeetingAnswer[];
  /** Of answers: the meetings as who answers knows them, organiser and answerer alone. */
  readonly answered: readonly ReadMeeting[];
  readonly cancellations: readonly MeetingCancellation[];
  /** What was left out, with the reason. */
  readonly unread: readonly UnreadPart[];
  /** What is against the standard and was read all the same, with how it was taken. */
  readonly mended: readonly UnreadPart[];
  /** Events (series count once) of which nothing lies between `from` and `to`. */
  readonly outsideCount: number;
}

/**
 * Reads iCalendar (RFC 5545, iTIP of RFC 5546, and what programs write beside them) into meetings. Never throws on what the file holds; one
 * bad event does not lose the others. Cost: linear in the text and in the occurrences, which are capped.
 * @throws RangeError when `from`, `to` or `zone` are none.
 */
export function readCalendar(input: string | Uint8Array, options: CalendarOptions): ReadCalendar {
  const window = windowOf(options);
  const fallback = ianaZone(options.zone);
  if (!fallback) throw new RangeError(`zone "${options.zone}" is not an IANA time zone such as Europe/Berlin`);
  const notes = new Notes();
  const result: Collected = {
    method: undefined,
    name: undefined,
    zone: undefined,
    meetings: [],
    answers: [],
    answered: [],
    cancellations: [],
    outsideCount: 0,
  };
  const lines = readContentLines(contentSource(input), (line) =>
    notes.mend(`line ${line}`, 'the line is no property: read as more of the one before'),
  );
  const strays: Component[] = [];
  let isCalendar = false;
  for (const component of readComponents(lines, (line, reason) => notes.mend(`line ${line}`, reason))) {
    if (component.name !== 'VCALENDAR') {
      strays.push(component);
      continue;
    }
    isCalendar = true;
    for (const calendar of nested(component)) readOne(calendar, { ...options, ...window, fallback, notes, result });
  }
  if (strays.length > 0) {
    notes.mend(`line ${strays[0]?.lineNumber ?? 1}`, 'BEGIN:VCALENDAR is missing around it');
    const around: Component = { name: 'VCALENDAR', lines: [], children: strays, lineNumber: 1 };
    readOne(around, { ...options, ...window, fallback, notes, result });
  } else if (!isCalendar) {
    notes.refuse('line 1', 'this is no calendar: nowhere does a line BEGIN:VCALENDAR stand');
  }
  return finished(result, notes, options);
}

interface Collected {
  method: string | undefined;
  name: string | undefined;
  zone: string | undefined;
  meetings: ReadMeeting[];
  answers: MeetingAnswer[];
  answered: ReadMeeting[];
  cancellations: MeetingCancellation[];
  outsideCount: number;
}

interface ReadingOne {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly fallback: Zone;
  readonly notes: Notes;
  readonly result: Collected;
  readonly mostPerSeries?: number | undefined;
  readonly mostMeetings?: number | undefined;
}

function windowOf({ from, to }: { from: string; to: string }): { from: EpochMs; to: EpochMs } {
  const window = { from: Date.parse(from), to: Date.parse(to) };
  if (Number.isNaN(window.from)) throw new RangeError(`from "${from}" is not an instant such as 2026-01-01T00:00:00Z`);
  if (Number.isNaN(window.to)) throw new RangeError(`to "${to}" is not an instant such as 2026-12-31T00:00:00Z`);
  return window;
}

/** Some programs put a calendar into a calendar. */
function nested(calendar: Component): Component[] {
  const inner = calendar.children.filter(({ name }) => name === 'VCALENDAR').flatMap(nested);
  const own = calendar.children.filter(({ name }) => name !== 'VCALENDAR');
  return inner.length === 0 ? [calendar] : own.length === 0 ? inner : [{ ...calendar, children: own }, ...inner];
}

function readOne(calendar: Component, { from, to, fallback, notes, result, ...limits }: ReadingOne): void {
  const { mostPerSeries = 5_000, mostMeetings = 200_000 } = limits;
  const method = textOf(lineOf(calendar, 'METHOD'), 40)?.toUpperCase();
  const zones = new ZoneFinder(calendar.children);
  const ownZone = zoneOfCalendar(calendar, zones) ?? fallback;
  const reading = new Reading({ ownZone, zones, from, to, mostPerSeries, notes });
  result.method ??= method;
  result.name ??= textOf(lineOf(calendar, 'X-WR-CALNAME'), 200) ?? textOf(lineOf(calendar, 'NAME'), 200);
  result.zone ??= ownZone.id;
  if (method === 'COUNTER' || method === 'DECLINECOUNTER' || method === 'REFRESH') {
    notes.refuse(`line ${calendar.lineNumber}`, `METHOD:${method} proposes or asks; it changes no meeting until its organiser sends one`);
    return;
  }
  const events: Event[] = [];
  for (const child of calendar.children) {
    if (child.name !== 'VEVENT') {
      const reason = otherComponents[child.name];
      if (reason !== undefined) notes.refuse(placeInFile(child), reason);
      else if (child.name !== 'VTIMEZONE') notes.refuse(placeInFile(child), `${child.name.slice(0, 40)} is no meeting`);
      continue;
    }
    if (method === 'REPLY' || method === 'CANCEL') {
      const notice = readNotice(child, reading);
      if (notice && method === 'REPLY') result.answers.push(...answersIn(notice, keyOfOverride(notice)));
      else if (notice) result.cancellations.push(cancellationIn(notice, keyOfOverride(notice)));
      // These may leave out when it is (RFC 5546, 3.2.3 and 3.2.5).
      if (!notice || !lineOf(child, 'DTSTART')) continue;
    }
    const event = readEvent(child, reading);
    if (event) events.push(event);
  }
  for (const group of grouped(events, reading)) {
    const found = meetingsOf(group, reading);
    if (method === 'REPLY') {
      result.answered.push(...found.slice(0, mostMeetings - result.answered.length));
      continue;
    }
    if (found.length === 0) result.outsideCount++;
    for (const meeting of found) {
      if (result.meetings.length >= mostMeetings) {
        notes.refuse(
          `line ${calendar.lineNumber}`,
          `the file has more than ${mostMeetings} meetings in the time asked for: the first ${mostMeetings} are read`,
        );
        return;
      }
      result.meetings.push(method === 'CANCEL' ? { ...meeting, isCancelled: true } : meeting);
    }
  }
}

/** The zone that a calendar names for itself, else the only one that it defines. */
function zoneOfCalendar(calendar: Component, zones: ZoneFinder): Zone | undefined {
  const named = textOf(lineOf(calendar, 'X-WR-TIMEZONE'), 200) ?? textOf(lineOf(calendar, 'TIMEZONE-ID'), 200);
  const zone = named === undefined ? undefined : (zones.find(named) ?? undefined);
  if (zone) return zone;
  const [only, ...others] = calendar.children.filter(({ name }) => name === 'VTIMEZONE');
  const id = only?.lines.findLast(({ name }) => name === 'TZID')?.value;
  return id === undefined || others.length > 0 ? undefined : zones.find(id);
}

const otherComponents: Readonly<Record<string, string>> = {
  VTODO: 'a task (VTODO) is no meeting: tasks are not read',
  VJOURNAL: 'a journal entry (VJOURNAL) is no meeting: journals are not read',
  VFREEBUSY: 'free and busy times (VFREEBUSY) name no meeting: not read',
  VAVAILABILITY: 'hours of work (VAVAILABILITY) name no meeting: not read',
  VPOLL: 'a poll for a date (VPOLL) is no meeting yet: not read',
};

/** Events by UID. Of several versions of the same one the latest counts: SEQUENCE, then DTSTAMP, then the place in the file. */
function grouped(events: readonly Event[], reading: Reading): EventGroup[] {
  const groups = new Map<string, { master: Event | undefined; overrides: Map<number, Event> }>();
  for (const event of events) {
    const group = groups.get(event.uid) ?? { master: undefined, overrides: new Map<number, Event>() };
    groups.set(event.uid, group);
    if (event.recurrenceId) {
      const key = event.recurrenceId.instant;
      group.overrides.set(key, later(group.overrides.get(key), event, reading));
    } else group.master = later(group.master, event, reading);
  }
  return [...groups.values()].map(({ master, overrides }) => ({ master, overrides: [...overrides.values()] }));
}

function later(one: Event | undefined, other: Event, reading: Reading): Event {
  if (!one) return other;
  const difference = other.sequence - one.sequence || (other.stampedAt ?? '').localeCompare(one.stampedAt ?? '');
  const [kept, left] = difference < 0 ? [one, other] : [other, one];
  if (kept.start.instant !== left.start.instant && difference === 0) {
    reading.refuse(
      placeInFile(left.component),
      `another event of this file has the same UID and version: the one in line ${kept.component.lineNumber} counts`,
    );
  }
  return kept;
}

function finished(result: Collected, notes: Notes, { zone }: CalendarOptions): ReadCalendar {
  const { method, name, answers, answered, cancellations, outsideCount } = result;
  const meetings = answers.length + cancellations.length === 0 ? result.meetings : applied(result);
  meetings.sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.key < b.key ? -1 : 1));
  return {
    method,
    name,
    zone: result.zone ?? zone,
    meetings,
    answers,
    answered,
    cancellations,
    unread: notes.unread,
    mended: notes.mended,
    outsideCount,
  };
}

function applied({ meetings, answers, cancellations }: Collected): ReadMeeting[] {
  const byUid = Map.groupBy(
    [
      ...answers.map((answer) => ({ uid: answer.uid, answer })),
      ...cancellations.map((cancellation) => ({ uid: cancellation.uid, cancellation })),
    ],
    ({ uid }) => uid,
  );
  return meetings.map((meeting) => {
    let changed = meeting;
    for (const change of byUid.get(meeting.uid)?.slice(0, 2_000) ?? []) {
      changed = 'answer' in change ? withAnswer(changed, change.answer) : withCancellation(changed, change.cancellation);
    }
    return changed;
  });
}
