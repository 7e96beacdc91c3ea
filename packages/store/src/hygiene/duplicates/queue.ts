import type { WorkspaceTransaction } from '../../engine/index.ts';
import type { MergeKind } from '../merging/index.ts';

/** Records that were written since they were last compared, the oldest first, taken out of the queue; another worker skips them. */
export async function takeQueued(tx: WorkspaceTransaction, limit: number): Promise<{ kind: MergeKind; id: string }[]> {
  return tx.raw<{ kind: MergeKind; id: string }>(
    `with taken as (select record_kind, record_id from app.duplicate_queue where workspace_id = (select app.workspace()) order by recorded_at, record_id limit $1 for update skip locked)
     delete from app.duplicate_queue q using taken where q.workspace_id = (select app.workspace()) and q.record_kind = taken.record_kind and q.record_id = taken.record_id
     returning q.record_kind as kind, q.record_id as id`,
    [limit],
  );
}

/** A scan of all records of a kind compares those in the queue too. */
export async function clearQueue(tx: WorkspaceTransaction, kind: MergeKind, before: string): Promise<void> {
  await tx.raw(
    `delete from app.duplicate_queue where workspace_id = (select app.workspace()) and record_kind = $1 and recorded_at < $2::timestamptz`,
    [kind, before],
  );
}

export async function isAnythingQueued(tx: WorkspaceTransaction): Promise<boolean> {
  return (await tx.raw(`select from app.duplicate_queue where workspace_id = (select app.workspace()) limit 1`)).length > 0;
}
