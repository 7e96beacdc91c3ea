import { decodeBytes } from '../mail/mime/charset.ts';
import { decodeQuotedPrintable } from '../mail/mime/transfer.ts';
import { type ContentLine, parameter } from './content-line.ts';
import { isQuotedPrintable } from './read-lines.ts';

/** The value with its transfer encoding (quoted-printable, base64) taken off; escapes still stand. */
export function decodedValue(line: ContentLine): string {
  if (line.params.length === 0) return line.value;
  if (isQuotedPrintable(line)) {
    return decodeBytes(decodeQuotedPrintable(Buffer.from(line.value, 'utf8')), parameter(line, 'CHARSET') ?? 'utf-8').text;
  }
  const encoding = parameter(line, 'ENCODING')?.toUpperCase();
  if (encoding === 'B' || encoding === 'BASE64') {
    return decodeBytes(Buffer.from(line.value, 'base64'), parameter(line, 'CHARSET') ?? 'utf-8').text;
  }
  return line.value;
}

/** Escapes of a text taken off: `\n`, `\,`, `\;`, `\\`, and what programs escape beyond that. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([\s\S])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign));
}

/** The property's text for people, `undefined` when there is none. */
export function textOf(line: ContentLine | undefined, mostSigns = 20_000): string | undefined {
  if (line === undefined) return undefined;
  const text = unescapeText(decodedValue(line)).replace(/\r\n?/g, '\n').trim();
  return text === '' ? undefined : text.slice(0, mostSigns);
}

/** The parts of a structured value (`N`, `ORG`, `ADR`, lists), cut at unescaped signs, their escapes taken off. */
export function splitValue(text: string, separator: ';' | ','): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === '\\') i++;
    else if (i >= text.length || text[i] === separator) {
      parts.push(unescapeText(text.slice(from, i)).trim());
      from = i + 1;
      if (parts.length >= 1_000) break;
    }
  }
  return parts;
}
