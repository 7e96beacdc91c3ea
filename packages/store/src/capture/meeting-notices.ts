import type { MeetingAnswer, MeetingCancellation, ReadInvitation, ReadMeeting } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { meetingKey, personKey, seriesKey } from './item-keys.ts';
import type { PlacingSource } from './place-items.ts';
import { maySpeak, organiserOf, speakersOf, voiceKey } from './speakers.ts';

/** The last that was heard of an event or of one occurrence of it. */
interface Notice {
  readonly itemKey: string;
  readonly kind: 'whole' | 'cancel' | 'answer';
  /** Who answers (`personKey`), or speaks of the event (`voiceKey`); 0: nobody is named. */
  readonly person: number;
  readonly acceptance: MeetingAnswer['acceptance'] | undefined;
  readonly sequence: number;
  readonly stampedAt: string | undefined;
  /** Occurrences before it are not meant. */
  readonly fromAt: string | undefined;
}

export interface Version {
  readonly sequence: number;
  readonly stampedAt?: string | undefined;
}

/** An older version is one with a lower SEQUENCE, or the same and an earlier stamp (RFC 5546, 2.1.5). */
export function compareVersions(a: Version, b: Version): number {
  if (a.sequence !== b.sequence) return a.sequence - b.sequence;
  if (a.stampedAt === undefined || b.stampedAt === undefined) return 0;
  return Date.parse(a.stampedAt) - Date.parse(b.stampedAt);
}

/** Where an answer or a cancellation is kept: with the occurrence that it means, else with the event. */
export const noticeKey = ({ uid, key }: Pick<MeetingAnswer, 'uid' | 'key'>): string =>
  key === undefined ? seriesKey(uid) : meetingKey(key);

/** Keeps what invitations say beside their meetings, each the last that was heard. */
export async function keepNotices(tx: WorkspaceTransaction, source: PlacingSource, invitations: readonly ReadInvitation[]): Promise<void> {
  const latest = new Map<string, Notice>();
  for (const notice of invitations.flatMap(noticesOf)) {
    const label = `${notice.itemKey} ${notice.kind} ${notice.person}`;
    const known = latest.get(label);
    if (!known || compareVersions(notice, known) >= 0) latest.set(label, notice);
  }
  if (latest.size === 0) return;
  const notices = [...latest.values()];
  const of = <T>(pick: (notice: Notice) => T | undefined) => notices.map((notice) => pick(notice) ?? null);
  await tx.raw(
    `insert into app.meeting_notices as n (source_id, owner_id, item_key, kind, person, acceptance, sequence, stamped_at, from_at)
     select $1, $2, * from unnest($3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::int[], $8::timestamptz[], $9::timestamptz[])
     on conflict (workspace_id, source_id, item_key, kind, person) do update
       set acceptance = excluded.acceptance, sequence = excluded.sequence, stamped_at = excluded.stamped_at, from_at = excluded.from_at, recorded_at = now()
     where (n.sequence, coalesce(n.stamped_at, '-infinity')) < (excluded.sequence, coalesce(excluded.stamped_at, '-infinity'))`,
    [
      ...[source.id, source.userId, of(({ itemKey }) => itemKey), of(({ kind }) => kind), of(({ person }) => person)],
      ...[of(({ acceptance }) => acceptance), of(({ sequence }) => sequence), of(({ stampedAt }) => stampedAt), of(({ fromAt }) => fromAt)],
    ],
  );
}

function noticesOf({ meetings, whole, answers, cancellations }: ReadInvitation): Notice[] {
  const plain = { person: 0, acceptance: undefined, fromAt: undefined };
  const voices = new Map(meetings.map((one) => [one.uid, voiceKey({ organiser: organiserOf(one), service: one.service })]));
  return [
    ...whole.map(({ uid, sequence, stampedAt }) => ({
      ...{ ...plain, kind: 'whole' as const, itemKey: seriesKey(uid), person: voices.get(uid) ?? 0, sequence, stampedAt },
    })),
    ...cancellations.map((one) => ({
      ...{
        ...plain,
        kind: 'cancel' as const,
        itemKey: noticeKey(one),
        person: voiceKey(one),
        sequence: one.sequence,
        stampedAt: one.stampedAt,
      },
      fromAt: fromOf(one),
    })),
    ...answers.map((one) => ({
      ...{ ...plain, kind: 'answer' as const, itemKey: noticeKey(one), person: personKey(one.address) },
      ...{ acceptance: one.acceptance, sequence: one.sequence, stampedAt: one.stampedAt },
    })),
  ];
}

/** Who calls a whole series off means what is still ahead of it. */
const fromOf = ({ key, from, stampedAt }: MeetingCancellation): string | undefined => (key === undefined ? (from ?? stampedAt) : undefined);

