import type { WorkspaceTransaction } from '../engine/index.ts';
import { appendChanges, type Circumstances } from './change-log.ts';
import { explainRefusal, Forbidden, NotFound, VersionConflict } from './errors.ts';
import { getRecord } from './get.ts';
import type { FieldChange, OpenRoom, Room, Values } from './room.ts';
import { Statement } from './statement.ts';
import { writtenColumns } from './write-columns.ts';

/**
 * Changes some fields of a record and keeps what they were. Nothing is written, and the version stays, when nothing differs.
 *
 * @param version the version that the writer has seen; undefined: whatever it is now
 * @throws NotFound, Forbidden, InvalidValue, VersionConflict with the record as it is now
 */
export async function changeRecord<T>(
  tx: WorkspaceTransaction,
  room: OpenRoom,
  id: string,
  version: number | undefined,
  patch: Values,
  circumstances: Circumstances = {},
): Promise<T> {
  const before = await lockRecord(tx, room, id, version);
  if (before['deletedAt'] !== null) throw new NotFound(room.one, id);
  const derived = (await room.derive?.(tx, patch, before, circumstances)) ?? {};
  try {
    const after = await update(tx, room, id, patch, derived);
    const changes: FieldChange[] = after ? Object.keys(room.fields).flatMap((field) => difference(field, before[field], after[field])) : [];
    changes.push(...((await room.after?.(tx, id, patch, before)) ?? []));
    if (changes.length > 0 && !after) await touch(tx, room, id);
    await appendChanges(tx, room.kind, id, changes, circumstances);
  } catch (error) {
    throw explainRefusal(error, room.one);
  }
  return getRecord(tx, room, id);
}

/**
 * Locks the record for this transaction and gives its fields as they go into JSON.
 *
 * @throws NotFound, Forbidden when the role may see but not change it, VersionConflict
 */
export async function lockRecord(tx: WorkspaceTransaction, room: OpenRoom, id: string, version: number | undefined): Promise<Values> {
  const statement = new Statement();
  const text = `
    select ${room.written.columns} from ${room.table} r
    where r.workspace_id = (select app.workspace()) and r.id = ${statement.bind(id, 'uuid')} for update`;
  const [row] = await statement.read(tx, text);
  if (!row) {
    await getRecord(tx, room, id);
    throw new Forbidden(`Your role may not change this ${room.one}.`);
  }
  const current = room.written.read(row);
  if (version !== undefined && version !== current['version']) {
    const now = await getRecord<Values>(tx, room, id);
    throw new VersionConflict(
      `This ${room.one} was changed since version ${version}; it is at version ${String(current['version'])} now.`,
      now,
    );
  }
  return current;
}

async function update(tx: WorkspaceTransaction, room: OpenRoom, id: string, patch: Values, derived: Parameters<typeof writtenColumns>[3]) {
  const statement = new Statement();
  const columns = writtenColumns(statement, room, patch, derived);
  if (columns.length === 0) return undefined;
  const set = columns.map(({ column, placeholder }) => `${column} = ${placeholder}`).join(', ');
  const differs = columns.map(({ column, placeholder }) => `r.${column} is distinct from ${placeholder}`).join(' or ');
  const text = `
    update ${room.table} r set ${set}, version = r.version + 1, updated_at = now()
    where r.workspace_id = (select app.workspace()) and r.id = ${statement.bind(id, 'uuid')} and (${differs})
    returning ${room.written.columns}`;
  const [row] = await statement.read(tx, text);
  return row && room.written.read(row);
}

/** What belongs to the record changed, not the record itself. */
async function touch(tx: WorkspaceTransaction, room: Room, id: string): Promise<void> {
  await tx.raw(
    `update ${room.table} set version = version + 1, updated_at = now() where workspace_id = (select app.workspace()) and id = $1`,
    [id],
  );
}

function difference(field: string, from: unknown, to: unknown): FieldChange[] {
  return JSON.stringify(from ?? null) === JSON.stringify(to ?? null) ? [] : [{ field, from, to }];
}
