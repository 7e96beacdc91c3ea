/** Bytes of a part's content under its Content-Transfer-Encoding. Of content beyond `mostBytes` the rest is left. */
export function decodeTransfer(content: Buffer, encoding: string, mostBytes: number): { bytes: Buffer; isKnown: boolean } {
  switch (encoding) {
    case 'base64':
      // Buffer reads base64 as strangers write it: broken lines, no padding, both alphabets, foreign signs passed over.
      return { bytes: Buffer.from(content.toString('latin1', 0, Math.min(content.length, mostBytes * 1.5)), 'base64'), isKnown: true };
    case 'quoted-printable':
      return { bytes: decodeQuotedPrintable(content.subarray(0, mostBytes)), isKnown: true };
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
    case 'uue':
      return { bytes: decodeUu(content.subarray(0, mostBytes)), isKnown: true };
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
    case '7-bit':
    case '8-bit':
    case '7bits':
    case '8bits':
      return { bytes: content.subarray(0, mostBytes), isKnown: true };
    default:
      return { bytes: content.subarray(0, mostBytes), isKnown: false };
  }
}

/** The transfer encoding of a field's value: `Quoted-Printable;` and `"base64"` are meant so. */
export function transferEncodingOf(value: string | undefined): string {
  const found = /^[\s"']*([\w-]+)/.exec(value ?? '')?.[1]?.toLowerCase() ?? '';
  if (/^(?:quoted-?printable|quoted|qp)$/.test(found)) return 'quoted-printable';
  return found;
}

/** Quoted-printable (RFC 2045, 6.7); what is no code stands as it is written. `isWord`: in a head `_` is a blank (RFC 2047). */
export function decodeQuotedPrintable(content: Buffer, isWord = false): Buffer {
  if (content.indexOf(0x3d) < 0 && !isWord) return content;
  const decoded = Buffer.allocUnsafe(content.length);
  let length = 0;
  for (let i = 0; i < content.length; i++) {
    const byte = content[i] ?? 0;
    if (byte === 0x5f && isWord) decoded[length++] = 0x20;
    else if (byte !== 0x3d) decoded[length++] = byte;
    else {
      const high = hexOf(content[i + 1]);
      const low = hexOf(content[i + 2]);
      if (high >= 0 && low >= 0) {
        decoded[length++] = high * 16 + low;
        i += 2;
      } else {
        const next = afterSoftBreak(content, i + 1);
        if (next > 0) i = next - 1;
        else decoded[length++] = byte;
      }
    }
  }
  return decoded.subarray(0, length);
}

/** Where to go on when blanks and an end of line follow; 0 when they do not. */
function afterSoftBreak(content: Buffer, from: number): number {
  let i = from;
  while (i < content.length && i < from + 80 && (content[i] === 0x20 || content[i] === 0x09)) i++;
  if (i >= content.length) return content.length;
  if (content[i] === 0x0a) return i + 1;
  if (content[i] === 0x0d) return content[i + 1] === 0x0a ? i + 2 : i + 1;
  return 0;
}

function hexOf(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  if (byte >= 65 && byte <= 70) return byte - 55;
  if (byte >= 97 && byte <= 102) return byte - 87;
  return -1;
}

/** Traditional uuencode: lines between `begin` and `end`, each led by its length. */
function decodeUu(content: Buffer): Buffer {
  const decoded: Buffer[] = [];
  let isInside = false;
  for (const line of content.toString('latin1').split('\n')) {
    if (!isInside) isInside = /^begin \d{3}/.test(line);
    else if (/^end\s*$/.test(line)) break;
    else decoded.push(uuLine(line.trimEnd()));
  }
  return isInside ? Buffer.concat(decoded) : content;
}

function uuLine(line: string): Buffer {
  const length = (line.charCodeAt(0) - 32) & 63;
  const bytes: number[] = [];
  for (let i = 1; i < line.length && bytes.length < length; i += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => (line.charCodeAt(i + k) - 32) & 63) as [number, number, number, number];
    bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
  }
  return Buffer.from(bytes.slice(0, length));
}
