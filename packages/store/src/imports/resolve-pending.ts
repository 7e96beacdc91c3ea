import type { Ref } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { recordId } from '../records/record-id.ts';
import { type ChangeRow, writeChanges } from './change-rows.ts';
import type { ImportContext } from './import-context.ts';
import { camel, isStored, storedKinds, type TargetKind } from './stored-kinds.ts';

interface Pending {
  readonly record_kind: string;
  readonly record_id: string;
  readonly field: string;
  readonly source: string;
  readonly target_kind: TargetKind;
  readonly reference: Ref & {
    role?: string;
    isPrimary?: boolean;
    position?: number;
    quantity?: number;
    unitPriceMinor?: number;
    amountMinor?: number;
  };
  readonly mark: string;
}

interface Settled extends Pending {
  readonly targetId: string;
}

const pageRows = 5_000;

/**
 * Links what waits for a record that has come meanwhile, whichever import brought it. A parent that only its children name is made, as
 * an owner is; other references go on waiting.
 */
export async function resolvePending(tx: WorkspaceTransaction, context: ImportContext): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await tx.raw<Pending>(
      `select record_kind, record_id, field, source, target_kind, reference, md5(reference::text) as mark
       from app.pending_references pending where record_id > $1::uuid and (
         reference ? 'name' or reference ? 'email' or reference ->> 'key' like '%/%' or exists (
           select from app.external_keys known where known.kind = pending.target_kind and known.source = pending.source and known.key = reference ->> 'key'))
       order by record_id, field limit ${pageRows}`,
      [after],
    );
    const last = page.at(-1);
    if (!last) return;
    // A record's references stay together unless it alone fills the page.
    const whole = page.length < pageRows ? page : page.filter(({ record_id }) => record_id !== last.record_id);
    const pending = whole.length > 0 ? whole : page;
    after = pending.at(-1)?.record_id ?? last.record_id;
    await context.links.settle(tx, (target) =>
      pending
        .filter((one) => one.target_kind === target)
        .map(({ source, reference: ref, field }) => ({ source, ref, mayCreate: field === 'parent' })),
    );
    const settled = pending.flatMap((one): Settled[] => {
      const targetId = context.links.idOf(one.target_kind, one.source, one.reference);
      return targetId === undefined || targetId === one.record_id ? [] : [{ ...one, targetId }];
    });
    await link(tx, context, settled);
    if (page.length < pageRows) return;
  }
}

async function link(tx: WorkspaceTransaction, context: ImportContext, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  const changes: ChangeRow[] = [];
  for (const [place, ones] of Map.groupBy(settled, ({ record_kind, field }) => `${record_kind} ${field}`)) {
    const [kind, field] = place.split(' ') as [string, string];
    if (kind === 'interactions') await linkInteractions(tx, field, ones);
    else if (field === 'contacts') await linkBuyingGroup(tx, context, ones);
    else if (field === 'lines') await linkLines(tx, context, ones);
    else changes.push(...(await linkField(tx, context, kind, field, ones)));
  }
  await writeChanges(tx, changes);
  await tx.raw(
    `delete from app.pending_references pending using unnest($1::uuid[], $2::text[], $3::text[]) as done (id, field, mark)
     where pending.record_id = done.id and pending.field = done.field and md5(pending.reference::text) = done.mark`,
    [settled.map(({ record_id }) => record_id), settled.map(({ field }) => field), settled.map(({ mark }) => mark)],
  );
}

