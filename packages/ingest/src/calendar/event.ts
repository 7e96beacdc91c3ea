import { createHash } from 'node:crypto';
import type { MeetingPerson, MeetingWay } from '@windshield/core';
import { type Component, lineOf, linesOf } from '../content-lines/component.ts';
import { textOf } from '../content-lines/values.ts';
import { type CalendarDuration, type CalendarTime, parseDuration, timeOf } from './calendar-time.ts';
import { type EventClass, readClass } from './event-class.ts';
import { dayMs, type EpochMs, isoInstant, isWritable, type LocalTime } from './local-time.ts';
import { readPeople } from './people.ts';
import { readPlace } from './place.ts';
import type { Reading } from './reading.ts';
import { instantOf, localTimeOf, type Zone } from './zones/zone.ts';

const longestMs = 10 * 366 * dayMs;

/** A time whose zone is known. */
export interface Moment {
  readonly local: LocalTime;
  readonly isDate: boolean;
  readonly zone: Zone;
  /** Of a day midnight in the calendar's zone. */
  readonly instant: EpochMs;
}

/** What all occurrences of one VEVENT share. */
export interface EventDetails {
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly place: string | undefined;
  readonly way: MeetingWay | undefined;
  readonly isCancelled: boolean;
  readonly isTransparent: boolean;
  /** `undefined` when nothing is said: then an occurrence is what its series is. */
  readonly class: EventClass | undefined;
  /** As the calendar shows it: days, also where the hours of midnight are written. */
  readonly isAllDay: boolean;
  readonly people: readonly MeetingPerson[];
}

/** Which event, and which version of it, a VEVENT speaks of: all that an answer or a cancellation has to say. */
export interface EventNotice {
  readonly uid: string;
  readonly people: readonly MeetingPerson[];
  readonly sequence: number;
  readonly stampedAt: string | undefined;
  readonly recurrenceId: Moment | undefined;
  /** The change holds for all later occurrences too (RANGE=THISANDFUTURE). */
  readonly isForFuture: boolean;
}

/** One VEVENT, read: a meeting, a series, or one occurrence of a series that was changed. */
export interface Event extends Omit<EventNotice, 'people'> {
  readonly component: Component;
  readonly start: Moment;
  readonly duration: CalendarDuration;
  readonly details: EventDetails;
}

/** Reads a VEVENT; `undefined` when it has no readable start, which `reading.unread` then says. */
export function readEvent(component: Component, reading: Reading): Event | undefined {
  const where = placeInFile(component);
  const startLine = lineOf(component, 'DTSTART');
  if (!startLine) {
    reading.refuse(where, 'the event has no DTSTART: without a start it is in no calendar');
    return undefined;
  }
  const start = momentOf(timeOf(startLine), reading, where);
  if (!start) {
    reading.refuse(where, `DTSTART "${startLine.value.slice(0, 40)}" is not a date such as 20260105 or 20260105T090000Z`);
    return undefined;
  }
  const notice = readNotice(component, reading);
  if (!notice) return undefined;
  const { people, ...version } = notice;
  return {
    ...version,
    component,
    start,
    duration: durationOf(component, start, reading, where),
    details: detailsOf(component, start, people),
  };
}

/** Reads of what a VEVENT speaks; `undefined` when it means an occurrence that cannot be known, which `reading.unread` then says. */
export function readNotice(component: Component, reading: Reading): EventNotice | undefined {
  const where = placeInFile(component);
  const idLine = lineOf(component, 'RECURRENCE-ID');
  const named = idLine && momentOf(timeOf(idLine), reading, where);
  const recurrenceId = named && isWritable(named.instant) ? named : undefined;
  if (idLine && !recurrenceId) {
    reading.refuse(where, `RECURRENCE-ID "${idLine.value.slice(0, 40)}" is not a date: which occurrence is meant cannot be known`);
    return undefined;
  }
  const { people, withoutAddress } = readPeople(component);
  if (withoutAddress > 0) {
    reading.refuse(
      where,
      `${withoutAddress} of ${withoutAddress + people.length} people have no mail address (such as Exchange's /O=…): left out`,
    );
  }
  return {
    uid: uidOf(component, reading, where),
    people,
    sequence: sequenceOf(component),
    stampedAt: stampOf(component),
    recurrenceId,
    isForFuture: idLine?.params.some(({ name, values }) => name === 'RANGE' && values[0]?.toUpperCase() === 'THISANDFUTURE') ?? false,
  };
}

export function placeInFile(component: Component): string {
  const uid = textOf(lineOf(component, 'UID'), 80);
  return `line ${component.lineNumber}${uid === undefined ? '' : `, UID ${uid}`}`;
}

/** Looks up the zone of a time. A zone that nobody knows is read as the calendar's own, and that is said. */
export function momentOf(time: CalendarTime | undefined, reading: Reading, where: string): Moment | undefined {
  if (!time) return undefined;
  const zone = zoneFor(time, reading, where);
  return { local: time.local, isDate: time.isDate, zone, instant: instantOf(zone, time.local) };
}

function zoneFor(time: CalendarTime, reading: Reading, where: string): Zone {
  if (time.isUtc) return reading.utc;
  if (time.zoneName === undefined) return reading.ownZone;
  const zone = reading.zones.find(time.zoneName);
  if (!zone && time.zoneName !== '')
    reading.mend(where, `the time zone "${time.zoneName.slice(0, 60)}" is unknown: read in the calendar's own`);
  return zone ?? reading.ownZone;
}

