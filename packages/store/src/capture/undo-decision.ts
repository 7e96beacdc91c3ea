import type { WorkspaceTransaction } from '../engine/index.ts';
import { NotFound } from '../records/index.ts';

/** A folder that is to be read again, because what was forgotten of it can only come from there. */
export interface ToReadAgain {
  readonly sourceId: string;
  readonly folder: string;
  readonly uids: readonly number[];
}

/**
 * Takes back a decision about an unknown person. What was ignored or private was deleted and cannot come from here: its numbers are
 * forgotten, so that the next sync of those folders (given back) reads them again and they wait anew. What became interactions stays what
 * it is; the contact is removed or changed like any other.
 *
 * @throws NotFound
 */
export async function undoDecision(tx: WorkspaceTransaction, id: string): Promise<ToReadAgain[]> {
  const [decision] = await tx.raw<{ choice: string }>(
    `update app.address_decisions set undone_at = now() where workspace_id = (select app.workspace()) and id = $1 and owner_id = (select app.user_id()) and undone_at is null returning choice`,
    [id],
  );
  if (!decision) throw new NotFound('decision', id);
  const rows = await tx.raw<{ source_id: string; path: string; uids: number[] }>(
    `with forgotten as (
       delete from app.capture_reads where workspace_id = (select app.workspace()) and decision_id = $1 and fate in ('ignored', 'private')
       returning source_id, folder_id, uid),
     folders as (select source_id, folder_id, array_agg(uid order by uid) as uids from forgotten group by 1, 2)
     update app.capture_folders f set read_count = f.read_count - cardinality(folders.uids) from folders
     where f.workspace_id = (select app.workspace()) and f.id = folders.folder_id returning f.source_id, f.path, folders.uids`,
    [id],
  );
  return rows.map(({ source_id, path, uids }) => ({ sourceId: source_id, folder: path, uids: uids.map(Number) }));
}
