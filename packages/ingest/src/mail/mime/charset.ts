import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { detectEncoding } from '../../table/encoding.ts';

const decoders = new Map<string, ((bytes: Buffer) => string) | undefined>();

/** Labels in mail that neither the web's list of labels nor iconv-lite knows. */
const aliases: Record<string, string> = {
  utf8mb4: 'utf-8',
  'unicode-1-1-utf-7': 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  'cp-850': 'cp850',
  'iso-8859-8-i': 'iso-8859-8',
  'x-gbk': 'gbk',
  gb2312_charset: 'gbk',
  cp932: 'shift_jis',
  'x-mac-japanese': 'shift_jis',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-2004': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
};

/** How bytes of a label become text; `undefined` for a label that nobody knows. */
function decoderOf(label: string): ((bytes: Buffer) => string) | undefined {
  if (decoders.has(label)) return decoders.get(label);
  const name = aliases[label] ?? label;
  let decode: ((bytes: Buffer) => string) | undefined;
  if (name === 'utf-7') decode = (bytes) => iconv.decode(bytes, 'utf-7');
  else {
    try {
      const decoder = new TextDecoder(name);
      decode = (bytes) => decoder.decode(bytes);
    } catch {
      if (/^[\w.:+-]{1,40}$/.test(name) && iconv.encodingExists(name)) decode = (bytes) => iconv.decode(bytes, name);
    }
  }
  // Labels come from strangers: no more of them are remembered than there are encodings.
  if (decoders.size < 500) decoders.set(label, decode);
  return decode;
}

const ascii = /^(us-?ascii|ascii|ansi_x3\.4-1968|7bit|8bit|default|none|unknown(-8bit)?|x-unknown|)$/;
const western = /^(iso-?8859-?1|latin-?1|windows-1252|cp1252|iso-?8859-?15)$/;

/**
 * Text of bytes under the label that a message gives them. Labels lie: bytes that are valid UTF-8 beyond ASCII are UTF-8 under any western
 * label or none, and what is none of what it says is known by its letters. `isKnown` is false for a label that nobody knows.
 */
export function decodeBytes(bytes: Buffer, label: string | undefined): { text: string; isKnown: boolean } {
  const charset = (label ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
    .replace(/^cs(?=iso|utf)/, '');
  const isWestern = western.test(charset);
  const saysNothing = ascii.test(charset);
  if (saysNothing || isWestern || charset === 'utf-8' || charset === 'utf8') {
    if (isAscii(bytes)) {
      return { text: saysNothing && bytes.includes(0x1b) ? byEscapes(bytes) : bytes.toString('latin1'), isKnown: true };
    }
    if (isUtf8(bytes)) return { text: withoutMark(bytes.toString('utf8')), isKnown: true };
    if (isWestern) return { text: decoderOf('windows-1252')?.(bytes) ?? bytes.toString('latin1'), isKnown: true };
    if (saysNothing) return { text: guessed(bytes), isKnown: true };
    const text = bytes.toString('utf8');
    return { text: isMostlyBroken(text) ? guessed(bytes) : withoutMark(text), isKnown: true };
  }
  // Encodings of seven bits hold no others: what has them is something else under a wrong label.
  if (/^(?:iso-2022|cp5022|utf-7|unicode-1-1-utf-7)/.test(charset) && !isAscii(bytes)) {
    return { text: isUtf8(bytes) ? bytes.toString('utf8') : guessed(bytes), isKnown: true };
  }
  const decode = decoderOf(charset);
  if (decode) return { text: decode(bytes), isKnown: true };
  return { text: guessed(bytes), isKnown: false };
}

/** Fewer letters beyond ASCII tell no language. */
const leastLetters = 4;

function guessed(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  const sample = bytes.subarray(0, 1 << 14);
  let beyond = 0;
  for (const byte of sample) if (byte > 127 && ++beyond >= leastLetters) break;
  // The line feed says that no character is cut off at the end.
  const encoding = beyond < leastLetters ? 'windows-1252' : detectEncoding(Buffer.concat([sample, Buffer.from('\n')]));
  return decoderOf(encoding.toLowerCase())?.(bytes) ?? bytes.toString('latin1');
}

/** ASCII bytes with escapes of ISO-2022: Japanese mail whose label was lost. */
function byEscapes(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  const isJapanese = ['$@', '$B', '(J', '(I'].some((sign) => text.includes(`\u001b${sign}`));
  return isJapanese ? (decoderOf('iso-2022-jp')?.(bytes) ?? text) : text;
}

function isMostlyBroken(text: string): boolean {
  let broken = 0;
  let beyond = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) broken++;
    else if (code > 127) beyond++;
  }
  return broken > beyond;
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
