import type { FetchMessageObject, FetchQueryObject } from 'imapflow';
import type { ImapConnection } from './connection.ts';
import { rangesOf, sequenceSet } from './uid-ranges.ts';

/** A message as the server has it. */
export interface FetchedMessage {
  readonly uid: number;
  /** When the server got it, ISO in UTC; stands in for a head without a date. */
  readonly internalDate?: string | undefined;
  /** `\Seen`, `\Answered`, `\Draft`, `\Deleted` and the mailbox's own. */
  readonly flags: readonly string[];
  /** The message, or its beginning. */
  readonly bytes: Uint8Array;
  /** Of the whole message, as the server counts. */
  readonly size: number;
  /** `bytes` ends before the message does: a large one, of which head and text are enough. */
  readonly isCut: boolean;
}

/** What is known of a message before it is fetched. */
export interface MessageSize {
  readonly uid: number;
  readonly size: number;
}

export interface MessageLimits {
  /** Larger messages are not fetched whole. */
  readonly wholeBytes: number;
  /** What is fetched of them: head and text come before attachments. */
  readonly beginningBytes: number;
}

/** Sizes of these messages by their numbers, without those that are gone. */
export async function fetchSizes(connection: ImapConnection, uids: readonly number[]): Promise<Map<number, number>> {
  const sizes = new Map<number, number>();
  await fetchEach(connection, uids, { uid: true, size: true }, ({ uid, size }) => size !== undefined && sizes.set(uid, size));
  return sizes;
}

/** These messages, in their order; those that the server did not deliver are left out. Nothing is marked as seen (BODY.PEEK). */
export async function fetchMessages(
  connection: ImapConnection,
  wanted: readonly MessageSize[],
  { wholeBytes, beginningBytes }: MessageLimits,
): Promise<FetchedMessage[]> {
  const found = new Map<number, FetchedMessage>();
  const keep = (message: FetchMessageObject) => {
    const { uid, source } = message;
    if (!source || found.has(uid)) return;
    const size = message.size ?? source.length;
    found.set(uid, {
      uid,
      internalDate: instant(message.internalDate),
      flags: [...(message.flags ?? [])],
      bytes: source,
      size,
      isCut: size > wholeBytes && source.length < size,
    });
  };
  const about = { uid: true, flags: true, internalDate: true, size: true };
  const isWhole = ({ size }: MessageSize) => size <= wholeBytes;
  const uidsOf = (sizes: readonly MessageSize[]) => sizes.map(({ uid }) => uid);
  await fetchEach(connection, uidsOf(wanted.filter(isWhole)), { ...about, source: true }, keep);
  const beginning = { ...about, source: { start: 0, maxLength: beginningBytes } };
  await fetchEach(connection, uidsOf(wanted.filter((size) => !isWhole(size))), beginning, keep);
  return wanted.flatMap(({ uid }) => found.get(uid) ?? []);
}

/** The limit of time is for each message, not for all of them: a slow line is not a hanging server. */
async function fetchEach(
  connection: ImapConnection,
  uids: readonly number[],
  query: FetchQueryObject,
  take: (message: FetchMessageObject) => unknown,
): Promise<void> {
  if (uids.length === 0) return;
  const asked = new Set(uids);
  const messages = connection.fetch(sequenceSet(rangesOf(uids)), query);
  for (;;) {
    const next = await connection.run(() => messages.next());
    if (next.done) break;
    // Servers also report what changed meanwhile: flags of other messages, and bodies that nobody asked for.
    if (asked.has(next.value.uid)) take(next.value);
  }
  connection.assureOpen(); // A fetch that was cut off may also just end.
}

function instant(value: Date | string | undefined): string | undefined {
  const date = value === undefined ? undefined : new Date(value);
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}
