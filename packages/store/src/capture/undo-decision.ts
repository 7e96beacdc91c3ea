import { accounts } from '../accounts/index.ts';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { type ContactFull, contacts } from '../people/index.ts';
import { NotFound } from '../records/index.ts';
import type { DecisionWrote } from './decide.ts';
import { isBuiltUpon } from './is-built-upon.ts';
import { lockCapture } from './place-items.ts';

/** A folder that is to be read again, because what was forgotten of it can only come from there. */
export interface ToReadAgain {
  readonly sourceId: string;
  readonly folder: string;
  readonly uids: readonly number[];
}

/**
 * Takes back a decision about an unknown person: they wait again, interactions that rested on them alone go, a contact that was made for them
 * and that nobody has changed or built upon since goes, with the account that was made along with it; one they were linked to loses the address. What was private was deleted and cannot come from
 * here: its numbers are forgotten, so that the next sync of those folders (given back) reads them again; so it is with what was ignored
 * more than 30 days ago. Interactions that another person's mailbox has as well stay.
 *
 * @throws NotFound when the acting person has decided no such thing, or taken it back already
 */
export async function undoDecision(tx: WorkspaceTransaction, id: string): Promise<ToReadAgain[]> {
  await lockCapture(tx);
  const [decision] = await tx.raw<Decision>(
    `update app.address_decisions set undone_at = now()
     where workspace_id = (select app.workspace()) and id = $1 and owner_id = (select app.user_id()) and undone_at is null returning choice, value, contact_id, wrote`,
    [id],
  );
  if (!decision) throw new NotFound('decision', id);
  if (decision.contact_id !== null) {
    await tx.raw('select app.take_back_decided($1)', [id]);
    await detach(tx, decision);
  }
  await waitAgain(tx, id);
  return forgetReads(tx, id);
}

interface Decision {
  readonly choice: string;
  readonly value: string;
  readonly contact_id: string | null;
  readonly wrote: DecisionWrote | null;
}

const circumstances = { reason: 'Whose this address is was decided otherwise' };

async function detach(tx: WorkspaceTransaction, { contact_id: contactId, value, choice, wrote }: Decision): Promise<void> {
  if (contactId === null) return;
  const contact = await contacts.get(tx, contactId).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined;
    throw error;
  });
  if (contact && contact.deletedAt === null) {
    if (choice === 'created' && contact.version === 1 && !(await isBuiltUpon(tx, 'contacts', contactId)))
      await contacts.remove(tx, contactId, contact.version, circumstances);
    else if (choice === 'created' || wrote === null || wrote.point !== undefined) await removeAddress(tx, contact, value);
  }
  if (wrote?.account !== undefined) await removeAccount(tx, wrote.account);
}

async function removeAddress(tx: WorkspaceTransaction, { id, points }: ContactFull, address: string): Promise<void> {
  const kept = points
    .filter(({ kind, value }) => kind !== 'email' || value.toLowerCase() !== address)
    .map(({ kind, value, label }) => ({ kind, value, label }));
  if (kept.length < points.length) await contacts.change(tx, id, undefined, { points: kept }, circumstances);
}

/** The account that was made for them goes too, unless somebody changed it or put something there since. */
async function removeAccount(tx: WorkspaceTransaction, id: string): Promise<void> {
  const [account] = await tx.raw<{ version: number }>(
    'select version from app.accounts where workspace_id = (select app.workspace()) and id = $1 and deleted_at is null',
    [id],
  );
  if (account?.version === 1 && !(await isBuiltUpon(tx, 'accounts', id))) await accounts.remove(tx, id, account.version, circumstances);
}

async function waitAgain(tx: WorkspaceTransaction, id: string): Promise<void> {
  await tx.raw(
    `with addresses as (
       update app.waiting_addresses set decision_id = null where workspace_id = (select app.workspace()) and decision_id = $1 returning source_id, item_key),
     items as (
       update app.waiting_items w set decision_id = null from (select distinct source_id, item_key from addresses) a
       where w.workspace_id = (select app.workspace()) and w.source_id = a.source_id and w.item_key = a.item_key and w.decision_id is not null returning w.source_id, w.item_key)
     update app.capture_reads r set fate = 'waiting', reason = null, decision_id = null from items
     where r.workspace_id = (select app.workspace()) and r.source_id = items.source_id and r.item_key = items.item_key`,
    [id],
  );
}

async function forgetReads(tx: WorkspaceTransaction, id: string): Promise<ToReadAgain[]> {
  const rows = await tx.raw<{ source_id: string; path: string; uids: number[] }>(
    `with forgotten as (
       delete from app.capture_reads where workspace_id = (select app.workspace()) and decision_id = $1 and fate in ('ignored', 'private', 'leftOut')
       returning source_id, folder_id, uid, vanished_at),
     folders as (
       select source_id, folder_id, array_agg(uid order by uid) as uids from forgotten where vanished_at is null group by 1, 2)
     update app.capture_folders f set read_count = f.read_count - cardinality(folders.uids) from folders
     where f.workspace_id = (select app.workspace()) and f.id = folders.folder_id returning f.source_id, f.path, folders.uids`,
    [id],
  );
  return rows.map(({ source_id, path, uids }) => ({ sourceId: source_id, folder: path, uids: uids.map(Number) }));
}
