import type { WorkspaceTransaction } from '../engine/index.ts';
import { jsonText } from '../records/staging.ts';
import type { CapturedItem } from './item.ts';
import type { JudgedItem } from './judge-item.ts';
import { correctionOf, isDeclinedByOneSide, type KnownMeeting, type KnownParticipant, knownMeetings } from './known-meetings.ts';
import { compareVersions } from './meeting-notices.ts';

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
  const byKey = await knownMeetings(
    tx,
    judged.map(({ item }) => item.itemKey),
  );
  const corrections: unknown[] = [];
  const versions: CapturedItem[] = [];
  for (const one of judged) {
    const { item } = one;
    const was = byKey.get(item.itemKey);
    if (!was || interactionOf.get(item.itemKey) !== was.id) continue;
    const newer = compareVersions(
      { sequence: item.sequence ?? 0, stampedAt: item.stampedAt },
      { sequence: was.sequence ?? 0, stampedAt: was.stamped_at ?? undefined },
    );
    if (newer < 0) continue;
    if (newer > 0) versions.push(item);
    const correction = corrected(one, was, newer > 0);
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

/** Two copies of one version, of which one may know less: a place of the one and a link of the other are a meeting that is both. */
function wayOfBoth(said: string | undefined, was: string | null): string | null {
  return said === undefined || was === null || said === was ? (said ?? was) : 'hybrid';
}

function corrected({ item, users, contacts }: JudgedItem, was: KnownMeeting, isNewer: boolean): unknown {
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
  const people = [...participants.values()];
  const othersCome = item.isDeclined === true && people.some(({ user_id, has_accepted }) => user_id !== null && has_accepted !== false);
  const stateSaid = othersCome && !isDeclinedByOneSide(people) ? undefined : item.state;
  return correctionOf(was, {
    state: isNewer || was.state === 'planned' ? (stateSaid ?? was.state) : was.state,
    occurred_at: isNewer ? item.occurredAt : was.occurred_at,
    duration_minutes: isNewer ? (item.durationMinutes ?? null) : was.duration_minutes,
    place: isNewer ? (item.place ?? null) : wayOfBoth(item.place, was.place),
    participants: people,
  });
}
