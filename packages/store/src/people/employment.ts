import { randomUUIDv7 } from 'node:crypto';
import type { WorkspaceTransaction } from '../engine/index.ts';

/** Where a contact works now: a new account closes the employment before, the same one takes the new title. */
export async function setEmployment(
  tx: WorkspaceTransaction,
  contactId: string,
  accountId: string | null,
  title: string | null,
): Promise<void> {
  await tx.raw(
    `update app.employments set ended_on = greatest(started_on, current_date)
     where workspace_id = (select app.workspace()) and contact_id = $1 and ended_on is null and is_primary and account_id is distinct from $2`,
    [contactId, accountId],
  );
  if (accountId === null) return;
  const open = await tx.raw(
    `update app.employments set title = $3
     where workspace_id = (select app.workspace()) and contact_id = $1 and account_id = $2 and ended_on is null returning id`,
    [contactId, accountId, title],
  );
  if (open.length > 0) return;
  await tx.raw(
    `insert into app.employments (id, contact_id, account_id, title, started_on)
     select $1, $2, $3, $4, case when exists (
       select from app.employments where workspace_id = (select app.workspace()) and contact_id = $2) then current_date end`,
    [randomUUIDv7(), contactId, accountId, title],
  );
}
