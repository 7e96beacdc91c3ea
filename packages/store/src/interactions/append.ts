import { randomUUIDv7 } from 'node:crypto';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { explainRefusal, InvalidValue, NotFound } from '../records/index.ts';
import { type Direction, type Interaction, type InteractionType, interactionColumns } from './interaction.ts';

export interface NewInteraction {
  readonly type: InteractionType;
  readonly direction?: Direction | undefined;
  /** ISO 8601 instant; now, if left out. In the future: it is planned. */
  readonly occurredAt?: string | undefined;
  readonly durationMinutes?: number | undefined;
  readonly subject?: string | undefined;
  readonly body?: string | undefined;
  readonly contactIds?: readonly string[] | undefined;
  readonly accountId?: string | undefined;
  readonly dealId?: string | undefined;
  readonly leadId?: string | undefined;
}

/**
 * "We spoke": appends an interaction of the actor's own. The account follows from the deal or the contact where it is not said, so that
 * one tap is enough. Last contact of everyone involved is folded in the same transaction.
 *
 * @throws InvalidValue when it is about nobody, or about somebody who is not here
 */
export async function appendInteraction(tx: WorkspaceTransaction, values: NewInteraction): Promise<Interaction> {
  const { contactIds = [], dealId, leadId, accountId } = values;
  if (contactIds.length === 0 && !dealId && !leadId && !accountId)
    throw new InvalidValue({ field: 'contactIds', message: 'is empty, and no account, deal or lead is given; say with whom it was' });
  const place = await resolvePlace(tx, { contactIds, dealId, leadId, accountId });
  const id = randomUUIDv7();
  const [firstContact = null, ...others] = contactIds;
  try {
    await tx.raw(
      `insert into app.interactions (id, type, direction, state, occurred_at, duration_minutes, subject, body, user_id, contact_id, account_id,
         deal_id, lead_id, source, key, recorded_by)
       select $1, $2, $3, case when at > now() then 'planned' else 'done' end, at, $5, $6, $7, $8, $9, $10, $11, $12, 'windshield', $1::uuid::text, $8
       from (select coalesce($4::timestamptz, now()) as at) t`,
      [
        ...[id, values.type, values.direction ?? 'both', values.occurredAt ?? null, values.durationMinutes ?? null],
        ...[values.subject ?? null, values.body ?? null, tx.actor.userId ?? null, firstContact],
        ...[place.accountId, dealId ?? null, leadId ?? null],
      ],
      'append_interaction',
    );
    if (others.length > 0)
      await tx.raw(
        `insert into app.interaction_participants (interaction_id, position, role, contact_id, occurred_at)
         select $1, place, 'attendee', id, (select occurred_at from app.interactions where workspace_id = (select app.workspace()) and id = $1)
         from unnest($2::uuid[]) with ordinality p (id, place)`,
        [id, others],
      );
    await tx.raw('select app.fold_interaction($1)', [id], 'fold_interaction');
  } catch (error) {
    throw explainRefusal(error, 'interaction');
  }
  return getInteraction(tx, id);
}

/** @throws NotFound */
export async function getInteraction(tx: WorkspaceTransaction, id: string): Promise<Interaction> {
  const [row] = await tx.raw<{ item: Interaction }>(
    `select row_to_json(item) as item from (
       select ${interactionColumns} from app.interactions i where i.workspace_id = (select app.workspace()) and i.id = $1) item`,
    [id],
    'get_interaction',
  );
  if (!row) throw new NotFound('interaction', id);
  return row.item;
}

/**
 * Takes back what the actor entered by hand within the last day. Everything else is history.
 *
 * @throws NotFound, Forbidden
 */
export async function takeBackInteraction(tx: WorkspaceTransaction, id: string): Promise<void> {
  try {
    const [row] = await tx.raw<{ found: boolean }>('select app.take_back_interaction($1) as found', [id]);
    if (!row?.found) throw new NotFound('interaction', id);
  } catch (error) {
    throw explainRefusal(error, 'interaction');
  }
}

type Place = Pick<NewInteraction, 'accountId' | 'dealId' | 'leadId'> & { contactIds: readonly string[] };

/** Interactions carry no foreign keys, so that what they point at is looked up here. */
async function resolvePlace(
  tx: WorkspaceTransaction,
  { contactIds, dealId, leadId, accountId }: Place,
): Promise<{ accountId: string | null }> {
  const [row] = await tx.raw<{ contacts: number; hasDeal: boolean; hasLead: boolean; hasAccount: boolean; accountId: string | null }>(
    `select (select count(*)::int from app.contacts where workspace_id = (select app.workspace()) and id = any ($1::uuid[]) and deleted_at is null) as contacts,
       exists (select from app.deals where workspace_id = (select app.workspace()) and id = $2 and deleted_at is null) as "hasDeal",
       exists (select from app.leads where workspace_id = (select app.workspace()) and id = $3 and deleted_at is null) as "hasLead",
       exists (select from app.accounts where workspace_id = (select app.workspace()) and id = $4 and deleted_at is null) as "hasAccount",
       coalesce($4::uuid, (select account_id from app.deals where workspace_id = (select app.workspace()) and id = $2),
         (select account_id from app.contacts where workspace_id = (select app.workspace()) and id = ($1::uuid[])[1])) as "accountId"`,
    [contactIds, dealId ?? null, leadId ?? null, accountId ?? null],
    'resolve_interaction',
  );
  const wrong = (field: string) =>
    new InvalidValue({ field, message: 'points at nothing in this workspace; give the id of a record that exists here' });
  if (!row || row.contacts !== new Set(contactIds).size) throw wrong('contactIds');
  if (dealId && !row.hasDeal) throw wrong('dealId');
  if (leadId && !row.hasLead) throw wrong('leadId');
  if (accountId && !row.hasAccount) throw wrong('accountId');
  return { accountId: row.accountId };
}
