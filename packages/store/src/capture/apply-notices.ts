import type { Acceptance, MeetingAnswer, MeetingCancellation } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { jsonText } from '../records/staging.ts';
import type { CapturedItem } from './item.ts';
import { meetingKey, personKey, seriesKey } from './item-keys.ts';
import { correctionOf, isDeclinedByOneSide, type KnownMeeting, knownMeetings } from './known-meetings.ts';
import { cancellationsOf, compareVersions, isCalledOff, noticeKey } from './meeting-notices.ts';
import { knownSpeakers, maySpeak } from './speakers.ts';
import { type WhoIsWho, type Whose, whoIsWho } from './who-is-who.ts';

const hasAccepted: Readonly<Record<Acceptance, boolean | null>> = { accepted: true, declined: false, tentative: null, unanswered: null };

/** An item of which something was said: the event it is of, and what was answered to it, oldest first. */
interface Meant {
  readonly uid: string;
  readonly answers: readonly MeetingAnswer[];
}

/**
 * What was answered and called off by mail, told to the meetings that are here already, and to those that wait for somebody to be known. It was
 * kept before (`keepNotices`), so that it also holds for what comes later.
 *
 * @param now ISO instant
 */
export async function applyNotices(
  tx: WorkspaceTransaction,
  given: { readonly answers: readonly MeetingAnswer[]; readonly cancellations: readonly MeetingCancellation[] },
  now: string,
): Promise<void> {
  if (given.answers.length + given.cancellations.length === 0) return;
  const answers = await lastAnswers(tx, given.answers);
  const items = await itemsMeant(tx, answers, given.cancellations);
  const off = await itemsCalledOff(tx, items);
  const who = await whoIsWho(tx, new Set(answers.map(({ address }) => address)));
  const corrections: unknown[] = [];
  for (const [itemKey, meeting] of await knownMeetings(tx, [...items.keys()])) {
    const said = items.get(itemKey)?.answers ?? [];
    const correction = corrected(meeting, said, off(itemKey, { sequence: meeting.sequence ?? 0, at: meeting.occurred_at }), who, now);
    if (correction !== undefined) corrections.push(correction);
  }
  if (corrections.length > 0) await tx.raw('select app.correct_captured($1::jsonb)', [jsonText(corrections)]);
  await tellWaiting(tx, items, off, who);
}

/** Oldest first, and without those that are older than what the same person is known to have answered. */
async function lastAnswers(tx: WorkspaceTransaction, answers: readonly MeetingAnswer[]): Promise<MeetingAnswer[]> {
  if (answers.length === 0) return [];
  const sorted = answers.toSorted((a, b) => a.sequence - b.sequence || (a.stampedAt ?? '').localeCompare(b.stampedAt ?? ''));
  const rows = await tx.raw<{ n: number }>(
    `select said.n::int as n from unnest($1::uuid[], $2::bigint[], $3::int[], $4::timestamptz[]) with ordinality as said (item_key, person, sequence, stamped_at, n)
     where not exists (select from app.meeting_notices k where k.workspace_id = (select app.workspace()) and k.owner_id = (select app.user_id())
       and k.item_key = said.item_key and k.kind = 'answer' and k.person = said.person
       and (k.sequence, coalesce(k.stamped_at, '-infinity')) > (said.sequence, coalesce(said.stamped_at, '-infinity')))
     order by n`,
    [
      sorted.map(noticeKey),
      sorted.map(({ address }) => personKey(address)),
      sorted.map(({ sequence }) => sequence),
      sorted.map(({ stampedAt }) => stampedAt ?? null),
    ],
  );
  return rows.flatMap(({ n }) => sorted[n - 1] ?? []);
}

/** Which items are meant: one occurrence, or all that an event has. */
async function itemsMeant(
  tx: WorkspaceTransaction,
  answers: readonly MeetingAnswer[],
  cancellations: readonly MeetingCancellation[],
): Promise<ReadonlyMap<string, Meant>> {
  const notices = [...answers, ...cancellations];
  const rows = await tx.raw<{ series: string; item_key: string }>(
    `select event.item_key as series, c.item_key from app.captured_items event
     join app.captured_items c on c.workspace_id = event.workspace_id and c.thread_id = event.thread_id and c.item_key <> event.item_key
     where event.workspace_id = (select app.workspace()) and event.item_key = any ($1::uuid[])`,
    [[...new Set(notices.filter(({ key }) => key === undefined).map(({ uid }) => seriesKey(uid)))]],
  );
  const ofSeries = Map.groupBy(rows, ({ series }) => series);
  const items = new Map<string, { uid: string; answers: MeetingAnswer[] }>();
  for (const notice of notices) {
    const { uid, key } = notice;
    const keys = key === undefined ? (ofSeries.get(seriesKey(uid)) ?? []).map(({ item_key }) => item_key) : [meetingKey(key)];
    for (const itemKey of keys) {
      const item = items.get(itemKey) ?? { uid, answers: [] };
      items.set(itemKey, item);
      if ('acceptance' in notice) item.answers.push(notice);
    }
  }
  return items;
}

