import { ByteQueue } from './byte-queue.ts';

/** One message of an mbox file, without its envelope line. */
export interface MboxMessage {
  readonly bytes: Uint8Array;
  /** From 1. */
  readonly number: number;
  /** Position of its envelope line in the file. */
  readonly offset: number;
  /** Larger than what is kept: the rest was passed over. */
  readonly isCut: boolean;
}

/** Of one message so many bytes are kept in memory. */
const mostBytes = 32 << 20;
/** An envelope line and the line behind it must be seen whole before a message is cut there. */
const lookAhead = 2_000;

/**
 * Messages of an mbox file in its four dialects (mboxo, mboxrd, mboxcl, mboxcl2), as they stream by: memory is that of one message. A line
 * "From " begins a message when it looks like an envelope's and a head follows; where a head gives a Content-Length that ends right
 * before such a line or the file's end, that length is believed.
 */
export async function* mboxMessages(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<MboxMessage> {
  const queue = new ByteQueue();
  let offset = 0;
  let number = 0;
  let searched = 0;
  let kept: Buffer | undefined;

  const emit = (end: number): MboxMessage | undefined => {
    const whole = kept ?? queue.view.subarray(0, end);
    const message = unwrapped(whole);
    const made = message && { bytes: Buffer.from(message), number: ++number, offset, isCut: kept !== undefined };
    offset += end;
    queue.drop(end);
    searched = 0;
    kept = undefined;
    return made;
  };

  function* cut(isEnd: boolean): Generator<MboxMessage> {
    while (true) {
      const view = queue.view;
      const next = nextEnvelope(view, searched, isEnd);
      if (next.found < 0) {
        searched = next.searched;
        if (view.length > mostBytes) {
          // Too large to keep: its beginning is kept, the rest passes by until the next envelope.
          kept ??= Buffer.from(view.subarray(0, mostBytes));
          const passing = Math.max(0, view.length - lookAhead);
          offset += passing;
          queue.drop(passing);
          searched = Math.max(0, searched - passing);
        }
        if (isEnd && queue.length > 0) {
          const message = emit(queue.length);
          if (message) yield message;
        }
        return;
      }
      const stated = kept ? undefined : statedEnd(view, isEnd);
      if (stated === 'wait') return;
      const message = emit(stated ?? next.found);
      if (message) yield message;
    }
  }

  for await (const chunk of chunks) {
    queue.append(chunk);
    yield* cut(false);
  }
  yield* cut(true);
}

const from = Buffer.from('\nFrom ');
/** With a time, as nearly all write it; Mozilla's `From -` and an address alone. */
const envelope =
  /^From (?:.{0,300}?\d{1,2}:\d{2}.{0,60}?\d{4}|.{0,300}?\d{4}.{0,20}\d{1,2}:\d{2}|[ ]*-?[ \t]*\r?$|\S{1,300}@\S{1,300}[ \t]*\r?$)/;
const fieldLine = /^(?:>?From |[!-9;-~]{1,80}[ \t]{0,4}:)/;

/** The next envelope line behind the first byte. Where more bytes must come before it can be judged, `searched` stands before it. */
function nextEnvelope(view: Buffer, searched: number, isEnd: boolean): { found: number; searched: number } {
  let position = searched;
  while (true) {
    const at = view.indexOf(from, position);
    if (at < 0) return { found: -1, searched: Math.max(searched, view.length - from.length) };
    if (view.length - at < lookAhead && !isEnd) return { found: -1, searched: at };
    if (isEnvelope(view, at + 1)) return { found: at + 1, searched: at };
    position = at + 1;
  }
}

function isEnvelope(view: Buffer, at: number): boolean {
  const text = view.toString('latin1', at, Math.min(view.length, at + lookAhead));
  const lineEnd = text.indexOf('\n');
  if (lineEnd < 0) return false;
  return envelope.test(text.slice(0, lineEnd)) && fieldLine.test(text.slice(lineEnd + 1));
}

/** Where the message at the front ends by its own Content-Length, if that can be believed. */
function statedEnd(view: Buffer, isEnd: boolean): number | 'wait' | undefined {
  const head = view.toString('latin1', 0, Math.min(view.length, 1 << 16));
  const headEnd = /\r?\n\r?\n/.exec(head);
  if (!headEnd) return undefined;
  const length = /^content-length:[ \t]*(\d{1,9})[ \t]*\r?$/im.exec(head.slice(0, headEnd.index + 1))?.[1];
  if (length === undefined) return undefined;
  const end = headEnd.index + headEnd[0].length + Number(length);
  if (end > mostBytes) return undefined;
  if (view.length < end + lookAhead && !isEnd) return 'wait';
  for (let at = end; at <= Math.min(end + 3, view.length); at++) {
    if (at === view.length) return at;
    if (view.toString('latin1', at, at + 5) === 'From ' && isEnvelope(view, at)) return at;
  }
  return undefined;
}

/** Takes off the envelope line and the quoting of body lines that begin with "From ". */
function unwrapped(whole: Buffer): Buffer | undefined {
  let start = whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf ? 3 : 0;
  while (whole[start] === 10 || whole[start] === 13) start++;
  if (whole.toString('latin1', start, start + 5) === 'From ') {
    const lineEnd = whole.indexOf(10, start);
    if (lineEnd < 0) return undefined;
    start = lineEnd + 1;
  }
  const message = whole.subarray(start);
  if (message.length === 0) return undefined;
  if (message.indexOf('\n>From ') < 0 && message.indexOf('\n>>From ') < 0) return message;
  return Buffer.from(message.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1');
}
