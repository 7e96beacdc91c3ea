import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ReadMessage, UnreadPart } from '@windshield/core';
import type { Input } from '../../input/input.ts';
import { ByteLimit } from '../../input/limit.ts';
import { inputLimits } from '../../input/open.ts';
import { type MessageOptions, readMessage } from '../read-message.ts';
import { fileKind } from './file-kind.ts';
import { mailFiles } from './mail-files.ts';
import { mboxMessages } from './mbox.ts';

/** One message as it lies in a file. */
export interface RawMessage {
  /** The file, and of a mailbox with many messages its number: `archive.zip/Sent.mbox, message 12`. */
  readonly where: string;
  readonly bytes: Uint8Array;
  /** Larger than what is kept: its end was left. */
  readonly isCut: boolean;
}

export interface MailboxMessage {
  readonly where: string;
  readonly message: ReadMessage;
}

const mostMessageBytes = 32 << 20;
const headBytes = 16_000;

/** Every message of an input, or why there is none. Memory is that of one message. */
export async function* rawMessages(input: Input): AsyncGenerator<RawMessage | UnreadPart> {
  try {
    yield* ofStream(input, await input.open(), false);
  } catch (error) {
    yield { where: input.path, reason: `it cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

async function* ofStream(input: Input, stream: Readable, isUnpacked: boolean): AsyncGenerator<RawMessage | UnreadPart> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first: Buffer[] = [];
  let length = 0;
  while (length < headBytes) {
    const { value, done } = await chunks.next();
    if (done) break;
    first.push(value);
    length += value.length;
  }
  const head = Buffer.concat(first);
  const rest = { [Symbol.asyncIterator]: () => chunks };
  const judged = fileKind(head);
  const path = input.path;
  try {
    if (judged.kind === 'other') yield { where: path, reason: judged.reason };
    else if (judged.kind === 'zip') yield { where: path, reason: 'a ZIP within a ZIP; unpack it and add what is inside' };
    else if (judged.kind === 'gzip') {
      if (isUnpacked) yield { where: path, reason: 'packed twice with gzip; unpack it first' };
      else {
        stream.destroy();
        yield* ofStream(input, gunzipped(input, await input.open()), true);
      }
    } else if (judged.kind === 'mbox') {
      for await (const message of mboxMessages(joined(head, rest))) {
        yield { where: `${path}, message ${message.number}`, bytes: message.bytes, isCut: message.isCut };
      }
    } else {
      const { bytes, isCut } = await whole(head, rest);
      yield { where: path, bytes: judged.kind === 'emlx' ? withoutCount(bytes) : bytes, isCut };
    }
  } finally {
    stream.destroy();
  }
}

/**
 * Reads mail from files and folders: mbox in all dialects, maildirs, single messages (.eml, .emlx), ZIPs and gzip files of these. Each message, or where and
 * why there is none.
 */
export async function* readMailbox(paths: readonly string[], options: MessageOptions = {}): AsyncGenerator<MailboxMessage | UnreadPart> {
  for await (const found of mailFiles(paths)) {
    if ('reason' in found) {
      yield found;
      continue;
    }
    for await (const raw of rawMessages(found)) {
      if ('reason' in raw) yield raw;
      else yield { where: raw.where, message: withCut(readMessage(raw.bytes, options), raw.isCut) };
    }
  }
}

function withCut(message: ReadMessage, isCut: boolean): ReadMessage {
  return isCut
    ? { ...message, problems: [...message.problems, `larger than ${mostMessageBytes} bytes: the rest is left unread`] }
    : message;
}

async function* joined(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}

async function whole(head: Buffer, rest: AsyncIterable<Buffer>): Promise<{ bytes: Buffer; isCut: boolean }> {
  const chunks = [head];
  let length = head.length;
  for await (const chunk of rest) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostMessageBytes) break;
  }
  return { bytes: Buffer.concat(chunks, Math.min(length, mostMessageBytes)), isCut: length > mostMessageBytes };
}

function gunzipped(input: Input, raw: Readable): Readable {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  const limited = new ByteLimit(Math.min(inputLimits.entryBytes, Math.max(input.bytes, 1 << 20) * inputLimits.ratio), input.path);
  raw.on('error', (error) => gunzip.destroy(error));
  gunzip.on('error', (error) => limited.destroy(new Error(`the gzip file is damaged (${error.message})`)));
  limited.on('close', () => {
    raw.destroy();
    gunzip.destroy();
  });
  return raw.pipe(gunzip).pipe(limited);
}

/** Apple Mail's own files: a line with the message's length before it, properties behind it. */
function withoutCount(bytes: Buffer): Buffer {
  const lineEnd = bytes.indexOf(10);
  const length = Number.parseInt(bytes.toString('latin1', 0, lineEnd), 10);
  return bytes.subarray(lineEnd + 1, lineEnd + 1 + length);
}
