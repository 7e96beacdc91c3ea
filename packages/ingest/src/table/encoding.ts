import { isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';

const bytesOrderMarks: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The encoding of a text by its first bytes (some 64 kB are enough): byte order mark, zero bytes of UTF-16, valid UTF-8,
 * else by the frequencies of letters (chardet). A name that iconv-lite knows.
 */
export function detectEncoding(head: Uint8Array): string {
  for (const [encoding, mark] of bytesOrderMarks) {
    if (mark.every((byte, index) => head[index] === byte)) return encoding;
  }
  const utf16 = utf16ByZeros(head);
  if (utf16) return utf16;
  if (isUtf8(withoutCutCharacter(head))) return 'utf-8';
  return singleByte(head);
}

/** UTF-16 without a mark: text of mostly ASCII signs has a zero in every second byte. */
function utf16ByZeros(head: Uint8Array): string | undefined {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < head.length; i++) if (head[i] === 0) i % 2 === 0 ? even++ : odd++;
  const half = head.length / 2;
  if (half < 4) return undefined;
  if (odd > half * 0.3 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.3 && odd < half * 0.05) return 'utf-16be';
  return undefined;
}

/** The sample may end within a character of several bytes. */
function withoutCutCharacter(head: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, head.length); back++) {
    const byte = head[head.length - back] ?? 0;
    if (byte < 0x80) return head;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? head.subarray(0, head.length - back) : head;
    }
  }
  return head;
}

const likeliness = ['Shift_JIS', 'EUC-JP', 'EUC-KR', 'GB18030', 'Big5', 'windows-1251', 'windows-1250', 'windows-1252', 'KOI8-R'];

function singleByte(head: Uint8Array): string {
  const guesses = chardet.analyse(head);
  const best = guesses[0];
  // The ISO parts are subsets in practice of the Windows pages, which have the quotes, dashes and the euro too.
  const windows: Record<string, string> = {
    'ISO-8859-1': 'windows-1252',
    'ISO-8859-2': 'windows-1250',
    'ISO-8859-9': 'windows-1254',
    'ISO-8859-7': 'windows-1253',
  };
  const name = (guess: string) => windows[guess] ?? guess;
  if (!best) return 'windows-1252';
  const near = guesses.filter((guess) => guess.confidence >= best.confidence - 5).map((guess) => name(guess.name));
  const chosen = best.confidence < 20 ? 'windows-1252' : (likeliness.find((one) => near.includes(one)) ?? name(best.name));
  const refined =
    /^windows-125[02347]$|^ISO-8859/.test(chosen) && centralOrWestern(head) === 'windows-1250'
      ? 'windows-1250'
      : chosen === 'windows-1250'
        ? 'windows-1252'
        : chosen;
  return iconv.encodingExists(refined) ? refined : 'windows-1252';
}

/** Bytes that are letters of Polish and Czech words in windows-1250 but signs that stand in no word in windows-1252. */
const centralInWord = new Set([0xb3, 0xb9, 0x9f, 0x9d, 0x9a, 0x9e, 0x8a, 0x8e]);
const centralAfterLetter = new Set([0xbf, 0x9c]);
const centralBeforeLetter = new Set([0xa3]);

function centralOrWestern(head: Uint8Array): string {
  let high = 0;
  let central = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i] ?? 0;
    if (byte < 0x80) continue;
    high++;
    const isAfterLetter = isLetter(head[i - 1] ?? 0);
    const isBeforeLetter = isLetter(head[i + 1] ?? 0);
    if (
      centralInWord.has(byte)
        ? isAfterLetter || isBeforeLetter
        : centralAfterLetter.has(byte)
          ? isAfterLetter
          : centralBeforeLetter.has(byte) && isBeforeLetter
    ) {
      central++;
    }
  }
  return central > 0 && central >= high * 0.15 ? 'windows-1250' : 'windows-1252';
}

function isLetter(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}

/** Decodes bytes as they come; a mark at the start is dropped. Throws when the encoding is not known. */
export function decoder(encoding: string): { write(bytes: Buffer): string; end(): string } {
  if (!iconv.encodingExists(encoding))
    throw new RangeError(`"${encoding}" is not an encoding that can be read; expected one such as utf-8 or windows-1252`);
  if (/^utf-?8$/i.test(encoding)) {
    const utf8 = new TextDecoder('utf-8');
    return { write: (bytes) => utf8.decode(bytes, { stream: true }), end: () => utf8.decode() };
  }
  const stream = iconv.getDecoder(encoding, { stripBOM: true });
  return { write: (bytes) => stream.write(bytes), end: () => stream.end() ?? '' };
}
