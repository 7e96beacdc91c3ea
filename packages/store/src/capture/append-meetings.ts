import type { MeetingPerson, ReadMeeting } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { insertRows } from '../records/staging.ts';
import type { AppendCounts } from './append-messages.ts';
import { correctMeetings } from './correct-meetings.ts';
import { type FolderState, keepFolderState } from './folders.ts';
import type { CapturedItem, LeftOutReason, Placed } from './item.ts';
import { meetingKey, seriesKey } from './item-keys.ts';
import { heardOf } from './meeting-notices.ts';
import { lockCapture, placeItems } from './place-items.ts';
import { getSource } from './sources.ts';
import { keepSpeakers } from './speakers.ts';
import { ourselves } from './who-is-who.ts';
import { withdraw } from './withdraw.ts';

/**
 * Appends the occurrences that a calendar has, plans as well as what took place, and corrects those that were moved, cancelled or answered
 * since. What a calendar says of a meeting is kept anew each time: an occurrence has no number of its own, so its key is its number.
 * Answers and cancellations that came by mail are counted in.
 *
 * @param now ISO instant: what ended before has taken place
 * @param mustBeNamed meetings count only where the owner is among their people, as in invitations that anybody may pass on
 */
export async function appendMeetings(
  tx: WorkspaceTransaction,
  calendar: FolderState,
  meetings: readonly ReadMeeting[],
  now: string,
  { mustBeNamed = false }: { readonly mustBeNamed?: boolean } = {},
): Promise<AppendCounts> {
  await lockCapture(tx);
  const source = await getSource(tx, calendar.sourceId);
  const kept = await keepFolderState(tx, calendar);
  const own = await ourselves(tx);
  const isOwner = (address: string) => address === source.address || own.userOf(address) === source.userId;
  const outcomes = new Map<string, Placed | undefined>();
  const items = new Map<string, CapturedItem>();
  const heard = await heardOf(tx, meetings);
  for (const said of newestFirst(meetings)) {
    const meeting = heard.applied(said, mustBeNamed);
    const itemKey = meetingKey(meeting.key);
    if (outcomes.has(itemKey)) continue;
    const item = itemOf(meeting, itemKey, now, { isOwner, mustBeNamed, keepsText: source.keepsText });
    outcomes.set(itemKey, typeof item === 'string' ? { fate: 'leftOut', reason: item } : undefined);
    if (typeof item !== 'string') items.set(itemKey, item);
  }
  // What somebody declined by mail they may still accept by mail: it stays, as off.
  const off = [...items.values()].filter(({ state, isDeclined }) => state === 'cancelled' && !(mustBeNamed && isDeclined));
  for (const itemKey of await calledOff(tx, source.id, off)) {
    outcomes.set(itemKey, { fate: 'leftOut', reason: 'cancelled' });
    items.delete(itemKey);
  }
  // A single meeting that turns out to be a series was its first occurrence.
  const series = new Set(meetings.filter(({ isRecurring }) => isRecurring).map(({ uid }) => meetingKey(uid)));
  await withdraw(tx, [...series], 'cancelled');
  await withdraw(tx, keysLeftOut(outcomes, 'markedPrivate'), 'markedPrivate');
  await withdraw(tx, keysLeftOut(outcomes, 'notEngaging'), 'notEngaging');
  const { placed, judged, created, interactionOf } = await placeItems(tx, source, [...items.values()]);
  await keepSpeakers(tx, meetings, mustBeNamed);
  const counts = { interaction: 0, waiting: 0, leftOut: 0, ignored: 0, private: 0, unread: 0, known: 0 };
  const rows = [...outcomes].map(([itemKey, known]) => {
    const place = known ?? placed.get(itemKey) ?? { fate: 'leftOut' as const };
    counts[place.fate]++;
    return [kept.id, kept.uidValidity, uidOf(itemKey), source.id, itemKey, place.fate, place.reason];
  });
  await insertRows(
    tx,
    'app.capture_reads',
    ['folder_id', 'uid_validity', 'uid', 'source_id', 'item_key', 'fate', 'reason'],
    rows,
    'on conflict (workspace_id, folder_id, uid_validity, uid) do update set fate = excluded.fate, reason = excluded.reason, vanished_at = null',
  );
  await tx.raw(
    `update app.capture_folders f set read_count = (select count(*) from app.capture_reads r
       where r.workspace_id = f.workspace_id and r.folder_id = f.id and r.uid_validity = f.uid_validity and r.vanished_at is null)
     where f.workspace_id = (select app.workspace()) and f.id = $1`,
    [kept.id],
  );
  if (created.length > 0) await tx.raw('select app.refold_interactions($1)', [created]);
  const before = new Set(created);
  await correctMeetings(
    tx,
    judged.filter(({ item }) => {
      const id = interactionOf.get(item.itemKey);
      return id !== undefined && !before.has(id);
    }),
    interactionOf,
  );
  return counts;
}

