import { decodeBytes } from './charset.ts';
import { decodeWords } from './words.ts';

/** A value with parameters, such as Content-Type or Content-Disposition; names and `value` in lower case. */
export interface Parameterised {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const parameter = /;\s*([^\s=;"]{1,60})\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)"?|([^;]*))/g;

/** Reads a parameterised value (RFC 2045), with parameters in pieces and in charsets (RFC 2231), leniently. */
export function readParameters(field: string | undefined): Parameterised {
  const text = field ?? '';
  const semicolon = text.indexOf(';');
  const value = (semicolon < 0 ? text : text.slice(0, semicolon))
    .replace(/\([^()]*\)/g, '')
    .trim()
    .toLowerCase();
  if (semicolon < 0) return { value, parameters: none };
  const raw = new Map<string, string>();
  for (const match of text.slice(semicolon, semicolon + 20_000).matchAll(parameter)) {
    const name = (match[1] ?? '').toLowerCase();
    const content = match[2] === undefined ? unquoted(match[3] ?? '') : match[2].replace(/\\([\s\S])/g, '$1');
    if (!raw.has(name)) raw.set(name, content);
  }
  return { value, parameters: joined(raw) };
}

const none: ReadonlyMap<string, string> = new Map();

function unquoted(written: string): string {
  const text = written.trim();
  // A comment may follow an unquoted value; blanks are part of broken names.
  return text.replace(/\s*\([^()]*\)$/, '').replace(/^'([^']*)'$/, '$1');
}

/** Puts `name*0`, `name*1*` and `name*` together. */
function joined(raw: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  let isPlain = true;
  for (const name of raw.keys()) if (name.includes('*')) isPlain = false;
  if (isPlain) return raw;
  const whole = new Map<string, string>();
  const pieces = new Map<string, { index: number; text: string; isEncoded: boolean }[]>();
  for (const [name, text] of raw) {
    const found = /^([^*]+)\*(?:(\d{1,4})(\*)?)?$/.exec(name);
    if (!found?.[1]) whole.set(name, text);
    else {
      const list = pieces.get(found[1]) ?? [];
      list.push({ index: Number(found[2] ?? 0), text, isEncoded: found[2] === undefined || found[3] !== undefined });
      pieces.set(found[1], list);
    }
  }
  for (const [name, list] of pieces) {
    list.sort((a, b) => a.index - b.index);
    whole.set(name, inCharset(list));
  }
  return whole;
}

function inCharset(pieces: readonly { text: string; isEncoded: boolean }[]): string {
  let charset: string | undefined;
  const bytes = pieces.map(({ text, isEncoded }, index) => {
    if (!isEncoded) return Buffer.from(text, 'latin1');
    const quotes = index === 0 ? /^([^']*)'[^']*'/.exec(text) : undefined;
    if (quotes) charset = quotes[1];
    return percentDecoded(quotes ? text.slice(quotes[0].length) : text);
  });
  return decodeBytes(Buffer.concat(bytes), charset).text;
}

function percentDecoded(text: string): Buffer {
  return Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** The name of a file that a part gives, decoded; `undefined` without one. */
export function fileNameOf(disposition: Parameterised, type: Parameterised): string | undefined {
  const name = disposition.parameters.get('filename') ?? type.parameters.get('name');
  return name === undefined || name === '' ? undefined : decodeWords(name).slice(0, 255);
}