/** What the acting person's mailboxes heard of meetings. */
export interface HeardNotices {
  /** The meeting as it is with what was answered and called off since its version. @param isByMail no calendar says it */
  applied(meeting: ReadMeeting, isByMail: boolean): ReadMeeting;
  /** Whether a later version of the whole event is known than the one that says this. @param version of the whole, where it is another */
  isSuperseded(meeting: ReadMeeting, version?: Version): boolean;
}

export async function heardOf(tx: WorkspaceTransaction, meetings: readonly ReadMeeting[]): Promise<HeardNotices> {
  const keys = [...new Set(meetings.flatMap(({ uid, key }) => [seriesKey(uid), meetingKey(key)]))];
  const rows = await tx.raw<Omit<Notice, 'person'> & { person: string }>(
    `select item_key as "itemKey", kind, person::text as person, acceptance, sequence, app.iso(stamped_at) as "stampedAt", app.iso(from_at) as "fromAt"
     from app.meeting_notices where workspace_id = (select app.workspace()) and owner_id = (select app.user_id()) and item_key = any ($1::uuid[])`,
    [keys],
  );
  const byKey = Map.groupBy(
    rows.map(
      (row): Notice => ({ ...row, person: Number(row.person), stampedAt: row.stampedAt ?? undefined, fromAt: row.fromAt ?? undefined }),
    ),
    ({ itemKey }) => itemKey,
  );
  const about = (meeting: ReadMeeting, kind: Notice['kind']) => {
    const { uid, key, service } = meeting;
    const speakers = speakersOf({ organiser: organiserOf(meeting), service });
    return [...(byKey.get(seriesKey(uid)) ?? []), ...(byKey.get(meetingKey(key)) ?? [])].filter(
      (notice) => notice.kind === kind && (kind === 'answer' || maySpeak(speakers, notice.person)),
    );
  };
  return {
    applied: (meeting, isByMail) => {
      const answers = Map.groupBy(about(meeting, 'answer'), ({ person }) => person);
      const people = meeting.people.map((person) => {
        const answer = latestOf(answers.get(personKey(person.address)) ?? []);
        return answer?.acceptance !== undefined &&
          answer.sequence >= meeting.sequence &&
          (isByMail || isLaterAnswer(answer, person.acceptance, meeting))
          ? { ...person, acceptance: answer.acceptance }
          : person;
      });
      const isOff = about(meeting, 'cancel').some((notice) =>
        isCalledOff(notice, { ...meeting, isOccurrence: meeting.key !== meeting.uid, at: meeting.startsAt }),
      );
      return { ...meeting, people, isCancelled: meeting.isCancelled || isOff };
    },
    isSuperseded: (meeting, version = meeting) => about(meeting, 'whole').some((known) => compareVersions(known, version) > 0),
  };
}

const latestOf = (notices: readonly Notice[]): Notice | undefined => notices.toSorted((a, b) => compareVersions(b, a))[0];

/** A calendar knows answers too: what it knows counts unless the answer is later. */
function isLaterAnswer(answer: Notice, known: MeetingAnswer['acceptance'], meeting: ReadMeeting): boolean {
  return known === 'unanswered' || compareVersions(answer, meeting) >= 0;
}

/** By the event or occurrence that they call off: cancellations that the acting person's mailboxes heard of. */
export async function cancellationsOf(
  tx: WorkspaceTransaction,
  itemKeys: readonly string[],
): Promise<Map<string, { readonly voice: number; readonly sequence: number; readonly fromAt: string | undefined }[]>> {
  const rows = await tx.raw<{ itemKey: string; person: string; sequence: number; fromAt: string | null }>(
    `select item_key as "itemKey", person::text as person, sequence, app.iso(from_at) as "fromAt" from app.meeting_notices
     where workspace_id = (select app.workspace()) and owner_id = (select app.user_id()) and kind = 'cancel' and item_key = any ($1::uuid[])`,
    [itemKeys],
  );
  return Map.groupBy(
    rows.map(({ person, ...row }) => ({ ...row, voice: Number(person), fromAt: row.fromAt ?? undefined })),
    ({ itemKey }) => itemKey,
  );
}

/** Whether a cancellation is of this version of a meeting, or of a later one. @param meeting `at`: when it starts, or was to */
export function isCalledOff(
  notice: { readonly sequence: number; readonly fromAt: string | undefined },
  meeting: { readonly sequence: number; readonly isOccurrence: boolean; readonly at: string },
): boolean {
  if (notice.sequence < meeting.sequence) return false;
  return !meeting.isOccurrence || notice.fromAt === undefined || Date.parse(meeting.at) >= Date.parse(notice.fromAt);
}
