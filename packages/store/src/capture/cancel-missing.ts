import type { WorkspaceTransaction } from '../engine/index.ts';
import { type FolderState, keepFolderState } from './folders.ts';
import { meetingKey, seriesKey } from './item-keys.ts';

/**
 * Calls off what is still ahead of an event (its UID) and is no longer in the calendar: the event was deleted, or an occurrence of it taken
 * out. What has taken place stays. A meeting that another calendar here still holds goes on.
 *
 * @param keep keys of the occurrences that are there @param now ISO instant
 * @returns how many plans were called off
 */
export async function cancelMissing(
  tx: WorkspaceTransaction,
  calendar: FolderState,
  uid: string,
  keep: readonly string[],
  now: string,
): Promise<number> {
  const { id } = await keepFolderState(tx, calendar);
  const rows = await tx.raw('select app.cancel_missing($1, $2, $3::uuid[], $4)', [id, seriesKey(uid), keep.map(meetingKey), now]);
  return rows.length;
}
