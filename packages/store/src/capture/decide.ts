import { randomUUIDv7 } from 'node:crypto';
import { domainOf } from '@windshield/core';
import { accounts } from '../accounts/index.ts';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { contacts } from '../people/index.ts';
import { InvalidValue, type Named } from '../records/index.ts';
import type { CapturedItem, Fate, Placed } from './item.ts';
import { lockCapture, placeItems } from './place-items.ts';
import { keepProposals } from './proposed.ts';
import { ownSources, type Source } from './sources.ts';

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
 * Says whose an unknown address is. Linked to a contact, or made one, all that waited for it becomes interactions at once. Ignored or
 * private, what waited for it alone is deleted: nothing of it is kept but that its messages were read.
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
    await settleWaiting(tx, decisionId);
    return { decisionId, contact: null, interactions: 0 };
  }
  const isLink = decision.action === 'link';
  const contact = isLink ? await linkTo(tx, decision.contactId, address) : await create(tx, decision, address);
  const decisionId = await keepDecision(tx, 'address', address, isLink ? 'linked' : 'created', contact.id);
  const { interactions } = await settleWaiting(tx, decisionId);
  return { decisionId, contact, interactions };
}

async function linkTo(tx: WorkspaceTransaction, contactId: string, address: string): Promise<Named> {
  const { id, name, points } = await contacts.get(tx, contactId);
  const own = points.map(({ kind, value, label }) => ({ kind, value, label }));
  if (!own.some(({ kind, value }) => kind === 'email' && value.toLowerCase() === address))
    await contacts.change(
      tx,
      id,
      undefined,
      { points: [...own, { kind: 'email', value: address, label: null }] },
      { reason: 'They write from this address' },
    );
  return { id, name };
}

async function create(tx: WorkspaceTransaction, decision: NewPerson, address: string): Promise<Named> {
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
  return { id, name };
}

async function keepDecision(
  tx: WorkspaceTransaction,
  scope: 'address' | 'domain',
  value: string,
  choice: 'linked' | 'created' | 'ignored' | 'private',
  contactId?: string,
): Promise<string> {
  const id = randomUUIDv7();
  await tx.raw(
    `update app.address_decisions set undone_at = now()
     where workspace_id = (select app.workspace()) and owner_id = (select app.user_id()) and scope = $1 and value = $2 and undone_at is null`,
    [scope, value],
  );
  await tx.raw(
    `insert into app.address_decisions (id, owner_id, scope, value, choice, contact_id, decided_by)
     values ($1, (select app.user_id()), $2, $3, $4, $5, (select app.user_id()))`,
    [id, scope, value, choice, contactId ?? null],
  );
  return id;
}

/** Items settled at once: bounds memory however much waits. */
const mostAtOnce = 1_000;

/**
 * Looks at all of the acting person's waiting items again and gives a place to those whose people are known by now, or nobody's business:
 * after a decision, and after contacts came from elsewhere.
 *
 * @returns how many interactions came about or found one more of their people
 */
export async function settleWaiting(tx: WorkspaceTransaction, decisionId?: string): Promise<{ interactions: number }> {
  await lockCapture(tx);
  const sources = new Map((await ownSources(tx)).map((source) => [source.id, source]));
  let interactions = 0;
  interactions += await addLateParticipants(tx);
  for (let isDone = false; !isDone; ) {
    const waiting = await tx.raw<{ source_id: string; facts: CapturedItem }>(
      `with settled as (
         select a.source_id, a.item_key, a.address from app.waiting_addresses a
         where a.workspace_id = (select app.workspace()) and (exists (
             select from app.contact_points p join app.contacts c on c.workspace_id = p.workspace_id and c.id = p.contact_id and c.deleted_at is null
             where p.workspace_id = a.workspace_id and p.kind = 'email' and p.value_key = a.address)
           or exists (
             select from app.address_decisions d where d.workspace_id = a.workspace_id and d.undone_at is null and d.choice in ('ignored', 'private', 'excluded')
               and ((d.scope = 'address' and d.value = a.address) or (d.scope = 'domain' and d.value = a.domain))))),
       taken as (select distinct source_id, item_key from settled order by 1, 2 limit ${mostAtOnce}),
       -- of an interaction that others brought about, only who is settled stops waiting
       addresses as (
         delete from app.waiting_addresses a using taken
         where a.workspace_id = (select app.workspace()) and a.source_id = taken.source_id and a.item_key = taken.item_key and (
           exists (select from app.waiting_items w where w.workspace_id = a.workspace_id and w.source_id = a.source_id and w.item_key = a.item_key)
           or exists (select from settled s where s.source_id = a.source_id and s.item_key = a.item_key and s.address = a.address))),
       items as (
         delete from app.waiting_items w using taken where w.workspace_id = (select app.workspace()) and w.source_id = taken.source_id and w.item_key = taken.item_key
         returning w.source_id, w.facts)
       select taken.source_id, items.facts from taken left join items on items.source_id = taken.source_id and items.facts ->> 'itemKey' = taken.item_key::text`,
    );
    isDone = waiting.length < mostAtOnce;
    for (const [sourceId, group] of Map.groupBy(waiting, ({ source_id }) => source_id)) {
      const source = sources.get(sourceId);
      const items = group.flatMap(({ facts }) => facts ?? []);
      if (source && items.length > 0) interactions += await settle(tx, source, items, decisionId);
    }
  }
  return { interactions };
}

