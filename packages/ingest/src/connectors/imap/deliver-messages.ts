import type { ImapConnection } from './connection.ts';
import { type FetchedMessage, fetchMessages, fetchSizes, type MessageLimits, type MessageSize } from './fetch-messages.ts';
import { MailboxError } from './mailbox-error.ts';
import { descending, rangesOf, type UidRanges } from './uid-ranges.ts';

export interface BatchLimits extends MessageLimits {
  readonly batchMessages: number;
  readonly batchBytes: number;
}

/** Messages that were asked for together. */
export interface Delivery {
  readonly asked: readonly number[];
  readonly messages: readonly FetchedMessage[];
  /** The server has them and does not deliver them. Those neither here nor in `messages` are gone. */
  readonly unread: UidRanges;
}

/**
 * Messages in the order given, as many at once as the limits let; at least one. `prepare` is called before anything is asked for: the
 * connection may have been used for something else meanwhile.
 */
export async function* deliverMessages(
  connection: ImapConnection,
  uids: Iterable<number>,
  limits: BatchLimits,
  prepare: () => Promise<void>,
): AsyncGenerator<Delivery> {
  for (const chunk of chunks(uids, limits.batchMessages)) {
    await prepare();
    const sizes = await fetchSizes(connection, chunk);
    let group: MessageSize[] = [];
    let bytes = 0;
    for (const one of chunk.map((uid) => ({ uid, size: sizes.get(uid) ?? 0 }))) {
      const added = one.size > limits.wholeBytes ? limits.cutBytes : one.size;
      if (group.length > 0 && bytes + added > limits.batchBytes) {
        yield deliver(connection, group, limits);
        await prepare();
        group = [];
        bytes = 0;
      }
      group.push(one);
      bytes += added;
    }
    yield deliver(connection, group, limits);
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
async function deliver(connection: ImapConnection, group: readonly MessageSize[], limits: MessageLimits): Promise<Delivery> {
  const asked = group.map(({ uid }) => uid);
  const messages = await fetchWhatCanBe(connection, group, limits);
  if (messages.length === group.length) return { asked, messages, unread: [] };
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
  return { asked, messages: messages.sort((a, b) => b.uid - a.uid), unread: rangesOf(unread) };
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
