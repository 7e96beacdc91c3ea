import type { WorkspaceTransaction } from '../../engine/index.ts';
import type { MergedKind } from './kinds.ts';
import type { RecordRow } from './rows.ts';

/**
 * The records with what their fields said before other merges moved what they point at: what is copied from them, and what they are given
 * back, must follow when those merges are taken back.
 */
export async function asSaid(tx: WorkspaceTransaction, kind: MergedKind, rows: readonly RecordRow[]): Promise<RecordRow[]> {
  if (kind.pointers.size === 0) return [...rows];
  const moved = await tx.raw<{ row_id: string; column_name: string; said_id: string }>(
    `select m.row_id, m.column_name, m.said_id from app.merge_moves m
     join unnest($2::text[], $3::text[]) p (column_name, field) using (column_name)
     join ${kind.room.table} r on r.workspace_id = m.workspace_id and r.id = m.row_id
     where m.workspace_id = (select app.workspace()) and m.table_name = $1 and m.row_id = any ($4::uuid[])
       and to_jsonb(r) ->> m.column_name = m.at_id::text and not app.was_changed_since($1, m.row_id, p.field, m.moved_at)`,
    [kind.kind, [...kind.pointers.keys()].map((field) => kind.columns.get(field)), [...kind.pointers.keys()], rows.map(({ id }) => id)],
  );
  return rows.map((row) => {
    const said = moved.filter(({ row_id }) => row_id === row.id).map(({ column_name, said_id }) => [column_name, said_id]);
    return said.length === 0 ? row : { ...row, ...Object.fromEntries(said) };
  });
}