async function settle(
  tx: WorkspaceTransaction,
  source: Source,
  items: readonly CapturedItem[],
  decisionId: string | undefined,
): Promise<number> {
  const written = await placeItems(tx, source, items);
  const { placed, created } = written;
  await keepProposals(tx, source, written);
  await moveFates(tx, source.id, placed, decisionId);
  if (created.length > 0) await tx.raw('select app.refold_interactions($1)', [created]);
  return created.length;
}

async function moveFates(
  tx: WorkspaceTransaction,
  sourceId: string,
  placed: ReadonlyMap<string, Placed>,
  decisionId: string | undefined,
): Promise<void> {
  const moved = [...placed].filter(([, { fate }]) => fate !== ('waiting' satisfies Fate));
  if (moved.length === 0) return;
  await tx.raw(
    `update app.capture_reads r set fate = said.fate, reason = said.reason, decision_id = $2
     from unnest($3::uuid[], $4::text[], $5::text[]) as said (key, fate, reason)
     where r.workspace_id = (select app.workspace()) and r.source_id = $1 and r.item_key = said.key`,
    [
      sourceId,
      decisionId ?? null,
      moved.map(([key]) => key),
      moved.map(([, { fate }]) => fate),
      moved.map(([, { reason }]) => reason ?? null),
    ],
  );
}

/** People of interactions that others in them had brought about already. @returns how many interactions found one more of theirs */
async function addLateParticipants(tx: WorkspaceTransaction): Promise<number> {
  const rows = await tx.raw<{ id: string }>(
    `with late as (
       select distinct on (i.id, c.id) i.id as interaction_id, c.id as contact_id, a.role, i.occurred_at
       from app.waiting_addresses a
       join app.captured_items k on k.workspace_id = a.workspace_id and k.item_key = a.item_key and k.interaction_id is not null
       join app.interactions i on i.workspace_id = a.workspace_id and i.id = k.interaction_id
       join app.contact_points p on p.workspace_id = a.workspace_id and p.kind = 'email' and p.value_key = a.address
       join app.contacts c on c.workspace_id = p.workspace_id and c.id = p.contact_id and c.deleted_at is null
       where a.workspace_id = (select app.workspace()) and i.contact_id is distinct from c.id and not exists (
         select from app.interaction_participants q where q.workspace_id = i.workspace_id and q.interaction_id = i.id and q.contact_id = c.id)
       order by i.id, c.id, c.recorded_at)
     insert into app.interaction_participants (interaction_id, position, role, contact_id, occurred_at)
     select late.interaction_id, coalesce((select max(p.position) from app.interaction_participants p where p.workspace_id = (select app.workspace()) and p.interaction_id = late.interaction_id), -1)
         + row_number() over (partition by late.interaction_id order by late.contact_id),
       late.role, late.contact_id, late.occurred_at
     from late returning interaction_id as id`,
  );
  const moved = [...new Set(rows.map(({ id }) => id))];
  if (moved.length > 0) await tx.raw('select app.refold_interactions($1)', [moved]);
  return moved.length;
}
