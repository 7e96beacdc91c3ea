import type { DealRecord, ImportRecord, NeedRecord, NextStepRecord, Ref } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { fingerprintOf, recordId } from '../records/record-id.ts';
import { insertRows } from '../records/staging.ts';
import type { ChangeRow } from './change-rows.ts';
import type { ImportContext, ImportRow } from './import-context.ts';
import type { MergingRow } from './merging-row.ts';
import { keepPendingReferences, type PendingReference } from './pending-references.ts';

/** The buying group and the lines of deals, each a set: what the source adds is added, what it took away is taken away. */
export async function writeDealDetails(
  tx: WorkspaceTransaction,
  context: ImportContext,
  rows: readonly MergingRow[],
  changes: ChangeRow[],
): Promise<void> {
  const pending: PendingReference[] = [];
  await writeBuyingGroup(
    tx,
    context,
    rows.filter(({ manner, changed }) => manner === 'create' || changed.includes('contacts')),
    changes,
    pending,
  );
  await writeLines(
    tx,
    context,
    rows.filter(({ manner, changed }) => manner === 'create' || changed.includes('lines')),
    changes,
    pending,
  );
  await keepPendingReferences(tx, context, 'deals', [], pending);
}

async function writeBuyingGroup(
  tx: WorkspaceTransaction,
  context: ImportContext,
  rows: readonly MergingRow[],
  changes: ChangeRow[],
  pending: PendingReference[],
): Promise<void> {
  const members: { row: MergingRow; id: string; contactId: string; role: string | undefined; isPrimary: boolean }[] = [];
  const gone: { id: string; contactId: string }[] = [];
  for (const row of rows) {
    const deal = row.record as unknown as DealRecord;
    const accountId = context.links.idOf('accounts', row.source, deal.account);
    const idOf = (ref: Ref) => context.links.idOf('contacts', row.source, ref, accountId);
    const now = new Map<string, (typeof members)[number]>();
    const someoneLeads = deal.contacts.some(({ isPrimary }) => isPrimary);
    for (const [position, { contact, role, isPrimary }] of deal.contacts.entries()) {
      const contactId = idOf(contact);
      const leads = isPrimary ?? (!someoneLeads && position === 0);
      if (contactId === undefined)
        pending.push({
          recordId: row.id,
          field: 'contacts',
          source: row.source,
          target: 'contacts',
          ref: contact,
          details: { role, isPrimary: leads },
        });
      else if (!now.has(contactId)) now.set(contactId, { row, id: row.id, contactId, role, isPrimary: leads });
    }
    members.push(...now.values());
    for (const { contact } of (row.lastSeen['contacts'] ?? []) as DealRecord['contacts']) {
      const contactId = idOf(contact);
      if (contactId !== undefined && !now.has(contactId)) gone.push({ id: row.id, contactId });
    }
  }
  const known = rows.filter(({ manner }) => manner !== 'create');
  const before = await groupsOf(tx, known);
  if (gone.length > 0)
    await tx.raw(
      `delete from app.buying_group member using unnest($1::uuid[], $2::uuid[]) as gone (deal_id, contact_id)
       where member.deal_id = gone.deal_id and member.contact_id = gone.contact_id`,
      [gone.map(({ id }) => id), gone.map(({ contactId }) => contactId)],
    );
  await insertRows(
    tx,
    'app.buying_group',
    ['deal_id', 'contact_id', 'role', 'is_primary', 'import_id'],
    members.map(({ id, contactId, role, isPrimary }) => [id, contactId, role, isPrimary, context.importId]),
    'on conflict (workspace_id, deal_id, contact_id) do update set role = coalesce(excluded.role, buying_group.role), is_primary = excluded.is_primary',
  );
  tellDifferences(context, known, 'contacts', before, await groupsOf(tx, known), changes);
}

