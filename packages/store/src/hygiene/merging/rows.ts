import type { WorkspaceTransaction } from '../../engine/index.ts';
import type { MergedKind } from './kinds.ts';

/** A record as its table has it: column to JSON value. */
export type RecordRow = Readonly<Record<string, unknown>> & { readonly id: string; readonly name: string };

/** The records in the order of their ids given; those that are not here are missing. `isLocked` keeps others from writing them meanwhile. */
export async function readRows(
  tx: WorkspaceTransaction,
  { room }: MergedKind,
  ids: readonly string[],
  { isLocked = false }: { isLocked?: boolean } = {},
): Promise<RecordRow[]> {
  const rows = await tx.raw<{ row: RecordRow }>(
    `select to_jsonb(r) - 'search_text' as row from ${room.table} r
     where r.workspace_id = (select app.workspace()) and r.id = any ($1::uuid[]) order by r.id${isLocked ? ' for update' : ''}`,
    [ids],
  );
  const byId = new Map(rows.map(({ row }) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Writes columns of one record as they stand in JSON; without any it becomes a new version all the same. */
export async function writeColumns(
  tx: WorkspaceTransaction,
  table: string,
  id: string,
  columns: Readonly<Record<string, unknown>>,
): Promise<void> {
  const names = Object.keys(columns);
  const values = names.map((name) => `p.${name}`).join(', ');
  await tx.raw(
    `update ${table} r set version = r.version + 1, updated_at = now()
       ${names.length === 0 ? '' : `, (${names.join(', ')}) = (select ${values} from jsonb_populate_record(null::${table}, $2::jsonb) p)`}
     where r.workspace_id = (select app.workspace()) and r.id = $1`,
    names.length === 0 ? [id] : [id, JSON.stringify(columns)],
  );
}

/** Nothing is said. */
export const isBlank = (value: unknown) => value === null || value === undefined || value === '';
