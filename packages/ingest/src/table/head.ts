import type { Input } from '../input/input.ts';
import { decoder, detectEncoding } from './encoding.ts';

const headBytes = 1 << 18;

/** The first bytes of a file as text. */
export interface Head {
  readonly text: string;
  readonly encoding: string;
  /** There is nothing behind it. */
  readonly isWhole: boolean;
}

/** Reads the beginning of a file; a string says why it is no text that could be a table. */
export async function readHead(input: Input): Promise<Head | string> {
  const { head, isWhole } = await headOf(input);
  if (head.length === 0) return 'is empty';
  const form = binaryForm(head);
  if (form) return `is ${form}, not a text table; save it as CSV (UTF-8) and use that`;
  const encoding = detectEncoding(head);
  const decode = decoder(encoding);
  let text = decode.write(head);
  if (isWhole) text += decode.end();
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be' && isBinary(text)) return 'is not text; export it as CSV and use that';
  if (/^\s*[[{]/.test(text) && /^\s*[[{][\s\S]*[}\]]\s*$/.test(text.trim()) && !/^\s*\[[^\]]*\]\s*,/.test(text))
    return 'is JSON, not a table; export it as CSV and use that';
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) return 'is a web page or XML, not a table; export it as CSV and use that';
  return { text, encoding, isWhole };
}

async function headOf(input: Input): Promise<{ head: Buffer; isWhole: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = await input.open();
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > headBytes) break;
  }
  stream.destroy();
  const all = Buffer.concat(chunks);
  return { head: all.subarray(0, headBytes), isWhole: size <= headBytes };
}

function binaryForm(head: Buffer): string | undefined {
  const mark = head.subarray(0, 4).toString('latin1');
  if (mark.startsWith('PK')) return 'an Excel or OpenDocument file';
  if (mark === '\xd0\xcf\x11\xe0') return 'an old Excel file';
  if (mark === '%PDF') return 'a PDF';
  if (head.subarray(257, 262).toString('latin1') === 'ustar') return 'an archive (tar)';
  if (/^(\x89PNG|GIF8|\xff\xd8\xff)/.test(mark)) return 'a picture';
  if (
    mark.startsWith('BZh') ||
    mark.startsWith('\xfd7zX') ||
    mark === '\x28\xb5\x2f\xfd' ||
    mark.startsWith('\x1f\x9d') ||
    mark.startsWith(']\0\0')
  ) {
    return 'packed in a way that is not read here (ZIP and gzip are)';
  }
  return undefined;
}

function isBinary(text: string): boolean {
  let odd = 0;
  const length = Math.min(text.length, 4096);
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 32 && unit !== 9 && unit !== 10 && unit !== 13 && unit !== 0 && unit !== 31) odd++;
  }
  return odd > length * 0.02;
}
