import type { ImapConnection } from './connection.ts';
import { type FetchedMessage, fetchMessages, fetchSizes, type MessageLimits, type MessageSize } from './fetch-messages.ts';
import { afterBatch, afterLosing, type FolderState, nothingRead, undone } from './folder-state.ts';
import { MailboxError } from './mailbox-error.ts';
import { countOf, descending, rangesOf, type UidRanges } from './uid-ranges.ts';

export interface SyncOptions extends Partial<MessageLimits> {
  /** Reading stops at the end of a batch; what was not read is read next time. */
  readonly signal?: AbortSignal;
  /** At most so many messages a batch; 200 when left out. */
  readonly batchMessages?: number;
  /** At most so many bytes a batch, and at least one message; 8 MiB when left out. Memory stays at about twice this. */
  readonly batchBytes?: number;
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
 * Costs one search for the numbers not yet done; a second one over those done only when the count of messages shows that some are gone.
 * @throws MailboxError
 */
export async function* syncFolder(
  connection: ImapConnection,
  folder: string,
  state: FolderState | undefined,
  { signal, batchMessages = 200, batchBytes = 8 * 2 ** 20, wholeBytes = 2 ** 20, beginningBytes = 2 ** 18 }: SyncOptions = {},
): AsyncGenerator<FolderBatch, void, undefined> {
  const opened = await connection.openFolder(folder);
  const nothing = { messages: [], gone: [], isRenumbered: false };
  const progress = (now: FolderState) => ({ onServer: opened.messages, read: now.count });
  let now = state ?? nothingRead(opened.uidValidity);
  const startOver = () => {
    now = nothingRead(opened.uidValidity);
    return { ...nothing, isRenumbered: true, state: now, progress: progress(now) };
  };
  if (now.uidValidity !== opened.uidValidity) yield startOver();

  let fresh = await connection.uidsWithin(undone(now, opened.uidNext));
  if (opened.messages - countOf(fresh) !== now.count) {
    const present = await connection.uidsWithin(now.done);
    if (countOf(present) < now.count) {
      const { state: left, gone } = afterLosing(now, present);
      now = left;
      yield { ...nothing, gone, state: now, progress: progress(now) };
    } else if (countOf(present) > now.count) {
      yield startOver();
      fresh = await connection.uidsWithin(undone(now, opened.uidNext));
    }
  }
  // No server has more messages than it counted, but for those that came this moment.
  if (countOf(fresh) > opened.messages + 100_000) throw new MailboxError('serverFault');

  let ceiling = opened.uidNext - 1;
  const lowest = fresh[0]?.[0];
  if (lowest === undefined) {
    if (countOf(undone(now, opened.uidNext)) === 0) return;
    now = afterBatch(now, { floor: 1, ceiling, read: 0, unread: [] });
    yield { ...nothing, state: now, progress: progress(now) };
    return;
  }
  const limits = { wholeBytes, beginningBytes };
  for await (const group of groups(connection, descending(fresh), { batchMessages, batchBytes, ...limits })) {
    if (signal?.aborted) return;
    const { messages, unread } = await deliver(connection, group, limits);
    const last = group.at(-1)?.uid ?? lowest;
    const floor = last === lowest ? 1 : last;
    now = afterBatch(now, { floor, ceiling, read: messages.length, unread });
    ceiling = floor - 1;
    yield { ...nothing, messages, state: now, progress: progress(now) };
    if (signal?.aborted) return;
    await connection.openAgain(folder, opened);
  }
}

/** Messages in batches that keep both limits, in the order given. A message whose size the server does not tell counts as none. */
async function* groups(
  connection: ImapConnection,
  uids: Iterable<number>,
  { batchMessages, batchBytes, wholeBytes, beginningBytes }: Required<Omit<SyncOptions, 'signal'>>,
): AsyncGenerator<MessageSize[]> {
  for (const chunk of chunks(uids, batchMessages)) {
    const sizes = await fetchSizes(connection, chunk);
    let group: MessageSize[] = [];
    let bytes = 0;
    for (const one of chunk.map((uid) => ({ uid, size: sizes.get(uid) ?? 0 }))) {
      const added = one.size > wholeBytes ? beginningBytes : one.size;
      if (group.length > 0 && bytes + added > batchBytes) {
        yield group;
        group = [];
        bytes = 0;
      }
      group.push(one);
      bytes += added;
    }
    yield group;
  }
}

function* chunks<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** What the server did not deliver is either gone by now or asked for once more, alone: one bad message does not hold up the others. */
async function deliver(
  connection: ImapConnection,
  group: readonly MessageSize[],
  limits: MessageLimits,
): Promise<{ messages: FetchedMessage[]; unread: UidRanges }> {
  const messages = await fetchWhatCanBe(connection, group, limits);
  if (messages.length === group.length) return { messages, unread: [] };
  const delivered = new Set(messages.map(({ uid }) => uid));
  const missing = group.filter(({ uid }) => !delivered.has(uid));
  const present = new Set(descending(await connection.uidsWithin(rangesOf(missing.map(({ uid }) => uid)))));
  const unread: number[] = [];
  for (const one of missing) {
    if (!present.has(one.uid)) continue;
    const [message] = await fetchWhatCanBe(connection, [one], limits);
    if (message) messages.push(message);
    else unread.push(one.uid);
  }
  return { messages: messages.sort((a, b) => b.uid - a.uid), unread: rangesOf(unread) };
}

/** Nothing when the server refuses; when the connection is gone that is an error. */
async function fetchWhatCanBe(connection: ImapConnection, group: readonly MessageSize[], limits: MessageLimits): Promise<FetchedMessage[]> {
  try {
    return await fetchMessages(connection, group, limits);
  } catch (error) {
    if (error instanceof MailboxError && error.code === 'serverFault' && connection.isOpen) return [];
    throw error;
  }
}
