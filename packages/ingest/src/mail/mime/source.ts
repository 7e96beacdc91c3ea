/**
 * A message as it came, twice: its bytes, and the same bytes as a string of one character per byte. Positions are equal in both, so that
 * searching is done on the string and decoding on the bytes.
 */
export interface Source {
  readonly bytes: Buffer;
  readonly text: string;
}

/** A piece of a source: first position and the one after the last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const lineFeed = 10;
const carriageReturn = 13;

/** Lines that end in a bare CR (old Macs, broken gateways) are given line feeds, so that all code below sees LF or CRLF. */
export function sourceOf(given: Uint8Array): Source {
  const hasMark = given[0] === 0xef && given[1] === 0xbb && given[2] === 0xbf;
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength).subarray(hasMark ? 3 : 0);
  const text = bytes.toString('latin1');
  const firstFeed = text.indexOf('\n');
  const firstReturn = text.indexOf('\r');
  if (firstReturn < 0 || (firstFeed >= 0 && firstReturn >= firstFeed - 1)) return { bytes, text };
  const mended = Buffer.from(bytes);
  for (let i = firstReturn; i < mended.length; i++) {
    if (mended[i] === carriageReturn && mended[i + 1] !== lineFeed) mended[i] = lineFeed;
  }
  return { bytes: mended, text: mended.toString('latin1') };
}
