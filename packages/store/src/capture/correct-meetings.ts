import type { WorkspaceTransaction } from '../engine/index.ts';
import { jsonText } from '../records/staging.ts';
import type { CapturedItem } from './item.ts';
import type { JudgedItem } from './judge-item.ts';

interface KnownMeeting {
  readonly id: string;
  readonly state: 'done' | 'planned' | 'cancelled';
  readonly occurred_at: string;
  readonly duration_minutes: number | null;
  readonly place: string | null;
  readonly sequence: number | null;
  readonly stamped_at: string | null;
  readonly user_id: string | null;
  readonly contact_id: string | null;
  readonly participants: readonly KnownParticipant[];
}

interface KnownParticipant {
  readonly role: string;
  readonly user_id: string | null;
  readonly contact_id: string | null;
  readonly has_accepted: boolean | null;
}

/**
 * Makes interactions of meetings what their calendar says now. An older version than the one known changes nothing; of equal ones an answer
 * counts more than none, so that each person's own calendar tells of them.
 */
export async function correctMeetings(
  tx: WorkspaceTransaction,
  judged: readonly JudgedItem[],
  interactionOf: ReadonlyMap<string, string>,
): Promise<void> {
  if (judged.length === 0) return;
  const known = await tx.raw<KnownMeeting & { item_key: string }>(
    `select c.item_key, i.id, i.state, app.iso(i.occurred_at) as occurred_at, i.duration_minutes, i.place, c.sequence, app.iso(c.stamped_at) as stamped_at, i.user_id, i.contact_id,
       (select coalesce(json_agg(json_build_object('role', p.role, 'user_id', p.user_id, 'contact_id', p.contact_id, 'has_accepted', p.has_accepted) order by p.position), '[]')
        from app.interaction_participants p where p.workspace_id = i.workspace_id and p.interaction_id = i.id) as participants
     from app.captured_items c join app.interactions i on i.workspace_id = c.workspace_id and i.id = c.interaction_id
     where c.workspace_id = (select app.workspace()) and c.item_key = any ($1::uuid[])`,
    [judged.map(({ item }) => item.itemKey)],
  );
  const byKey = new Map(known.map((one) => [one.item_key, one]));
  const corrections: unknown[] = [];
  const versions: CapturedItem[] = [];
  for (const one of judged) {
    const { item } = one;
    const was = byKey.get(item.itemKey);
    if (!was || interactionOf.get(item.itemKey) !== was.id) continue;
    const newer = compareVersions(item.sequence ?? 0, item.stampedAt, was.sequence ?? 0, was.stamped_at ?? undefined);
    if (newer < 0) continue;
    if (newer > 0) versions.push(item);
    const correction = correctionOf(one, was, newer > 0);
    if (correction) corrections.push(correction);
  }
  if (versions.length > 0)
    await tx.raw(
      `update app.captured_items c set occurred_at = said.at, sequence = said.sequence, stamped_at = coalesce(said.stamped_at, c.stamped_at)
       from unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::timestamptz[]) as said (key, at, sequence, stamped_at)
       where c.workspace_id = (select app.workspace()) and c.item_key = said.key`,
      [
        versions.map(({ itemKey }) => itemKey),
        versions.map(({ occurredAt }) => occurredAt),
        versions.map(({ sequence }) => sequence ?? 0),
        versions.map(({ stampedAt }) => stampedAt ?? null),
      ],
    );
  if (corrections.length > 0) await tx.raw('select app.correct_captured($1::jsonb)', [jsonText(corrections)]);
}

function compareVersions(a: number, stampA: string | undefined, b: number, stampB: string | undefined): number {
  if (a !== b) return a - b;
  if (stampA === undefined || stampB === undefined) return 0;
  return Date.parse(stampA) - Date.parse(stampB);
}

/** Two copies of one version, of which one may know less: a place of the one and a link of the other are a meeting that is both. */
function wayOfBoth(said: string | undefined, was: string | null): string | null {
  return said === undefined || was === null || said === was ? (said ?? was) : 'hybrid';
}

function correctionOf({ item, users, contacts }: JudgedItem, was: KnownMeeting, isNewer: boolean): unknown {
  const participants = new Map<string, KnownParticipant>();
  const keyOf = (one: KnownParticipant) => one.user_id ?? one.contact_id ?? '';
  const said: KnownParticipant[] = [
    ...users.map(({ userId, party }) => ({ role: party.role, user_id: userId, contact_id: null, has_accepted: party.hasAccepted ?? null })),
    ...contacts.map(({ contact, party }) => ({
      role: party.role,
      user_id: null,
      contact_id: contact.contactId,
      has_accepted: party.hasAccepted ?? null,
    })),
  ];
  for (const one of said) participants.set(keyOf(one), one);
  for (const one of was.participants) {
    const now = participants.get(keyOf(one));
    // Whoever the newer version does not name is no longer asked; between equal versions nobody is lost.
    if (now === undefined) {
      if (!isNewer) participants.set(keyOf(one), one);
    } else if (!isNewer && now.has_accepted === null) participants.set(keyOf(one), { ...now, has_accepted: one.has_accepted });
  }
  const state = isNewer ? item.state : was.state === 'planned' && item.state !== undefined ? item.state : was.state;
  const after = {
    id: was.id,
    state: state ?? was.state,
    occurred_at: isNewer ? item.occurredAt : was.occurred_at,
    duration_minutes: isNewer ? (item.durationMinutes ?? null) : was.duration_minutes,
    place: isNewer ? (item.place ?? null) : wayOfBoth(item.place, was.place),
  };
  const people = [...participants.values()].map((one, position) => ({
    interaction_id: was.id,
    position,
    ...one,
    occurred_at: after.occurred_at,
  }));
  const facts = (one: KnownParticipant) => [one.role, one.user_id, one.contact_id, one.has_accepted];
  const isSame =
    after.state === was.state &&
    Date.parse(after.occurred_at) === Date.parse(was.occurred_at) &&
    after.duration_minutes === was.duration_minutes &&
    after.place === was.place &&
    JSON.stringify(people.map(facts)) === JSON.stringify(was.participants.map(facts));
  return isSame ? undefined : { ...after, participants: people };
}
