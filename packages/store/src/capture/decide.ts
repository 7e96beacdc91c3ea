import { randomUUIDv7 } from 'node:crypto';
import { domainOf } from '@windshield/core';
import { accounts } from '../accounts/index.ts';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { contacts } from '../people/index.ts';
import { InvalidValue, type Named } from '../records/index.ts';
import { addPoint } from './decided-points.ts';
import { lockCapture } from './place-items.ts';
import { settleWaiting } from './settle-waiting.ts';

interface NewPerson {
  readonly action: 'create';
  readonly address: string;
  readonly name: string;
  readonly title?: string | undefined;
  readonly accountId?: string | undefined;
  readonly newAccountName?: string | undefined;
}

export type Decision =
  | { readonly action: 'link'; readonly address: string; readonly contactId: string }
  | NewPerson
  | { readonly action: 'ignore' | 'private'; readonly address: string; readonly scope?: 'address' | 'domain' | undefined };

export interface Decided {
  readonly decisionId: string;
  readonly contact: Named | null;
  /** How many interactions came about, or found one more of their people. */
  readonly interactions: number;
}

/**
 * Says whose an unknown address is. Linked to a contact, or made one, all that waited for it becomes interactions at once. Ignored, it
 * waits no longer; private, what waited for it alone is deleted: nothing of it is kept but that its messages were read.
 *
 * @throws NotFound, InvalidValue, Forbidden
 */
export async function decideUnknownPerson(tx: WorkspaceTransaction, decision: Decision): Promise<Decided> {
  await lockCapture(tx);
  const address = decision.address.trim().toLowerCase();
  const domain = domainOf(address);
  if (domain === undefined) throw new InvalidValue({ field: 'address', message: 'takes a mail address such as ana@example.org' });
  if (decision.action !== 'link' && decision.action !== 'create') {
    const scope = decision.scope ?? 'address';
    const decisionId = await keepDecision(
      tx,
      scope,
      scope === 'domain' ? domain : address,
      decision.action === 'ignore' ? 'ignored' : 'private',
    );
    await settleWaiting(tx, { decisionId, isForgotten: decision.action === 'private' });
    return { decisionId, contact: null, interactions: 0 };
  }
  const isLink = decision.action === 'link';
  const { contact, wrote } = isLink ? await linkTo(tx, decision.contactId, address) : await create(tx, decision, address);
  const decisionId = await keepDecision(tx, 'address', address, isLink ? 'linked' : 'created', contact.id, wrote);
  const { interactions } = await settleWaiting(tx, { decisionId });
  return { decisionId, contact, interactions };
}

/** What a decision wrote beside the contact that it made. */
export interface DecisionWrote {
  /** Id of the address, where it is new to the contact. */
  readonly point?: string | undefined;
  /** Id of the account that was made. */
  readonly account?: string | undefined;
}

interface Written {
  readonly contact: Named;
  readonly wrote: DecisionWrote;
}

async function linkTo(tx: WorkspaceTransaction, contactId: string, address: string): Promise<Written> {
  const { id, name } = await contacts.get(tx, contactId);
  const point = await addPoint(tx, id, { kind: 'email', value: address }, { reason: 'They write from this address' });
  return { contact: { id, name }, wrote: { point } };
}

async function create(tx: WorkspaceTransaction, decision: NewPerson, address: string): Promise<Written> {
  const account =
    decision.accountId === undefined && decision.newAccountName !== undefined
      ? await accounts.create(tx, { name: decision.newAccountName })
      : undefined;
  const { id, name } = await contacts.create(tx, {
    name: decision.name,
    title: decision.title ?? null,
    accountId: decision.accountId ?? account?.id ?? null,
    points: [{ kind: 'email', value: address, label: null }],
  });
  return { contact: { id, name }, wrote: { account: account?.id } };
}

async function keepDecision(
  tx: WorkspaceTransaction,
  scope: 'address' | 'domain',
  value: string,
  choice: 'linked' | 'created' | 'ignored' | 'private',
  contactId?: string,
  wrote?: DecisionWrote,
): Promise<string> {
  const id = randomUUIDv7();
  await tx.raw(
    `update app.address_decisions set undone_at = now()
     where workspace_id = (select app.workspace()) and owner_id = (select app.user_id()) and scope = $1 and value = $2 and undone_at is null`,
    [scope, value],
  );
  await tx.raw(
    `insert into app.address_decisions (id, owner_id, scope, value, choice, contact_id, wrote, decided_by)
     values ($1, (select app.user_id()), $2, $3, $4, $5, $6, (select app.user_id()))`,
    [id, scope, value, choice, contactId ?? null, wrote ? JSON.stringify(wrote) : null],
  );
  return id;
}