type IsOff = (itemKey: string, version: { readonly sequence: number; readonly at: string }) => boolean;

async function itemsCalledOff(tx: WorkspaceTransaction, items: ReadonlyMap<string, Meant>): Promise<IsOff> {
  const cancellations = await cancellationsOf(
    tx,
    [...items].flatMap(([itemKey, { uid }]) => [itemKey, seriesKey(uid)]),
  );
  const speakers = await knownSpeakers(tx, new Set([...items.values()].map(({ uid }) => uid)));
  return (itemKey, { sequence, at }) => {
    const uid = items.get(itemKey)?.uid ?? '';
    const isOccurrence = itemKey !== meetingKey(uid);
    const about = [...(cancellations.get(itemKey) ?? []), ...(cancellations.get(seriesKey(uid)) ?? [])];
    return about.some((one) => maySpeak(speakers.get(uid), one.voice) && isCalledOff(one, { sequence, isOccurrence, at }));
  };
}

function corrected(meeting: KnownMeeting, answers: readonly MeetingAnswer[], isOff: boolean, who: WhoIsWho, now: string): unknown {
  const counting = answers.filter(({ sequence }) => sequence >= (meeting.sequence ?? 0));
  const participants = meeting.participants.map((one) => {
    const answer = counting.findLast(({ address }) => {
      const whose = who.of(address);
      return whose.kind === 'user' ? whose.userId === one.user_id : whose.kind === 'contact' && whose.contactId === one.contact_id;
    });
    if (!answer) return one;
    const version = { sequence: meeting.sequence ?? 0, stampedAt: meeting.stamped_at ?? undefined };
    const isKnownBetter = meeting.is_in_calendar && one.has_accepted !== null && compareVersions(answer, version) < 0;
    return !isKnownBetter ? { ...one, has_accepted: hasAccepted[answer.acceptance] } : one;
  });
  const isDeclined = isDeclinedByOneSide(participants);
  const isAgainOn = meeting.state === 'cancelled' && !isDeclined && isDeclinedByOneSide(meeting.participants);
  const ends = Date.parse(meeting.occurred_at) + (meeting.duration_minutes ?? 0) * 60_000;
  const stateInTime = ends <= Date.parse(now) ? 'done' : 'planned';
  const state = isOff || isDeclined ? 'cancelled' : isAgainOn ? stateInTime : meeting.state;
  return correctionOf(meeting, { ...meeting, state, participants });
}

const isOf = (whose: Whose, userId: string | undefined): boolean => whose.kind === 'user' && whose.userId === userId;

/** Of meetings that wait: who comes; and those that were called off or declined wait no longer. */
async function tellWaiting(tx: WorkspaceTransaction, items: ReadonlyMap<string, Meant>, isOff: IsOff, who: WhoIsWho): Promise<void> {
  const rows = await tx.raw<{ source_id: string; item_key: string; facts: CapturedItem }>(
    `select source_id, item_key, facts from app.waiting_items
     where workspace_id = (select app.workspace()) and owner_id = (select app.user_id()) and kind = 'meeting' and decision_id is null and item_key = any ($1::uuid[])`,
    [[...items.keys()]],
  );
  for (const { source_id: sourceId, item_key: itemKey, facts } of rows) {
    const { sequence = 0, occurredAt } = facts;
    const answers = items.get(itemKey)?.answers.filter((one) => one.sequence >= sequence) ?? [];
    const own = answers.findLast(({ address }) => isOf(who.of(address), tx.actor.userId));
    if (own?.acceptance === 'declined' || isOff(itemKey, { sequence, at: occurredAt })) {
      await waitNoLonger(tx, sourceId, itemKey);
      continue;
    }
    const parties = facts.parties.map((party) => {
      const answer = answers.findLast(({ address }) => address === party.address);
      return answer ? { ...party, hasAccepted: hasAccepted[answer.acceptance] ?? undefined } : party;
    });
    await tx.raw(
      'update app.waiting_items set facts = $3 where workspace_id = (select app.workspace()) and source_id = $1 and item_key = $2',
      [...[sourceId, itemKey, jsonText({ ...facts, parties })]],
    );
  }
}

async function waitNoLonger(tx: WorkspaceTransaction, sourceId: string, itemKey: string): Promise<void> {
  for (const table of ['waiting_items', 'waiting_addresses'])
    await tx.raw(`delete from app.${table} where workspace_id = (select app.workspace()) and source_id = $1 and item_key = $2`, [
      sourceId,
      itemKey,
    ]);
  await tx.raw(
    `update app.capture_reads set fate = 'leftOut', reason = 'cancelled'
     where workspace_id = (select app.workspace()) and source_id = $1 and item_key = $2 and fate = 'waiting'`,
    [sourceId, itemKey],
  );
}
