import { isDeepStrictEqual } from 'node:util';
import { pointKey } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import type { ChangeRow } from './change-rows.ts';
import { pointsOf } from './contact-details.ts';
import { groupsOf, linesOf } from './deal-details.ts';
import type { StoredKind } from './stored-kinds.ts';
import type { ImportConflict } from './types.ts';

export type SetField = 'points' | 'contacts' | 'lines';
/** Fields of the history whose value is a whole set. */
export const setFields: ReadonlySet<SetField> = new Set(['points', 'contacts', 'lines']);

interface WrittenSet {
  readonly id: string;
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Addresses, buying groups and lines go back as a whole where they still are what the import left. */
export async function restoreSets(
  tx: WorkspaceTransaction,
  importId: string,
  kind: StoredKind,
  written: readonly WrittenSet[],
  changes: ChangeRow[],
  conflicts: ImportConflict[],
): Promise<void> {
  for (const [field, ones] of Map.groupBy(written, (one) => one.field as SetField)) {
    const current = await currentOf(tx, field, ones);
    const back: { id: string; list: unknown }[] = [];
    for (const { id, from, to } of ones) {
      const nowIs = current.get(id) ?? [];
      const wouldBe = from ?? [];
      if (isDeepStrictEqual(nowIs, wouldBe)) continue;
      if (!isDeepStrictEqual(nowIs, to ?? [])) {
        conflicts.push({ kind, id, field, importWrote: to, nowIs, wouldBe });
        continue;
      }
      back.push({ id, list: wouldBe });
      changes.push({
        kind,
        recordId: id,
        field,
        from: nowIs,
        to: wouldBe,
        occurredAt: new Date().toISOString(),
        importId,
        line: 0,
        isUndo: true,
      });
    }
    if (back.length > 0) await put[field](tx, back);
  }
}

async function currentOf(
  tx: WorkspaceTransaction,
  field: SetField,
  ones: readonly { id: string }[],
): Promise<ReadonlyMap<string, unknown>> {
  if (field === 'points') return pointsOf(tx, ones);
  const texts = await (field === 'contacts' ? groupsOf : linesOf)(tx, ones);
  return new Map([...texts].map(([id, text]) => [id, JSON.parse(text)]));
}

type Back = readonly { readonly id: string; readonly list: unknown }[];

const put: Readonly<Record<SetField, (tx: WorkspaceTransaction, back: Back) => Promise<void>>> = {
  async points(tx, back) {
    const points = back.flatMap(({ id, list }) =>
      (list as { kind: string; value: string; label?: string }[]).map((point, position) => ({
        id,
        position,
        ...point,
        key: pointKey(point.kind, point.value),
      })),
    );
    await tx.raw('delete from app.contact_points where contact_id = any ($1::uuid[])', [back.map(({ id }) => id)]);
    await tx.raw(
      `insert into app.contact_points (id, contact_id, kind, value, value_key, label, position)
       select gen_random_uuid(), id, kind, value, key, label, position
       from jsonb_to_recordset($1::jsonb) as point (id uuid, kind text, value text, key text, label text, position smallint) on conflict do nothing`,
      [JSON.stringify(points)],
    );
  },
  async contacts(tx, back) {
    const members = back.flatMap(({ id, list }) => (list as object[]).map((member) => ({ id, ...member })));
    await tx.raw('delete from app.buying_group where deal_id = any ($1::uuid[])', [back.map(({ id }) => id)]);
    await tx.raw(
      `insert into app.buying_group (deal_id, contact_id, role, is_primary)
       select id, "contactId", role, "isPrimary" from jsonb_to_recordset($1::jsonb) as member (id uuid, "contactId" uuid, role text, "isPrimary" boolean)`,
      [JSON.stringify(members)],
    );
  },
  async lines(tx, back) {
    const lines = back.flatMap(({ id, list }) => (list as object[]).map((line, position) => ({ id, position, ...line })));
    await tx.raw('delete from app.deal_lines where deal_id = any ($1::uuid[])', [back.map(({ id }) => id)]);
    await tx.raw(
      `insert into app.deal_lines (id, deal_id, product_id, position, quantity, unit_price_minor, amount_minor)
       select gen_random_uuid(), id, "productId", position, quantity, "unitPriceMinor", "amountMinor"
       from jsonb_to_recordset($1::jsonb) as line (id uuid, "productId" uuid, position smallint, quantity numeric, "unitPriceMinor" bigint, "amountMinor" bigint)`,
      [JSON.stringify(lines)],
    );
  },
};
