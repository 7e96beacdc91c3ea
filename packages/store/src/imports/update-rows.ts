import type { WorkspaceTransaction } from '../engine/index.ts';
import { type Cell, stageRows } from '../records/staging.ts';
import { cellOf } from './column-values.ts';
import { columnsOfKind, type StoredKind, storedKinds } from './stored-kinds.ts';

/** Writes the given values of every imported column to records of one kind, set-wise; each counts as a new version. */
export async function updateRows(
  tx: WorkspaceTransaction,
  kind: StoredKind,
  rows: readonly { id: string; values: ReadonlyMap<string, unknown> }[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = columnsOfKind(kind);
  const names = columns.map(({ name }) => name);
  const cells = rows.map(({ id, values }): Cell[] => [id, ...columns.map(({ name, type }) => cellOf(type, values.get(name)))]);
  const { table } = storedKinds[kind];
  const staged = await stageRows(tx, table, ['id', ...names], cells);
  await tx.raw(`analyze pg_temp.${staged}`);
  await tx.raw(
    `update ${table} record set ${names.map((name) => `${name} = said.${name}`).join(', ')}, version = record.version + 1, updated_at = now()
     from pg_temp.${staged} said where record.workspace_id = (select app.workspace()) and record.id = said.id`,
  );
}