/** Buying groups as `changes` shows them, as JSON text. */
export async function groupsOf(tx: WorkspaceTransaction, rows: readonly { readonly id: string }[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const groups = await tx.raw<{ deal_id: string; members: string }>(
    `select deal_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('contactId', contact_id, 'role', role, 'isPrimary', is_primary)) order by contact_id)::text as members
     from app.buying_group where deal_id = any ($1::uuid[]) group by deal_id`,
    [rows.map(({ id }) => id)],
  );
  return new Map(groups.map(({ deal_id, members }) => [deal_id, members]));
}

async function writeLines(
  tx: WorkspaceTransaction,
  context: ImportContext,
  rows: readonly MergingRow[],
  changes: ChangeRow[],
  pending: PendingReference[],
): Promise<void> {
  if (rows.length === 0) return;
  const known = rows.filter(({ manner }) => manner !== 'create');
  const before = await linesOf(tx, known);
  // Also those of a deal that comes back after an undo.
  await tx.raw('delete from app.deal_lines where deal_id = any ($1::uuid[])', [rows.map(({ id }) => id)]);
  await insertRows(
    tx,
    'app.deal_lines',
    ['id', 'deal_id', 'product_id', 'position', 'quantity', 'unit_price_minor', 'amount_minor', 'import_id'],
    rows.flatMap(({ id, record, source }) =>
      (record as unknown as DealRecord).lines.flatMap(({ product, quantity, unitPriceMinor, amountMinor }, position) => {
        const productId = context.links.idOf('products', source, product);
        if (productId === undefined) {
          pending.push({
            recordId: id,
            field: 'lines',
            source,
            target: 'products',
            ref: product,
            details: { position, quantity, unitPriceMinor, amountMinor },
          });
          return [];
        }
        return [
          [
            recordId('line', id, String(position), context.bornMillis),
            id,
            productId,
            position,
            quantity,
            unitPriceMinor,
            amountMinor,
            context.importId,
          ],
        ];
      }),
    ),
  );
  tellDifferences(context, known, 'lines', before, await linesOf(tx, known), changes);
}

/** Lines of deals as `changes` shows them, as JSON text. */
export async function linesOf(tx: WorkspaceTransaction, rows: readonly { readonly id: string }[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const lines = await tx.raw<{ deal_id: string; lines: string }>(
    `select deal_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('productId', product_id, 'quantity', quantity, 'unitPriceMinor', unit_price_minor,
       'amountMinor', amount_minor)) order by position)::text as lines
     from app.deal_lines where deal_id = any ($1::uuid[]) group by deal_id`,
    [rows.map(({ id }) => id)],
  );
  return new Map(lines.map(({ deal_id, lines: list }) => [deal_id, list]));
}

function tellDifferences(
  context: ImportContext,
  rows: readonly MergingRow[],
  field: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  changes: ChangeRow[],
): void {
  for (const row of rows) {
    const from = before.get(row.id) ?? '[]';
    const to = after.get(row.id) ?? '[]';
    if (from === to) continue;
    row.isChanged = true;
    changes.push({
      kind: 'deals',
      recordId: row.id,
      field,
      from: JSON.parse(from),
      to: JSON.parse(to),
      occurredAt: context.changedAt,
      importId: context.importId,
      line: row.line,
    });
  }
}

/** Next steps and needs that deals carry as columns are records of their own here. */
export function recordsWithinDeals(rows: readonly MergingRow[]): { nextSteps: ImportRow[]; needs: ImportRow[] } {
  const nextSteps: ImportRow[] = [];
  const needs: ImportRow[] = [];
  for (const { line, source, record, lastSeen } of rows) {
    const deal = record as unknown as DealRecord;
    const said = lastSeen as Partial<DealRecord>;
    const what = deal.nextStep ?? said.nextStep;
    const isOpen = deal.status === 'open' && deal.nextStep !== undefined;
    if (what !== undefined && (isOpen || said.nextStep !== undefined)) {
      const due = deal.nextStepDueOn ?? said.nextStepDueOn;
      const step: NextStepRecord = {
        kind: 'nextSteps',
        key: `deal/${deal.key}`,
        what,
        promisedBy: 'us',
        status: isOpen ? 'open' : 'dropped',
        deal: { key: deal.key },
        ...(deal.owner && { user: deal.owner }),
        ...(due !== undefined && { dueOn: due }),
      };
      nextSteps.push(rowOf(line, source, step));
    }
    if (deal.need !== undefined) {
      const need: NeedRecord = { kind: 'needs', key: `deal/${deal.key}`, words: deal.need, deal: { key: deal.key } };
      needs.push(rowOf(line, source, need));
    }
  }
  return { nextSteps, needs };
}

function rowOf(line: number, source: ImportRow['source'], record: ImportRecord): ImportRow {
  return { line, source, record: record as ImportRow['record'], fingerprint: fingerprintOf(record) };
}
