import { isAscii, isUtf8 } from 'node:buffer';
import { decodeBytes } from './charset.ts';
import { decodeQuotedPrintable } from './transfer.ts';

const encodedWord = /=\?([^?\s]{1,60})\?([bq])\?([^?]{0,4000})(?:\?=|$)/gi;

/**
 * Text of a head's value (one character per byte): encoded words (RFC 2047, also where a character is split between two), raw bytes beyond
 * ASCII (RFC 6532, else by `charset`, else by their letters), control signs out.
 */
export function decodeWords(value: string, charset?: string): string {
  if (!value.includes('=?')) return cleaned(decodeRaw(value, charset));
  let text = '';
  let position = 0;
  let pending: { charset: string; chunks: Buffer[] } | undefined;
  const flush = () => {
    if (pending) text += decodeBytes(Buffer.concat(pending.chunks), pending.charset).text;
    pending = undefined;
  };
  for (const match of value.matchAll(encodedWord)) {
    const between = value.slice(position, match.index);
    // Blanks between two encoded words are only folding.
    if (!(pending && between.trim() === '')) {
      flush();
      text += decodeRaw(between, charset);
    }
    const label = (match[1] ?? '').replace(/\*.*$/, '').toLowerCase();
    const bytes = bytesOfWord(match[2] ?? '', match[3] ?? '');
    if (pending && pending.charset === label) pending.chunks.push(bytes);
    else {
      flush();
      pending = { charset: label, chunks: [bytes] };
    }
    position = match.index + match[0].length;
  }
  flush();
  return cleaned(text + decodeRaw(value.slice(position), charset));
}

function bytesOfWord(encoding: string, content: string): Buffer {
  return encoding === 'b' || encoding === 'B'
    ? Buffer.from(content, 'base64')
    : decodeQuotedPrintable(Buffer.from(content, 'latin1'), true);
}

/** Raw bytes of a head as text. */
export function decodeRaw(value: string, charset?: string): string {
  if (/^[\x20-\x7e\t]*$/.test(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  return isUtf8(bytes) && !isAscii(bytes) ? bytes.toString('utf8') : decodeBytes(bytes, charset).text;
}

function cleaned(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) && !text.includes('  ')
    ? text.trim()
    : text
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim()
        .toWellFormed();
}