function keysLeftOut(outcomes: ReadonlyMap<string, Placed | undefined>, reason: LeftOutReason): string[] {
  return [...outcomes].flatMap(([itemKey, placed]) => (placed?.reason === reason ? [itemKey] : []));
}

/** Plans whose time has passed become what took place, in the whole workspace. @returns how many @param now ISO instant */
export async function settleMeetings(tx: WorkspaceTransaction, now: string): Promise<number> {
  return (await tx.raw('select app.settle_meetings($1)', [now])).length;
}

/** Meetings that do not take place and that nobody here has heard of: there is nothing to call off. What waited of them waits no longer. */
async function calledOff(tx: WorkspaceTransaction, sourceId: string, items: readonly CapturedItem[]): Promise<string[]> {
  if (items.length === 0) return [];
  const rows = await tx.raw<{ item_key: string }>(
    `select said.item_key from unnest($1::uuid[]) as said (item_key) where not exists (
       select from app.captured_items c where c.workspace_id = (select app.workspace()) and c.item_key = said.item_key and c.interaction_id is not null)`,
    [items.map(({ itemKey }) => itemKey)],
  );
  const keys = rows.map(({ item_key }) => item_key);
  for (const table of ['waiting_items', 'waiting_addresses'])
    await tx.raw(
      `delete from app.${table} where workspace_id = (select app.workspace()) and source_id = $1 and item_key = any ($2::uuid[])`,
      [sourceId, keys],
    );
  return keys;
}

/** A calendar may hold two versions of an occurrence; the organiser's last one counts. */
function newestFirst(meetings: readonly ReadMeeting[]): ReadMeeting[] {
  return meetings.toSorted((a, b) => b.sequence - a.sequence || (b.stampedAt ?? '').localeCompare(a.stampedAt ?? ''));
}

/** 52 bits of the key: a calendar's number for what it does not number. */
function uidOf(itemKey: string): number {
  return Number.parseInt(itemKey.replaceAll('-', '').slice(0, 13), 16);
}

const answers: Readonly<Record<MeetingPerson['acceptance'], boolean | undefined>> = {
  accepted: true,
  declined: false,
  tentative: undefined,
  unanswered: undefined,
};

interface ItemCircumstances {
  readonly isOwner: (address: string) => boolean;
  readonly mustBeNamed: boolean;
  readonly keepsText: boolean;
}

function itemOf(
  meeting: ReadMeeting,
  itemKey: string,
  now: string,
  { isOwner, mustBeNamed, keepsText }: ItemCircumstances,
): CapturedItem | LeftOutReason {
  if (meeting.sensitivity === 'private') return 'markedPrivate';
  const people = meeting.people.filter(({ isResource, address }) => !isResource && address !== '');
  if (people.length === 0) return 'nobodyElse';
  if (meeting.isTransparent) return 'notEngaging';
  const us = people.find(({ address }) => isOwner(address));
  const others = people.filter((person) => person !== us);
  if (mustBeNamed && !us) return 'notInvited';
  const isDeclined = us?.acceptance === 'declined' || (others.length > 0 && others.every(({ acceptance }) => acceptance === 'declined'));
  return {
    itemKey,
    kind: 'meeting',
    occurredAt: meeting.startsAt,
    parties: people.slice(0, 500).map(({ address, name, isOrganiser, acceptance }) => ({
      address,
      name,
      role: isOrganiser ? ('organiser' as const) : ('attendee' as const),
      hasAccepted: answers[acceptance],
    })),
    references: [seriesKey(meeting.uid)],
    isDeclined: isDeclined && !meeting.isCancelled,
    state: meeting.isCancelled || isDeclined ? 'cancelled' : Date.parse(meeting.endsAt) <= Date.parse(now) ? 'done' : 'planned',
    durationMinutes: meeting.isAllDay ? undefined : Math.round(meeting.durationMinutes),
    place: meeting.way,
    subject: meeting.summary,
    text: keepsText ? meeting.description : undefined,
    isConfidential: meeting.sensitivity === 'confidential',
    sequence: meeting.sequence,
    stampedAt: meeting.stampedAt,
  };
}
