import type { WorkspaceTransaction } from '../engine/index.ts';
import { lockRecord } from './change.ts';
import { appendChanges, type Circumstances } from './change-log.ts';
import { explainRefusal } from './errors.ts';
import { getRecord } from './get.ts';
import type { OpenRoom } from './room.ts';

/**
 * Puts a record aside: lists and sums no longer show it, its history stays, and it can be restored. Twice is as good as once.
 *
 * @throws NotFound, Forbidden, VersionConflict
 */
export async function removeRecord(
  tx: WorkspaceTransaction,
  room: OpenRoom,
  id: string,
  version: number | undefined,
  circumstances: Circumstances = {},
): Promise<void> {
  const { deletedAt } = await lockRecord(tx, room, id, version);
  if (deletedAt === null) await setDeleted(tx, room, id, true, circumstances);
}

/** Brings a removed record back as it was. */
export async function restoreRecord<T>(
  tx: WorkspaceTransaction,
  room: OpenRoom,
  id: string,
  circumstances: Circumstances = {},
): Promise<T> {
  const { deletedAt } = await lockRecord(tx, room, id, undefined);
  if (deletedAt !== null) await setDeleted(tx, room, id, false, { ...circumstances }, deletedAt);
  return getRecord(tx, room, id);
}

async function setDeleted(
  tx: WorkspaceTransaction,
  room: OpenRoom,
  id: string,
  isDeleted: boolean,
  circumstances: Circumstances,
  wasDeletedAt: unknown = null,
): Promise<void> {
  try {
    const [row] = await tx.raw<{ deletedAt: string | null }>(
      `update ${room.table} set deleted_at = ${isDeleted ? 'now()' : 'null'}, version = version + 1, updated_at = now()
       where workspace_id = (select app.workspace()) and id = $1 returning app.iso(deleted_at) as "deletedAt"`,
      [id],
    );
    await appendChanges(tx, room.kind, id, [{ field: 'deletedAt', from: wasDeletedAt, to: row?.deletedAt }], circumstances);
  } catch (error) {
    throw explainRefusal(error, room.one);
  }
}