/** Without a UID one is made from what it says, so that the same file gives the same meeting. */
function uidOf(component: Component, reading: Reading, where: string): string {
  const uid = textOf(lineOf(component, 'UID'), 500);
  if (uid !== undefined) return uid;
  reading.mend(where, 'the event has no UID: it is known by its start, end and title');
  const hash = createHash('sha256');
  for (const name of ['DTSTART', 'DTEND', 'DURATION', 'SUMMARY', 'LOCATION']) hash.update(`${lineOf(component, name)?.value ?? ''}\n`);
  return `without-uid-${hash.digest('hex').slice(0, 32)}`;
}

function durationOf(component: Component, start: Moment, reading: Reading, where: string): CalendarDuration {
  const byDefault = start.isDate ? { days: 1, exactMs: 0 } : { days: 0, exactMs: 0 };
  const tooLong = (said: string) => {
    reading.mend(where, `${said} makes it longer than ten years: left out`);
    return byDefault;
  };
  const endLine = lineOf(component, 'DTEND');
  if (endLine) {
    const end = momentOf(timeOf(endLine), reading, where);
    if (!end) {
      reading.mend(where, `DTEND "${endLine.value.slice(0, 40)}" is not a date: left out`);
      return byDefault;
    }
    if (start.isDate) {
      const days = Math.round((end.local - start.local) / dayMs);
      if (days < 0) reading.mend(where, 'DTEND is before DTSTART: read as one day');
      // The end of days is the day after; programs that write the last day mean one day at least.
      return { days: Math.max(1, days), exactMs: 0 };
    }
    const exactMs = end.instant - start.instant;
    if (exactMs < 0) reading.mend(where, 'DTEND is before DTSTART: read without length');
    if (exactMs > longestMs) return tooLong(`DTEND "${endLine.value.slice(0, 40)}"`);
    return { days: 0, exactMs: Math.max(0, exactMs) };
  }
  const written = lineOf(component, 'DURATION')?.value;
  if (written === undefined) return byDefault;
  const duration = parseDuration(written);
  if (!duration || duration.days < 0 || duration.exactMs < 0) {
    reading.mend(where, `DURATION "${written.slice(0, 40)}" is not a length such as PT1H30M: left out`);
    return byDefault;
  }
  if (duration.days * dayMs + duration.exactMs > longestMs) return tooLong(`DURATION "${written.slice(0, 40)}"`);
  if (!start.isDate) return duration;
  return { days: Math.max(1, duration.days + Math.ceil(duration.exactMs / dayMs)), exactMs: 0 };
}

/** When something that starts then ends. */
export function endOf(start: Moment, { days, exactMs }: CalendarDuration): EpochMs {
  if (days === 0) return start.instant + exactMs;
  return instantOf(start.zone, start.local + days * dayMs) + exactMs;
}

/** The same zone and kind of time at another hour of the wall clock. */
export function momentAt(like: Moment, local: LocalTime): Moment {
  return { ...like, local, instant: instantOf(like.zone, local) };
}

/** The day of a moment in a series of days. Programs write midnight of such a day, in whatever zone, when they mean the day alone. */
export function dayIn(zone: Zone, moment: Moment): LocalTime {
  const local = moment.local % dayMs === 0 ? moment.local : localIn(zone, moment);
  return Math.floor(local / dayMs) * dayMs;
}

/** A moment in another zone's clock; a day stays the day it is. */
export function localIn(zone: Zone, moment: Moment): LocalTime {
  return moment.isDate || moment.zone === zone ? moment.local : localTimeOf(zone, moment.instant);
}

function detailsOf(component: Component, start: Moment, people: readonly MeetingPerson[]): EventDetails {
  const saysAllDay = wordOf(component, 'X-MICROSOFT-CDO-ALLDAYEVENT') === 'TRUE';
  return {
    summary: textOf(lineOf(component, 'SUMMARY'), 1_000),
    description: textOf(lineOf(component, 'DESCRIPTION')),
    ...readPlace(component),
    isCancelled: /^CANCELL?ED$/.test(wordOf(component, 'STATUS')),
    isTransparent: isTransparent(component, start.isDate || saysAllDay),
    class: readClass(component),
    isAllDay: start.isDate || saysAllDay,
    people,
  };
}

/**
 * TRANSP of RFC 5545 and of vCalendar 1.0 (0: takes time), and how Outlook shows it. Whole days out of the office tell others of an absence,
 * whoever they were sent to; hours out of it may well be a visit.
 */
function isTransparent(component: Component, isAllDay: boolean): boolean {
  const transparency = wordOf(component, 'TRANSP');
  if (transparency === 'TRANSPARENT' || /^[1-9]$/.test(transparency)) return true;
  const shownAs = wordOf(component, 'X-MICROSOFT-CDO-BUSYSTATUS') || wordOf(component, 'X-MICROSOFT-CDO-INTENDEDSTATUS');
  if (shownAs === 'OOF') return isAllDay;
  return transparency === '' && (shownAs === 'FREE' || shownAs === 'WORKINGELSEWHERE');
}

function wordOf(component: Component, name: string): string {
  return lineOf(component, name)?.value.trim().toUpperCase() ?? '';
}

function sequenceOf(component: Component): number {
  const sequence = Number(lineOf(component, 'SEQUENCE')?.value.trim() || 0);
  return Number.isInteger(sequence) && sequence >= 0 && sequence < 2 ** 31 ? sequence : 0;
}

/** DTSTAMP; where it is missing, when it was changed or made. */
function stampOf(component: Component): string | undefined {
  for (const name of ['DTSTAMP', 'LAST-MODIFIED', 'CREATED']) {
    for (const line of linesOf(component, name)) {
      const time = timeOf(line);
      if (time && isWritable(time.local)) return isoInstant(time.local);
    }
  }
  return undefined;
}
