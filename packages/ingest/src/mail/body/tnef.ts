import iconv from 'iconv-lite';
import { decodeBytes } from '../mime/charset.ts';
import { textOfHtml } from './html-text.ts';

/** What Outlook's own package (TNEF, winmail.dat; MS-OXTNEF) holds, as far as mail needs it. */
export interface TnefContent {
  /** Plain text, or that of its HTML; `undefined` when it has neither (rich text alone, or none). */
  readonly text: string | undefined;
  readonly attachmentCount: number;
}

const signature = 0x223e9f78;
const attributes = { body: 0x0002800c, properties: 0x00069003, attachment: 0x00069002, codePage: 0x00069007 };
const properties = { body: 0x1000, html: 0x1013 };
const mostAttributes = 5_000;
const mostValues = 10_000;

/** Reads a package; damaged ones as far as they go, `undefined` for what is none. */
export function readTnef(bytes: Buffer): TnefContent | undefined {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return undefined;
  let position = 6;
  let attachmentCount = 0;
  let charset = 'windows-1252';
  let plain: string | undefined;
  let html: string | undefined;
  for (let i = 0; i < mostAttributes && position + 9 <= bytes.length; i++) {
    const id = bytes.readUInt32LE(position + 1);
    const length = bytes.readUInt32LE(position + 5);
    const data = bytes.subarray(position + 9, position + 9 + length);
    if (id === attributes.codePage && data.length >= 4) charset = codePage(data.readUInt32LE(0));
    else if (id === attributes.attachment) attachmentCount++;
    else if (id === attributes.body) plain ??= inCharset(data, charset);
    else if (id === attributes.properties) {
      const found = textsIn(data, charset);
      plain ??= found.plain;
      html ??= found.html;
    }
    // Level, id, length, the data, and a checksum of two bytes.
    position += 9 + length + 2;
  }
  const text = plain !== undefined && plain.trim() !== '' ? plain : html === undefined ? undefined : textOfHtml(html);
  return { text, attachmentCount };
}

function codePage(number: number): string {
  const name = number === 65001 ? 'utf-8' : number === 20127 ? 'windows-1252' : `cp${number}`;
  return iconv.encodingExists(name) ? name : 'windows-1252';
}

function inCharset(data: Buffer, charset: string): string {
  return decodeBytes(data, charset).text.replace(/\0+$/, '');
}

/** The two text properties of a message's MAPI properties; reading stops at the first that makes no sense. */
function textsIn(data: Buffer, charset: string): { plain?: string; html?: string } {
  const found: { plain?: string; html?: string } = {};
  let position = 4;
  const isLeft = (length: number) => length >= 0 && position + length <= data.length;
  const count = data.length >= 4 ? Math.min(data.readUInt32LE(0), mostValues) : 0;
  for (let i = 0; i < count && isLeft(4); i++) {
    const type = data.readUInt16LE(position);
    const id = data.readUInt16LE(position + 2);
    position += 4;
    if (id >= 0x8000 && !skipName()) break;
    const value = skipValues(type);
    if (value === undefined) break;
    if (id === properties.body) found.plain = textOf(value, type);
    else if (id === properties.html) found.html = textOf(value, type);
  }
  return found;

  function textOf(value: Buffer, type: number): string {
    return type === 0x1f ? value.toString('utf16le').replace(/\0+$/, '') : inCharset(value, charset);
  }

  /** A named property carries its name: a set, then a number or a string. */
  function skipName(): boolean {
    if (!isLeft(24)) return false;
    const kind = data.readUInt32LE(position + 16);
    const length = data.readUInt32LE(position + 20);
    position += 24;
    if (kind === 0) return true;
    if (!isLeft(length)) return false;
    position += padded(length);
    return true;
  }

  /** Moves behind a property's values and gives the first; `undefined` at what is no value. */
  function skipValues(type: number): Buffer | undefined {
    const size = fixedSizes[type & 0xfff];
    const isVariable = size === undefined;
    if (isVariable && !variable.has(type & 0xfff)) return undefined;
    let values = 1;
    if (isVariable || (type & 0x1000) !== 0) {
      if (!isLeft(4)) return undefined;
      values = data.readUInt32LE(position);
      position += 4;
    }
    let first: Buffer | undefined;
    for (let i = 0; i < values; i++) {
      let length = size ?? 0;
      if (isVariable) {
        if (!isLeft(4)) return undefined;
        length = data.readUInt32LE(position);
        position += 4;
      }
      if (!isLeft(length)) return undefined;
      first ??= data.subarray(position, position + length);
      position += padded(length);
    }
    return first ?? Buffer.alloc(0);
  }
}

/** Bytes of values by their type; those of two bytes fill four. */
const fixedSizes: Record<number, number> = { 1: 0, 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 };
/** Strings, objects and bytes carry their own length. */
const variable = new Set([0x0d, 0x1e, 0x1f, 0x102]);

function padded(length: number): number {
  return (length + 3) & ~3;
}
