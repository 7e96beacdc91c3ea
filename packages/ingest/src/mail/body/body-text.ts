import { decodeBytes } from '../mime/charset.ts';
import type { Leaf, Parts } from '../mime/parts.ts';
import type { Source } from '../mime/source.ts';
import { decodeTransfer } from '../mime/transfer.ts';
import { unflowed } from './flowed.ts';
import { textOfHtml } from './html-text.ts';
import { readTnef } from './tnef.ts';

/** Bytes of text that are read of one message: longer ones are logs and books. */
const mostTextBytes = 2 << 20;
const mostPackedBytes = 16 << 20;

export interface BodyText {
  /** Plain text with LF; quotes and signatures still inside. */
  readonly text: string;
  readonly isFromHtml: boolean;
  readonly leaves: ReadonlySet<Leaf>;
  readonly problems: readonly string[];
}

/** The text that the reader of a message sees: of alternatives the plain one where it says anything, else the HTML one. */
export function bodyText(source: Source, parts: Parts): BodyText {
  const problems = new Set<string>();
  const texts: string[] = [];
  const used = new Set<Leaf>();
  const shown = parts.leaves.filter((leaf, index) => isShown(leaf, index));
  let left = mostTextBytes;
  let isFromHtml = false;
  const done = new Set<number>();
  for (const leaf of shown) {
    used.add(leaf);
    if (leaf.alternative > 0) {
      if (done.has(leaf.alternative)) continue;
      done.add(leaf.alternative);
      const group = shown.filter((one) => one.alternative === leaf.alternative);
      const plain = group.filter((one) => one.type !== 'text/html').map(read);
      if (plain.some((text) => text.trim() !== '')) texts.push(...plain);
      else texts.push(...group.filter((one) => one.type === 'text/html').map(read));
    } else texts.push(read(leaf));
  }
  const packed = texts.every((text) => text.trim() === '') ? parts.leaves.find(isTnef) : undefined;
  if (packed) texts.push(packedText(packed));
  // No database takes a zero or half a character in a text.
  return {
    text: texts
      .filter((text) => text !== '')
      .join('\n')
      .replaceAll('\0', ''),
    isFromHtml,
    leaves: used,
    problems: [...problems],
  };

  function packedText(leaf: Leaf): string {
    const decoded = decodeTransfer(source.bytes.subarray(leaf.start, leaf.end), leaf.transferEncoding, mostPackedBytes);
    const text = readTnef(decoded.bytes)?.text;
    if (text === undefined) problems.add("the text is in Outlook's own format (winmail.dat) and left unread");
    return text ?? '';
  }

  function read(leaf: Leaf): string {
    const content = source.bytes.subarray(leaf.start, leaf.end);
    const decoded = decodeTransfer(content, leaf.transferEncoding, Math.max(0, left));
    if (!decoded.isKnown && leaf.transferEncoding !== '')
      problems.add(`the transfer encoding "${leaf.transferEncoding.slice(0, 40)}" is unknown: read as it stands`);
    if (content.length > left) problems.add(`more than ${mostTextBytes} bytes of text: the rest is left unread`);
    left -= decoded.bytes.length;
    const charset = leaf.parameters.get('charset') ?? (leaf.type === 'text/html' ? metaCharset(decoded.bytes) : undefined);
    const { text, isKnown } = decodeBytes(decoded.bytes, charset);
    if (!isKnown) problems.add(`the charset "${(charset ?? '').slice(0, 40)}" is unknown: read by its letters`);
    if (leaf.type === 'text/html' || leaf.type === 'text/enriched') {
      isFromHtml = true;
      return textOfHtml(text);
    }
    const plain = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    const isFlowed = leaf.parameters.get('format')?.toLowerCase() === 'flowed';
    const lined = isFlowed ? unflowed(plain, leaf.parameters.get('delsp')?.toLowerCase() === 'yes') : plain;
    return leaf.type === 'text/plain' && looksLikeHtml(lined) ? textOfHtml(lined) : lined;
  }
}

/** Outlook's own package, which may hold the only text. */
function isTnef(leaf: Leaf): boolean {
  return /^application\/(?:vnd\.)?ms-tnef$/.test(leaf.type) || leaf.fileName?.toLowerCase() === 'winmail.dat';
}

/** Text for reading: not an attachment, not the parts of a report that programs read. */
function isShown(leaf: Leaf, index: number): boolean {
  if (leaf.disposition === 'attachment' || (leaf.fileName !== undefined && index > 0)) return false;
  return leaf.type === 'text/plain' || leaf.type === 'text/html' || leaf.type === 'text/enriched';
}

function metaCharset(bytes: Buffer): string | undefined {
  return /<meta[^>]{0,200}charset=["']?([\w.:-]{2,40})/i.exec(bytes.toString('latin1', 0, Math.min(bytes.length, 2_000)))?.[1];
}

function looksLikeHtml(text: string): boolean {
  return /^\s*<(?:!doctype html|html|body|div|p)\b/i.test(text.slice(0, 300));
}