/** Fills the reference where nothing stands. That of a record which this import made is part of its making; else it is a change. */
async function linkField(
  tx: WorkspaceTransaction,
  context: ImportContext,
  kind: string,
  field: string,
  ones: readonly Settled[],
): Promise<ChangeRow[]> {
  if (!isStored(kind)) return [];
  const { table, fields } = storedKinds[kind];
  const column = fields.get(field)?.columns[0]?.name;
  if (column === undefined) return [];
  const linked = await tx.raw<{ id: string; import_id: string | null }>(
    `update ${table} record set ${column} = said.target, version = version + case when import_id is distinct from $3::uuid then 1 else 0 end, updated_at = now()
     from unnest($1::uuid[], $2::uuid[]) as said (id, target) where record.id = said.id and record.${column} is null returning record.id, record.import_id`,
    [ones.map(({ record_id }) => record_id), ones.map(({ targetId }) => targetId), context.importId],
  );
  if (kind === 'contacts' && field === 'account')
    await openEmployments(
      tx,
      context,
      linked.map(({ id }) => id),
    );
  const targets = new Map(ones.map(({ record_id, targetId }) => [record_id, targetId]));
  return linked
    .filter(({ import_id }) => import_id !== context.importId)
    .map(({ id }) => ({
      kind,
      recordId: id,
      field: camel(column),
      from: null,
      to: targets.get(id),
      occurredAt: context.changedAt,
      importId: context.importId,
      line: 0,
    }));
}

async function openEmployments(tx: WorkspaceTransaction, context: ImportContext, contactIds: readonly string[]): Promise<void> {
  const contacts = await tx.raw<{ id: string; account_id: string; title: string | null }>(
    `select id, account_id, title from app.contacts contact where id = any ($1::uuid[]) and account_id is not null
       and not exists (select from app.employments where contact_id = contact.id and is_primary and ended_on is null)`,
    [contactIds],
  );
  await tx.raw(
    `insert into app.employments (id, contact_id, account_id, title, import_id)
     select id, contact, account, title, $5 from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) as new (id, contact, account, title) on conflict do nothing`,
    [
      contacts.map(({ id, account_id }) => recordId('employment', id, account_id, context.bornMillis)),
      contacts.map(({ id }) => id),
      contacts.map(({ account_id }) => account_id),
      contacts.map(({ title }) => title),
      context.importId,
    ],
  );
}

async function linkInteractions(tx: WorkspaceTransaction, field: string, ones: readonly Settled[]): Promise<void> {
  const links = ones.map(({ record_id, targetId, reference }) =>
    field === 'participants'
      ? { id: record_id, contact_id: targetId, participant: reference.email ?? reference.name ?? reference.key }
      : { id: record_id, [`${field}_id`]: targetId },
  );
  await tx.raw('select app.link_interactions($1::jsonb)', [JSON.stringify(links)]);
}

async function linkBuyingGroup(tx: WorkspaceTransaction, context: ImportContext, ones: readonly Settled[]): Promise<void> {
  await tx.raw(
    `insert into app.buying_group (deal_id, contact_id, role, is_primary, import_id)
     select deal, contact, role, coalesce(leads, false), $5 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[]) as new (deal, contact, role, leads)
     on conflict do nothing`,
    [
      ones.map(({ record_id }) => record_id),
      ones.map(({ targetId }) => targetId),
      ones.map(({ reference }) => reference.role ?? null),
      ones.map(({ reference }) => reference.isPrimary ?? null),
      context.importId,
    ],
  );
}

async function linkLines(tx: WorkspaceTransaction, context: ImportContext, ones: readonly Settled[]): Promise<void> {
  await tx.raw(
    `insert into app.deal_lines (id, deal_id, product_id, position, quantity, unit_price_minor, amount_minor, import_id)
     select id, deal, product, position, quantity, price, amount, $8
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::numeric[], $6::bigint[], $7::bigint[]) as new (id, deal, product, position, quantity, price, amount)
     on conflict do nothing`,
    [
      ones.map(({ record_id, reference }) => recordId('line', record_id, String(reference.position ?? 0), context.bornMillis)),
      ones.map(({ record_id }) => record_id),
      ones.map(({ targetId }) => targetId),
      ones.map(({ reference }) => reference.position ?? 0),
      ones.map(({ reference }) => reference.quantity ?? null),
      ones.map(({ reference }) => reference.unitPriceMinor ?? null),
      ones.map(({ reference }) => reference.amountMinor ?? null),
      context.importId,
    ],
  );
}
