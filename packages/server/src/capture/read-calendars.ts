import fs from 'node:fs';
import path from 'node:path';
import type { NewCaptureSource } from '@windshield/contract';
import type { ReadMeeting } from '@windshield/core';
import { dayMs } from '@windshield/core';
import {
  type CalDavAccount,
  type CalDavCalendar,
  type CalendarState,
  type FeedState,
  fetchChanges,
  fetchFeed,
  listCalendars,
  readCalendar,
} from '@windshield/ingest';
import { capture } from '@windshield/store';
import type { z } from 'zod';
import type { Services } from '../services.ts';
import type { SourceFile } from './files.ts';
import { policyOf } from './policy.ts';
import type { Reading } from './reading.ts';
import type { Credentials } from './seal.ts';
import { sinceOf } from './since.ts';

/** How far ahead plans are read; and when less than this is left of it, all is read anew. */
const aheadDays = 365;
const leastAheadDays = 270;
const behindDays = 3 * 365;

/** By which rules calendars are read. Raised when they change what becomes of an event: then every calendar is read again as a whole. */
const rules = 2;

interface Window {
  readonly from: string;
  readonly to: string;
}

/** What is kept with a calendar. */
interface Kept {
  readonly rules?: number;
  readonly until?: string;
  /** Of a CalDAV calendar: the event that an object holds, so that a deleted object is known by its event. */
  readonly uids?: Readonly<Record<string, string>>;
  readonly server?: CalendarState;
  readonly feed?: FeedState;
  /** Of a feed or file: all events in it. */
  readonly events?: readonly string[];
}

/**
 * Reads what changed in the calendars of a source, one after the other.
 *
 * @returns whether it came to the end
 * @throws CalendarError
 */
export async function readCalendars(reading: Reading): Promise<boolean> {
  if (reading.source.kind === 'calendarFeed') return readFeed(reading);
  const { services, source, within, signal } = reading;
  const account = caldavAccountOf(source.settings, await reading.credentials());
  const policy = calendarPolicy(services, account.url);
  const calendars = await listCalendars(account, policy);
  const found = calendars.map((calendar) => ({ path: nameOf(calendar, calendars), role: 'calendar', calendar }));
  const folders = new Map((await within((tx) => capture.saveFolders(tx, source.id, found))).map((folder) => [folder.path, folder]));
  for (const { path: name, calendar } of found) {
    const folder = folders.get(name);
    if (!folder?.isIncluded) continue;
    let kept = freshOf(folder.syncState as Kept, services.now());
    for (let isComplete = false; !isComplete; ) {
      if (signal.aborted) return false;
      const changes = await fetchChanges(account, calendar, kept.server, policy, { mostObjects: 500 });
      kept = await keepObjects(reading, name, kept, changes);
      isComplete = changes.isComplete;
    }
  }
  return true;
}

async function keepObjects(reading: Reading, folder: string, kept: Kept, changes: Awaited<ReturnType<typeof fetchChanges>>): Promise<Kept> {
  const { source, within } = reading;
  const now = new Date(reading.services.now()).toISOString();
  const window = windowOf(reading, kept);
  const uids = { ...kept.uids };
  const objects = changes.changed.map(({ href, data }) => ({
    href,
    meetings: readCalendar(data, { ...window, zone: reading.zone }).meetings,
    uid: uidIn(data),
  }));
  const gone: { uid: string; keep: string[] }[] = [];
  for (const { href, meetings, uid } of objects) {
    const before = uids[href];
    if (uid === undefined) continue;
    if (before !== undefined) gone.push({ uid: before, keep: before === uid ? meetings.map(({ key }) => key) : [] });
    uids[href] = uid;
  }
  for (const href of changes.removed) {
    const uid = uids[href];
    if (uid !== undefined) gone.push({ uid, keep: [] });
    delete uids[href];
  }
  const next: Kept = { rules, until: window.to, uids, server: changes.state };
  await within(async (tx) => {
    const at = { sourceId: source.id, folder, role: 'calendar' };
    await capture.appendMeetings(
      tx,
      { ...at, state: next },
      objects.flatMap(({ meetings }) => meetings),
      now,
    );
    for (const { uid, keep } of gone) await capture.cancelMissing(tx, at, uid, keep, now);
  });
  return next;
}

async function readFeed(reading: Reading): Promise<boolean> {
  const { services, source, within } = reading;
  const url = await reading.address();
  const name = source.name;
  const folder = (await within((tx) => capture.listFolders(tx, source.id))).find((one) => one.path === name);
  const kept = freshOf((folder?.syncState ?? {}) as Kept, services.now());
  const { data, state } = await fetchFeed(url, kept.feed, calendarPolicy(services, url));
  if (data) await keepWhole(reading, name, data, kept, { feed: state });
  return true;
}

