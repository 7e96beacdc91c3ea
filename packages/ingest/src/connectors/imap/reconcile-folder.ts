import type { ImapConnection } from './connection.ts';
import { type FolderState, nothingRead, undone } from './folder-state.ts';
import { countOf } from './uid-ranges.ts';

/** A folder on the server against what was read of it. Complete when `missing` and `gone` are both 0. */
export interface FolderCount {
  /** Messages that the server has. */
  readonly onServer: number;
  /** Messages read and, as far as is known, still there. */
  readonly read: number;
  /** On the server and not read: not yet, or not delivered. */
  readonly missing: number;
  /** Read and no longer on the server, unnoticed so far. */
  readonly gone: number;
}

/**
 * Counts a folder on the server, now, and compares. Of a folder that was numbered anew everything is missing.
 * @throws MailboxError
 */
export async function countFolder(connection: ImapConnection, folder: string, state: FolderState | undefined): Promise<FolderCount> {
  const opened = await connection.openFolder(folder);
  const known = state?.uidValidity === opened.uidValidity ? state : nothingRead(opened.uidValidity);
  const missing = countOf(await connection.uidsWithin(undone(known, opened.uidNext)));
  return { onServer: opened.messages, read: known.count, missing, gone: known.count - (opened.messages - missing) };
}
