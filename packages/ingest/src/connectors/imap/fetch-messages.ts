import type { FetchMessageObject, FetchQueryObject } from 'imapflow';
import type { ImapConnection } from './connection.ts';
import { assemble, partsToFetch } from './large-message.ts';
import { rangesOf, sequenceSet } from './uid-ranges.ts';

/** A message as the server has it. */
export interface FetchedMessage {
  readonly uid: number;
  /** When the server got it, ISO in UTC; stands in for a head without a date. */
  readonly internalDate?: string | undefined;
  /** `\Seen`, `\Answered`, `\Draft`, `\Deleted` and the mailbox's own. */
  readonly flags: readonly string[];
  readonly bytes: Uint8Array;
  /** Of the whole message, as the server counts. */
  readonly size: number;
  /**
   * It is a large one, of which `bytes` hold only what matters: head, texts and invitations up to a limit, and heads of attachments without
   * their contents; or just its beginning, where it is not made of parts.
   */
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
  /** At most so much is fetched of them. */
  readonly cutBytes: number;
}

const about = { uid: true, flags: true, internalDate: true, size: true };

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
  { wholeBytes, cutBytes }: MessageLimits,
): Promise<FetchedMessage[]> {
  const found = new Map<number, FetchedMessage>();
  const keep = (message: FetchMessageObject, bytes: Uint8Array | undefined = message.source, isCut = false) => {
    if (bytes && !found.has(message.uid)) found.set(message.uid, described(message, bytes, isCut));
  };
  const whole = wanted.filter(({ size }) => size <= wholeBytes).map(({ uid }) => uid);
  await fetchEach(connection, whole, { ...about, source: true }, (message) => keep(message));
  for (const { uid } of wanted.filter(({ size }) => size > wholeBytes)) {
    const large = await fetchWithoutAttachments(connection, uid, cutBytes);
    if (large) keep(large.message, large.bytes, true);
    else
      await fetchEach(connection, [uid], { ...about, source: { start: 0, maxLength: cutBytes } }, (message) =>
        keep(message, message.source, true),
      );
  }
  return wanted.flatMap(({ uid }) => found.get(uid) ?? []);
}

async function fetchWithoutAttachments(
  connection: ImapConnection,
  uid: number,
  cutBytes: number,
): Promise<{ message: FetchMessageObject; bytes: Uint8Array } | undefined> {
  const head = { key: 'HEADER', maxLength: Math.floor(cutBytes / 4) };
  const message = await fetchOne(connection, uid, { ...about, bodyStructure: true, bodyParts: [head] });
  const query = partsToFetch(message?.bodyStructure, cutBytes - head.maxLength);
  if (!message?.bodyStructure || !message.headers || !query) return undefined;
  const fetched = await fetchOne(connection, uid, { uid: true, bodyParts: query });
  const bytes = fetched && assemble(message.bodyStructure, message.headers, fetched.bodyParts);
  return bytes && { message, bytes };
}

async function fetchOne(connection: ImapConnection, uid: number, query: FetchQueryObject): Promise<FetchMessageObject | undefined> {
  let found: FetchMessageObject | undefined;
  await fetchEach(connection, [uid], query, (message) => {
    found ??= message;
  });
  return found;
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
    // Servers also report what changed meanwhile: flags of other messages.
    if (asked.has(next.value.uid)) take(next.value);
  }
  connection.assureOpen(); // A fetch that was cut off may also just end.
}

function described(message: FetchMessageObject, bytes: Uint8Array, isCut: boolean): FetchedMessage {
  const { uid, size = bytes.length } = message;
  return { uid, internalDate: instant(message.internalDate), flags: [...(message.flags ?? [])], bytes, size, isCut };
}

function instant(value: Date | string | undefined): string | undefined {
  const date = value === undefined ? undefined : new Date(value);
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}
