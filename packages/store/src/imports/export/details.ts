import type { ContactPoint, DealContact, DealLine } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import type { StoredKind } from '../stored-kinds.ts';
import { pendingRefs } from './pending.ts';
import type { ExportReferences } from './references.ts';
import type { StoredRow } from './stored-row.ts';

/** Sets that belong to records: a contact's addresses, a deal's buying group and lines. */
export interface Details {
  listOf(row: StoredRow, field: string): readonly unknown[];
}

export async function detailsOf(
  tx: WorkspaceTransaction,
  kind: StoredKind,
  rows: readonly StoredRow[],
  references: ExportReferences,
): Promise<Details> {
  if (kind === 'contacts') return pointsOf(tx, rows);
  if (kind === 'deals') return dealDetails(tx, rows, references);
  return { listOf: () => [] };
}

async function pointsOf(tx: WorkspaceTransaction, rows: readonly StoredRow[]): Promise<Details> {
  const points = await tx.raw<{ contact_id: string; kind: ContactPoint['kind']; value: string; label: string | null }>(
    `select contact_id, kind, value, label from app.contact_points where contact_id = any ($1::uuid[]) order by kind, position, value_key collate "C"`,
    [rows.map(({ id }) => id)],
  );
  const byContact = Map.groupBy(points, ({ contact_id }) => contact_id);
  return {
    listOf: ({ id }): ContactPoint[] =>
      (byContact.get(id) ?? []).map(({ kind, value, label }) => ({ kind, value, ...(label !== null && { label }) })),
  };
}

async function dealDetails(tx: WorkspaceTransaction, rows: readonly StoredRow[], references: ExportReferences): Promise<Details> {
  const ids = rows.map(({ id }) => id);
  const members = await tx.raw<{ deal_id: string; contact_id: string; role: string | null; is_primary: boolean }>(
    'select deal_id, contact_id, role, is_primary from app.buying_group where deal_id = any ($1::uuid[])',
    [ids],
  );
  const lines = await tx.raw<{
    deal_id: string;
    product_id: string;
    quantity: string | null;
    unit_price_minor: number | null;
    amount_minor: number | null;
  }>(
    'select deal_id, product_id, quantity, unit_price_minor, amount_minor from app.deal_lines where deal_id = any ($1::uuid[]) order by position, id',
    [ids],
  );
  const pending = await pendingRefs(tx, ids);
  await references.load(
    tx,
    'contacts',
    members.map(({ contact_id }) => contact_id),
  );
  await references.load(
    tx,
    'products',
    lines.map(({ product_id }) => product_id),
  );
  await references.load(
    tx,
    'products',
    rows.map((row) => row['product_id'] as string | null),
  );
  const membersOf = Map.groupBy(members, ({ deal_id }) => deal_id);
  const linesOf = Map.groupBy(lines, ({ deal_id }) => deal_id);
  return { listOf: (row, field) => (field === 'contacts' ? contacts(row) : dealLines(row)) };

  function contacts(row: StoredRow): DealContact[] {
    const known = (membersOf.get(row.id) ?? []).flatMap(({ contact_id, role, is_primary }): DealContact[] => {
      const contact = references.to(contact_id, row.export_system);
      return contact ? [{ contact, ...(role !== null && { role }), isPrimary: is_primary }] : [];
    });
    const waiting = pending.of(row.id, 'contacts', row.export_system).map(({ ref, more }) => ({ contact: ref, ...more }) as DealContact);
    return [...known, ...waiting].sort(
      (a, b) => Number(b.isPrimary ?? false) - Number(a.isPrimary ?? false) || compare(a.contact.key, b.contact.key),
    );
  }

  function dealLines(row: StoredRow): DealLine[] {
    const known = (linesOf.get(row.id) ?? []).flatMap(({ product_id, quantity, unit_price_minor, amount_minor }): DealLine[] => {
      const product = references.to(product_id, row.export_system);
      if (!product) return [];
      return [
        {
          product,
          ...(quantity !== null && { quantity: Number(quantity) }),
          ...(unit_price_minor !== null && { unitPriceMinor: unit_price_minor }),
          ...(amount_minor !== null && { amountMinor: amount_minor }),
        },
      ];
    });
    const waiting = pending
      .of(row.id, 'lines', row.export_system)
      .map(({ ref, more: { position: _, ...more } }) => ({ product: ref, ...more }));
    if (known.length + waiting.length > 0) return [...known, ...waiting];
    const product = references.to(row['product_id'] as string | null, row.export_system);
    return product ? [{ product }] : [];
  }
}

const compare = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0);
