import type { WorkspaceTransaction } from '../engine/index.ts';
import { appendChanges, explainRefusal, NotFound } from '../records/index.ts';
import type { DealFull } from './deal.ts';
import { deals } from './deals.ts';

export interface BuyingGroupMember {
  readonly contactId: string;
  readonly role: string | null;
  readonly isPrimary: boolean;
}

/**
 * Replaces who is involved in a deal on the customer's side. The history keeps who was there before.
 *
 * @throws NotFound, Forbidden, InvalidValue
 */
export async function setBuyingGroup(tx: WorkspaceTransaction, dealId: string, members: readonly BuyingGroupMember[]): Promise<DealFull> {
  const [deal] = await tx.raw(
    `select from app.deals where workspace_id = (select app.workspace()) and id = $1 and deleted_at is null for share`,
    [dealId],
  );
  if (!deal) {
    const [seen] = await tx.raw(`select from app.deals where workspace_id = (select app.workspace()) and id = $1 and deleted_at is null`, [
      dealId,
    ]);
    if (!seen) throw new NotFound('deal', dealId);
  }
  const unique = [...new Map(members.map((member) => [member.contactId, member])).values()];
  const before = await readMembers(tx, dealId);
  const values = [
    dealId,
    unique.map(({ contactId }) => contactId),
    unique.map(({ role }) => role),
    unique.map(({ isPrimary }) => isPrimary),
  ];
  try {
    await tx.raw(
      `delete from app.buying_group where workspace_id = (select app.workspace()) and deal_id = $1 and contact_id <> all ($2::uuid[])`,
      values.slice(0, 2),
    );
    await tx.raw(
      `insert into app.buying_group (deal_id, contact_id, role, is_primary) select $1, id, role, is_primary from unnest($2::uuid[], $3::text[], $4::boolean[]) m (id, role, is_primary)
       on conflict (workspace_id, deal_id, contact_id) do update set role = excluded.role, is_primary = excluded.is_primary`,
      values,
    );
  } catch (error) {
    throw explainRefusal(error, 'buying group');
  }
  const after = await readMembers(tx, dealId);
  if (JSON.stringify(before) !== JSON.stringify(after))
    await appendChanges(tx, 'deals', dealId, [{ field: 'contacts', from: before, to: after }]);
  return deals.get(tx, dealId);
}

function readMembers(tx: WorkspaceTransaction, dealId: string): Promise<BuyingGroupMember[]> {
  return tx.raw<BuyingGroupMember>(
    `select contact_id as "contactId", role, is_primary as "isPrimary" from app.buying_group
     where workspace_id = (select app.workspace()) and deal_id = $1 order by contact_id`,
    [dealId],
  );
}
