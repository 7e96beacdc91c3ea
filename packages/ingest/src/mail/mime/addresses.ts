import { domainToASCII } from 'node:url';
import type { Party } from '@windshield/core';
import { decodeRaw, decodeWords } from './words.ts';

/** Of a head field so many addresses are kept: newsletters' broken lists name thousands. */
const mostParties = 500;

/**
 * The addresses of a head field (RFC 5322 with what is met outside it): groups are flattened, comments are names where no other is given,
 * commas in unquoted names, addresses that are encoded as a whole, raw UTF-8. What has no domain is no address.
 */
export function readParties(value: string | undefined, charset?: string): Party[] {
  if (value === undefined || value === '') return [];
  const text = decodeRaw(value.slice(0, 60_000), charset);
  const parties = partiesIn(text);
  if (parties.length > 0 || !text.includes('=?')) return parties;
  return partiesIn(decodeWords(text, charset));
}

interface Entry {
  words: string;
  comment: string;
  angle: string | undefined;
}

function partiesIn(text: string): Party[] {
  const parties: Party[] = [];
  let carried = '';
  for (const entry of entries(text)) {
    const address = addressOf(entry.angle ?? entry.words);
    if (address === undefined) {
      // "Doe, John <john@doe.example>" without quotes: the first half comes alone.
      carried = entry.angle === undefined && entry.words !== '' && !entry.words.includes('@') ? entry.words : '';
      continue;
    }
    const written = entry.angle === undefined ? '' : entry.words;
    const name = nameOf(carried !== '' && written !== '' ? `${carried}, ${written}` : written) ?? nameOf(entry.comment);
    carried = '';
    parties.push(name === undefined || name.toLowerCase() === address ? { address } : { address, name });
    if (parties.length >= mostParties) break;
  }
  return parties;
}

/** Cuts a field at its commas and semicolons, with regard to quotes, comments and angles. */
function* entries(text: string): Generator<Entry> {
  let entry: Entry = { words: '', comment: '', angle: undefined };
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    const sign = text[i];
    if (sign !== undefined && sign !== '"' && sign !== '(' && sign !== '<' && sign !== ',' && sign !== ';' && sign !== ':') continue;
    if (sign === ':' && /[\d@]/.test(text[i + 1] ?? '')) continue;
    entry.words += text.slice(from, i);
    from = i + 1;
    if (sign === '"') {
      const end = closing(text, i, '"');
      entry.words += end < 0 ? '' : unescaped(text.slice(i + 1, end));
      if (end >= 0) i = end;
    } else if (sign === '(') {
      const end = commentEnd(text, i);
      if (end >= 0) {
        entry.comment ||= unescaped(text.slice(i + 1, end));
        i = end;
      } else entry.words += '(';
    } else if (sign === '<') {
      const end = text.indexOf('>', i);
      const content = text.slice(i + 1, end < 0 ? text.length : end);
      if (entry.angle === undefined || !entry.angle.includes('@')) entry.angle = content.replace(/\([^()]{0,200}\)/g, '');
      i = end < 0 ? text.length : end;
    } else if (sign === ':') {
      // The name of a group; its members follow.
      entry = { words: '', comment: '', angle: undefined };
    } else {
      entry.words = entry.words.trim();
      if (entry.words !== '' || entry.angle !== undefined) yield entry;
      entry = { words: '', comment: '', angle: undefined };
    }
    from = i + 1;
  }
  entry.words = entry.words.trim();
  if (entry.words !== '' || entry.angle !== undefined) yield entry;
}

function closing(text: string, open: number, quote: string): number {
  for (let i = open + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i;
  }
  return -1;
}

function commentEnd(text: string, open: number): number {
  let depth = 0;
  const last = Math.min(text.length, open + 200);
  for (let i = open; i < last; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i;
  }
  return -1;
}

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\([\s\S])/g, '$1') : text;
}

function nameOf(text: string): string | undefined {
  const name = decodeWords(text)
    .replace(/^['"]+|['"]+$/g, '')
    .trim();
  return name === '' ? undefined : name.slice(0, 200).toWellFormed();
}

/**
 * An address as it is compared: lower case, domain in ASCII, source routes and `mailto:` taken off. `undefined` for what cannot be one.
 */
export function addressOf(written: string): string | undefined {
  let text = written.length > 600 ? written.slice(0, 600) : written;
  if (text.includes('=?')) text = decodeWords(text);
  text = text.replace(/\s*([@.])\s*/g, '$1').trim();
  if (/^mailto:/i.test(text)) text = text.slice(7).replace(/\?.*$/, '');
  if (text.startsWith('@') && text.includes(':')) text = text.slice(text.indexOf(':') + 1);
  if (text.startsWith('<')) text = text.slice(1);
  const at = text.lastIndexOf('@');
  if (at < 1 || at === text.length - 1) return undefined;
  const local = text.slice(0, at).replace(/^["']|["']$/g, '');
  const host = text
    .slice(at + 1)
    .replace(/[.>'"]+$/, '')
    .toLowerCase();
  if (local === '' || local.length > 128 || /[\s<>,;\p{Cc}]/u.test(local)) return undefined;
  const domain = /^[a-z0-9._-]+$/.test(host) ? host : host.startsWith('[') ? host : domainToASCII(host);
  if (domain === '' || domain.length > 253 || /[\s<>,;/]/.test(domain) || domain.startsWith('.') || domain.includes('..')) return undefined;
  return `${local.toLowerCase()}@${domain}`;
}
