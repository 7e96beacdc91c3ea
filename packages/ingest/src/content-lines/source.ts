import { isUtf8 } from 'node:buffer';
import { detectEncoding } from '../table/encoding.ts';

/**
 * The text of a calendar or a card file. `isBinary`: each sign is one byte, because the file as a whole is in no one encoding (cards of
 * vCard 2.1 name theirs line by line; some programs fold lines within a character); its lines are decoded one by one.
 */
export interface ContentSource {
  readonly text: string;
  readonly isBinary: boolean;
}

export function contentSource(input: string | Uint8Array): ContentSource {
  if (typeof input === 'string') return { text: withNewlines(input), isBinary: false };
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  if (isUtf8(bytes)) return { text: withNewlines(bytes.toString('utf8')), isBinary: false };
  const encoding = detectEncoding(bytes.subarray(0, 1 << 16));
  if (encoding.startsWith('utf-16')) {
    return { text: withNewlines(new TextDecoder(encoding).decode(bytes)), isBinary: false };
  }
  return { text: withNewlines(bytes.toString('latin1')), isBinary: true };
}

/** Without a mark at the beginning; files of old Macs end their lines with CR alone. */
function withNewlines(text: string): string {
  const unmarked = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return unmarked.includes('\n') ? unmarked : unmarked.replaceAll('\r', '\n');
}