/** What is kept with a calendar's file that was read to its end. @param stamp of the file as it was */
export const asRead = (stamp: string): { readonly rules: number; readonly stamp: string } => ({ rules, stamp });

/** Whether a calendar's file was read to its end as it is now, by the rules of now. @param stamp of the file as it is */
export const isReadAsItIs = (state: Readonly<Record<string, unknown>> | undefined, stamp: string): boolean =>
  state?.['stamp'] === stamp && state['rules'] === rules;

/** Whether a file holds a calendar, by its name. */
export const isCalendarFile = (file: string): boolean => /\.(ics|ical|ifb|icalendar)$/i.test(file);

/** Reads a calendar that is a file of a source. */
export async function readCalendarFile(reading: Reading, file: SourceFile): Promise<void> {
  const folder = (await reading.within((tx) => capture.listFolders(tx, reading.source.id))).find((one) => one.path === file.name);
  await keepWhole(reading, file.name, fs.readFileSync(file.path), (folder?.syncState ?? {}) as Kept, asRead(file.stamp));
}

/** A calendar that comes as a whole: events that it no longer holds are called off. */
async function keepWhole(reading: Reading, folder: string, data: Uint8Array, kept: Kept, marks: object): Promise<void> {
  const { source, within } = reading;
  const now = new Date(reading.services.now()).toISOString();
  const window = windowOf(reading, kept);
  const { meetings } = readCalendar(data, { ...window, zone: reading.zone });
  const keysOf = Map.groupBy(meetings, ({ uid }) => uid);
  const state = { rules, until: window.to, events: [...keysOf.keys()], ...marks };
  await within(async (tx) => {
    const at = { sourceId: source.id, folder, role: 'calendar' };
    await capture.appendMeetings(tx, { ...at, state }, meetings, now);
    for (const uid of new Set([...(kept.events ?? []), ...keysOf.keys()]))
      await capture.cancelMissing(tx, at, uid, keys(keysOf.get(uid)), now);
  });
}

const keys = (meetings: readonly ReadMeeting[] | undefined): string[] => (meetings ?? []).map(({ key }) => key);

/** Where too little is left of the time ahead that was read, or other rules held, everything is read again as if for the first time. */
function freshOf(kept: Kept, now: number): Kept {
  if (kept.rules === rules && kept.until !== undefined && Date.parse(kept.until) > now + leastAheadDays * dayMs) return kept;
  const { server: _, feed: __, until: ___, ...rest } = kept;
  return rest;
}

function windowOf({ services, source }: Reading, { until }: Kept): Window {
  const now = services.now();
  const since = sinceOf(source);
  const from = since !== undefined ? `${since}T00:00:00.000Z` : new Date(now - behindDays * dayMs).toISOString();
  return { from, to: until ?? new Date(now + aheadDays * dayMs).toISOString() };
}

/** Calendars of one name are told apart by their place. */
function nameOf(calendar: CalDavCalendar, all: readonly CalDavCalendar[]): string {
  const place = decodeURIComponent(path.posix.basename(new URL(calendar.href).pathname.replace(/\/$/, '')));
  if (calendar.name === undefined) return place;
  return all.filter(({ name }) => name === calendar.name).length > 1 ? `${calendar.name} (${place})` : calendar.name;
}

/** The event that an object of a calendar holds (RFC 4791, 4.1: one UID). */
function uidIn(data: string): string | undefined {
  return /^UID(?:;[^:\r\n]{0,500})?:([^\r\n]{1,1000}(?:\r?\n[ \t][^\r\n]{0,1000}){0,10})/im
    .exec(data)?.[1]
    ?.replace(/\r?\n[ \t]/g, '')
    .trim();
}

function caldavAccountOf(settings: capture.Source['settings'], auth: Credentials): CalDavAccount {
  return { url: String(settings['url']), user: String(settings['userName']), auth };
}

const calendarPolicy = (services: Services, url: string) => policyOf(services.capture, /^(http|webcal):/i.test(url) ? 'none' : 'tls');

type Wanted = z.output<typeof NewCaptureSource>;

/** Asks a calendar server or feed whether it answers. @throws CalendarError */
export async function tryCalendar(services: Services, wanted: Wanted, auth: Credentials | undefined): Promise<void> {
  if (wanted.kind === 'calendarFeed') {
    await fetchFeed(wanted.url, undefined, calendarPolicy(services, wanted.url));
    return;
  }
  if (wanted.kind !== 'caldav' || !auth) return;
  await listCalendars({ url: wanted.url, user: wanted.userName, auth }, calendarPolicy(services, wanted.url));
}
