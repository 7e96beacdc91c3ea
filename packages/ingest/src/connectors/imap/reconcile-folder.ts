import type { ImapConnection, OpenFolder } from './connection.ts';
import { type FolderState, nothingRead, undone } from './folder-state.ts';
import { countOf, type UidRanges, without } from './uid-ranges.ts';

/** A folder on the server against what was read of it; without what is older than the day from which on it is read. Complete when `missing` and `gone` are both 0. */
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
 *
 * @param since as in `SyncOptions`
 * @throws MailboxError
 */
export async function countFolder(
  connection: ImapConnection,
  folder: string,
  state: FolderState | undefined,
  since?: string,
): Promise<FolderCount> {
  const opened = await connection.openFolder(folder);
  const tooOld = await uidsBefore(connection, opened, since);
  const onServer = opened.messages - countOf(tooOld);
  const known = state?.uidValidity === opened.uidValidity ? state : nothingRead(opened.uidValidity);
  const missing = countOf(without(await connection.uidsWithin(undone(known, opened.uidNext)), tooOld));
  return { onServer, read: known.count, missing, gone: known.count - (onServer - missing) };
}

/** Numbers of the messages that came before a day; none where no day is given. */
export async function uidsBefore(connection: ImapConnection, { uidNext }: OpenFolder, since: string | undefined): Promise<UidRanges> {
  if (since === undefined || uidNext <= 1) return [];
  // Servers that count seconds back from now (RFC 5032) cannot be asked about days ahead; whatever is there came before.
  const isAhead = Date.parse(since) >= Date.now();
  return connection.uidsWithin([[1, uidNext - 1]], isAhead ? undefined : since);
}
