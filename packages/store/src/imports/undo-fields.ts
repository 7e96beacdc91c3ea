import { isDeepStrictEqual } from 'node:util';
import { nameKey } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { type ChangeRow, writeChanges } from './change-rows.ts';
import { canonical } from './column-values.ts';
import { type Column, camel, columnsOfKind, isStored, type StoredKind, storedKinds } from './stored-kinds.ts';
import type { ImportConflict } from './types.ts';
import { restoreSets, type SetField, setFields } from './undo-sets.ts';
import { updateRows } from './update-rows.ts';

interface Written {
  readonly kind: StoredKind;
  readonly id: string;
  readonly field: string;
  /** What stood there before the import, and what it left. */
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * Gives fields of records that were there before the import their earlier values back, where they still are what it wrote. Columns that
 * only make sense together (an amount and its currency) go back together or not at all.
 */
export async function restoreFields(
  tx: WorkspaceTransaction,
  importId: string,
): Promise<{ restored: number; conflicts: ImportConflict[] }> {
  const conflicts: ImportConflict[] = [];
  const changes: ChangeRow[] = [];
  for (const [kind, written] of Map.groupBy(await writtenBy(tx, importId), (one) => one.kind)) {
    const sets = written.filter(({ field }) => setFields.has(field as SetField));
    const plain = written.filter(({ field }) => !setFields.has(field as SetField));
    await restorePlain(tx, importId, kind, plain, changes, conflicts);
    await restoreSets(tx, importId, kind, sets, changes, conflicts);
  }
  await writeChanges(tx, changes);
  return { restored: changes.length, conflicts };
}

async function writtenBy(tx: WorkspaceTransaction, importId: string): Promise<Written[]> {
  const rows = await tx.raw<{ record_kind: string; record_id: string; field: string; told: [from: unknown, to: unknown][] }>(
    `select record_kind, record_id, field, jsonb_agg(jsonb_build_array(from_value, to_value) order by recorded_at) as told
     from app.changes change where import_id = $1 and source = 'import' and field <> 'deletedAt'
       and not exists (select from app.import_rows row where row.import_id = $1 and row.record_id = change.id and row.outcome = 'created')
     group by record_kind, record_id, field order by record_kind, record_id, field`,
    [importId],
  );
  return rows.flatMap(({ record_kind: kind, record_id: id, field, told }) => {
    if (!isStored(kind)) return [];
    // Rows that met in one import make a chain: its ends count.
    const first = told.find(([from]) => !told.some(([, to]) => isDeepStrictEqual(to, from))) ?? told[0];
    const last = told.find(([, to]) => !told.some(([from]) => isDeepStrictEqual(from, to))) ?? told.at(-1);
    return [{ kind, id, field, from: first?.[0] ?? null, to: last?.[1] ?? null }];
  });
}

async function restorePlain(
  tx: WorkspaceTransaction,
  importId: string,
  kind: StoredKind,
  written: readonly Written[],
  changes: ChangeRow[],
  conflicts: ImportConflict[],
): Promise<void> {
  if (written.length === 0) return;
  const columns = columnsOfKind(kind);
  const byField = new Map(columns.map((column) => [camel(column.name), column]));
  const byRecord = Map.groupBy(written, ({ id }) => id);
  const current = await tx.raw<Record<string, unknown> & { id: string }>(
    `select * from ${storedKinds[kind].table} where id = any ($1::uuid[]) and deleted_at is null for update`,
    [[...byRecord.keys()]],
  );
  const now = new Date().toISOString();
  const restored: { id: string; values: Map<string, unknown> }[] = [];
  const moved: { id: string; accountId: unknown }[] = [];
  for (const row of current) {
    const values = new Map<string, unknown>(columns.map(({ name, type }) => [name, canonical(type, row[name])]));
    const told = (byRecord.get(row.id) ?? []).flatMap((one) => {
      const column = byField.get(one.field);
      return column ? [{ ...one, column, nowIs: values.get(column.name) }] : [];
    });
    const stay = new Set(told.filter(isConflict).map(({ column }) => unitOf(column)));
    let isRestored = false;
    for (const one of told) {
      const { column, from, to, field, nowIs } = one;
      if (isDeepStrictEqual(nowIs, canonical(column.type, from))) continue;
      if (stay.has(unitOf(column))) {
        conflicts.push({ kind, id: row.id, name: row['name'] as string | undefined, field, importWrote: to, nowIs, wouldBe: from });
        continue;
      }
      isRestored = true;
      values.set(column.name, canonical(column.type, from));
      if (column.name === 'name' && values.has('name_key')) values.set('name_key', nameKey(from as string));
      if (kind === 'contacts' && column.name === 'account_id') moved.push({ id: row.id, accountId: from });
      changes.push({ kind, recordId: row.id, field, from: nowIs, to: from, occurredAt: now, importId, line: 0, isUndo: true });
    }
    if (isRestored) restored.push({ id: row.id, values });
  }
  await updateRows(tx, kind, restored);
  await restoreEmployments(tx, importId, moved);
}

function isConflict({ nowIs, from, to, column }: Written & { nowIs: unknown; column: Column }): boolean {
  return !isDeepStrictEqual(nowIs, canonical(column.type, to)) && !isDeepStrictEqual(nowIs, canonical(column.type, from));
}

/** Columns of one unit are restored together. */
function unitOf({ name }: Column): string {
  if (name === 'closed_at' || name === 'stage_id' || name === 'pipeline_id') return 'status';
  return name.replace(/_(minor|currency)$/, '').replace(/^currency$/, 'amount');
}

async function restoreEmployments(
  tx: WorkspaceTransaction,
  importId: string,
  moved: readonly { id: string; accountId: unknown }[],
): Promise<void> {
  if (moved.length === 0) return;
  const ids = moved.map(({ id }) => id);
  await tx.raw('delete from app.employments where import_id = $1 and contact_id = any ($2::uuid[])', [importId, ids]);
  await tx.raw(
    `update app.employments employment set ended_on = null
     from unnest($1::uuid[], $2::uuid[]) as back (contact_id, account_id)
     where employment.contact_id = back.contact_id and employment.account_id = back.account_id and employment.is_primary and employment.ended_on =
       (select max(ended_on) from app.employments last where last.contact_id = back.contact_id and last.account_id = back.account_id)`,
    [ids, moved.map(({ accountId }) => accountId)],
  );
}
