import type { ImapConnection, OpenFolder } from './connection.ts';
import { type BatchLimits, deliverMessages } from './deliver-messages.ts';
import type { FetchedMessage } from './fetch-messages.ts';
import { afterLosing, afterReading, type FolderState, nothingRead, undone } from './folder-state.ts';
import { MailboxError } from './mailbox-error.ts';
import { uidsBefore } from './reconcile-folder.ts';
import { common, countOf, descending, rangesOf, type UidRanges, without } from './uid-ranges.ts';

/** At most so many messages and bytes a batch; memory stays at about twice the bytes. Limits of single messages: see `MessageLimits`. */
const defaults: BatchLimits = { batchMessages: 200, batchBytes: 8 * 2 ** 20, wholeBytes: 2 ** 20, cutBytes: 2 ** 18 };

export interface SyncOptions extends Partial<BatchLimits> {
  /** Reading stops at the end of a batch; what was not read is read next time. */
  readonly signal?: AbortSignal;
  /**
   * Day (`YYYY-MM-DD`) from which on messages are read, by when the mailbox took them in; all when left out. Older ones are neither asked
   * for nor counted, as if they were not there. Another day than last time is made good: what came into reach is read, what left it is gone.
   */
  readonly since?: string | undefined;
  /**
   * How often in a row reading on from this very state has failed. A message that makes a server break off would else stop everything for
   * good: after two failures messages are asked for one by one, after four the first is set aside as unread, and what is set aside is only
   * tried again while nothing fails.
   */
  readonly failures?: number;
}

/** A step of reading a folder: what to write, and how far reading has come once it is written. */
export interface FolderBatch {
  /** Highest number first. */
  readonly messages: readonly FetchedMessage[];
  /** Messages with these numbers are no longer there. Also covers numbers that no message ever had. */
  readonly gone: UidRanges;
  /**
   * The server has numbered its messages anew (UIDVALIDITY), or cannot be trusted about them: all numbers kept for this folder are void.
   * The batches that follow hold every message again under its new number; they are to be recognised by their id.
   */
  readonly isRenumbered: boolean;
  /** To be kept in the same transaction as the rest, and given to the next `syncFolder`. */
  readonly state: FolderState;
  readonly progress: { readonly onServer: number; readonly read: number };
}

/**
 * Reads what is new in a folder since `state`, all of it when there is none, newest first, and what is gone. It can be left or cut off
 * between any two batches and goes on with the last state that was kept: every message comes once. The folder is opened read-only. What
 * arrives meanwhile comes with the next call.
 *
 * Costs one search for the numbers not yet done, and one for those before `since` where it is given; another over those done only when the
 * count of messages shows that some are gone.
 * @throws MailboxError
 */
export async function* syncFolder(
  connection: ImapConnection,
  folder: string,
  state: FolderState | undefined,
  options: SyncOptions = {},
): AsyncGenerator<FolderBatch, void, undefined> {
  const { signal, since, failures = 0 } = options;
  if (signal?.aborted) return;
  const limits = { ...defaults, ...options, ...(failures >= 2 && { batchMessages: 1 }) };
  const opened = await connection.openFolder(folder);
  const tooOld = await uidsBefore(connection, opened, since);
  const onServer = opened.messages - countOf(tooOld);
  const anew = nothingRead(opened.uidValidity, countOf(tooOld));
  let now = state ?? anew;
  const step = (what: Partial<FolderBatch> & { state: FolderState }): FolderBatch => {
    now = what.state;
    return { messages: [], gone: [], isRenumbered: false, progress: { onServer, read: now.count }, ...what };
  };

  const reopen = () => connection.openAgain(folder, opened);

  if (now.uidValidity !== opened.uidValidity) yield step({ isRenumbered: true, state: anew });
  if ((now.tooOld ?? 0) !== countOf(tooOld)) yield step({ state: { ...now, tooOld: countOf(tooOld) } });
  await reopen();
  let fresh = without(await freshUids(connection, opened, now), tooOld);
  if (onServer - countOf(fresh) !== now.count) {
    const present = without(await connection.uidsWithin(now.done), tooOld);
    if (countOf(present) < now.count) yield step(afterLosing(now, present));
    if (countOf(present) > now.count) {
      // The server has messages that it denied when they were asked for.
      yield step({ isRenumbered: true, state: anew });
      await reopen();
      fresh = without(await freshUids(connection, opened, now), tooOld);
    }
  }

  const denied = common(fresh, now.unread);
  const unreadAndGone = without(now.unread, fresh);
  if (unreadAndGone.length > 0) yield step({ state: afterReading(now, unreadAndGone, 0, []) });
  let wanted = without(fresh, denied);
  const [, newest] = wanted.at(-1) ?? [];
  if (failures >= 4 && newest !== undefined) {
    wanted = without(wanted, [[newest, newest]]);
    yield step({ state: afterReading(now, [], 0, [[newest, newest]]) });
  }

  let ceiling = opened.uidNext - 1;
  const oldest = wanted[0]?.[0];
  for await (const { asked, messages, unread } of deliverMessages(connection, descending(wanted), limits, reopen)) {
    const lowest = asked.at(-1) ?? ceiling;
    const floor = lowest === oldest ? 1 : lowest;
    yield step({ messages, state: afterReading(now, without([[floor, ceiling]], now.unread), messages.length, unread) });
    ceiling = floor - 1;
    if (signal?.aborted) return;
  }
  const empty = without(undone(now, ceiling + 1), now.unread);
  if (empty.length > 0) yield step({ state: afterReading(now, empty, 0, []) });

  if (failures > 0 || signal?.aborted) return;
  for await (const { asked, messages, unread } of deliverMessages(
    connection,
    descending(denied),
    { ...limits, batchMessages: 1 },
    reopen,
  )) {
    if (unread.length === 0) yield step({ messages, state: afterReading(now, rangesOf(asked), messages.length, unread) });
    if (signal?.aborted) return;
  }
}

/** Numbers that the server has and that are not done. */
async function freshUids(connection: ImapConnection, opened: OpenFolder, state: FolderState): Promise<UidRanges> {
  const fresh = await connection.uidsWithin(undone(state, opened.uidNext));
  // No server has more than it counted, but for what came this moment.
  if (countOf(fresh) > opened.messages + 100_000) throw new MailboxError('serverFault');
  return fresh;
}
