import type { InteractionRecord, Participant, Ref, SourceSystem } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import { theirRole } from '../merge-interactions.ts';
import { pages } from './cursor.ts';
import type { Exported } from './exported.ts';
import { type PendingRefs, pendingRefs } from './pending.ts';
import type { ExportReferences } from './references.ts';

interface InteractionRow {
  readonly id: string;
  readonly source: SourceSystem;
  readonly key: string;
  readonly type: InteractionRecord['type'];
  readonly direction: InteractionRecord['direction'];
  readonly state: InteractionRecord['state'];
  readonly occurred_at: Date;
  readonly created_at: Date | null;
  readonly duration_minutes: number | null;
  readonly subject: string | null;
  readonly body: string | null;
  readonly place: string | null;
  readonly thread_key: string | null;
  readonly user_id: string | null;
  readonly contact_id: string | null;
  readonly account_id: string | null;
  readonly deal_id: string | null;
  readonly lead_id: string | null;
  readonly custom: Record<string, string> | null;
}

interface ParticipantRow {
  readonly interaction_id: string;
  readonly role: Participant['role'];
  readonly user_id: string | null;
  readonly contact_id: string | null;
  readonly address: string | null;
  readonly has_accepted: boolean | null;
}

/** Interactions, page by page, in the order of their system and key. */
export async function* exportedInteractions(tx: WorkspaceTransaction, references: ExportReferences): AsyncGenerator<Exported[]> {
  const query = 'select * from app.interactions order by source, key';
  for await (const rows of pages<InteractionRow>(tx, query)) {
    const participants = await tx.raw<ParticipantRow>(
      `select interaction_id, role, user_id, contact_id, address, has_accepted from app.interaction_participants
       where interaction_id = any ($1::uuid[]) order by interaction_id, position`,
      [rows.map(({ id }) => id)],
    );
    await references.load(
      tx,
      'users',
      [...rows, ...participants].map(({ user_id }) => user_id),
    );
    await references.load(
      tx,
      'contacts',
      [...rows, ...participants].map(({ contact_id }) => contact_id),
    );
    await references.load(
      tx,
      'accounts',
      rows.map(({ account_id }) => account_id),
    );
    await references.load(
      tx,
      'deals',
      rows.map(({ deal_id }) => deal_id),
    );
    await references.load(
      tx,
      'leads',
      rows.map(({ lead_id }) => lead_id),
    );
    const pending = await pendingRefs(
      tx,
      rows.map(({ id }) => id),
    );
    const byInteraction = Map.groupBy(participants, ({ interaction_id }) => interaction_id);
    yield rows.map((row) => ({ system: row.source, record: recordOf(row, byInteraction.get(row.id) ?? [], references, pending) }));
  }
}

function recordOf(
  row: InteractionRow,
  participants: readonly ParticipantRow[],
  references: ExportReferences,
  pending: PendingRefs,
): InteractionRecord {
  const ref = (field: string, id: string | null): Ref | undefined =>
    references.to(id, row.source) ?? pending.of(row.id, field, row.source)[0]?.ref;
  const said = {
    createdAt: row.created_at?.toISOString(),
    durationMinutes: row.duration_minutes ?? undefined,
    subject: row.subject ?? undefined,
    body: row.body ?? undefined,
    place: row.place ?? undefined,
    threadKey: row.thread_key ?? undefined,
    user: ref('user', row.user_id),
    account: ref('account', row.account_id),
    deal: ref('deal', row.deal_id),
    lead: ref('lead', row.lead_id),
    custom: row.custom ?? undefined,
  };
  return {
    kind: 'interactions',
    key: row.key,
    type: row.type,
    direction: row.direction,
    occurredAt: row.occurred_at.toISOString(),
    state: row.state,
    ...(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<InteractionRecord>),
    participants: peopleOf(row, participants, references, pending),
  };
}

/** The contact that the interaction itself names stands in the plain place of the other side, unless a row of its own says more. */
function peopleOf(
  row: InteractionRow,
  participants: readonly ParticipantRow[],
  references: ExportReferences,
  pending: PendingRefs,
): Participant[] {
  const people: Participant[] = [];
  const main = references.to(row.contact_id, row.source);
  if (main && !participants.some(({ contact_id }) => contact_id === row.contact_id))
    people.push({ role: theirRole[row.direction] ?? 'attendee', contact: main });
  const waiting = [...pending.of(row.id, 'participants', row.source)];
  for (const { role, user_id, contact_id, address, has_accepted } of participants) {
    const accepted = has_accepted === null ? {} : { hasAccepted: has_accepted };
    const contact = references.to(contact_id, row.source);
    const user = references.to(user_id, row.source);
    const at = waiting.findIndex(({ ref, more }) => more['role'] === role && address === (ref.email ?? ref.name ?? ref.key));
    const [unknown] = at < 0 || contact_id !== null ? [] : waiting.splice(at, 1);
    if (unknown) people.push({ role, contact: unknown.ref, ...accepted });
    else if (address !== null) people.push({ role, address, ...accepted });
    else if (contact) people.push({ role, contact, ...accepted });
    else if (user) people.push({ role, user, ...accepted });
  }
  return people;
}
