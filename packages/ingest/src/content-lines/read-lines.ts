import { decodeBytes } from '../mail/mime/charset.ts';
import { type ContentLine, parameter, parseContentLine } from './content-line.ts';
import type { ContentSource } from './source.ts';

/** What holds pictures, sounds and files: megabytes that nobody here reads. */
const attachment = /^(?:[\w-]{1,40}\.)?(?:PHOTO|LOGO|SOUND|KEY|ATTACH|THUMBNAIL|X-MS-CARDPICTURE|X-MS-OL-DESIGN|X-ALT-DESC)[;:]/i;
const quotedPrintable = /^[^:]{0,200}quoted-printable/i;

/** Longer values are cut: what people write is shorter. */
const mostSigns = 100_000;

/**
 * The properties of a file in order, unfolded, lazily. Tolerates lines that end with LF or CR alone, blank lines, folds that lost their
 * blank and the soft breaks of quoted-printable. `onMended(lineNumber)` is told of a line that was no property and was taken as the
 * continuation of the one before. Time and memory grow with the length of the file alone.
 */
export function* readContentLines(source: ContentSource, onMended?: (lineNumber: number) => void): Generator<ContentLine> {
  const { text } = source;
  let at = 0;
  let number = 0;
  let logical = '';
  let began = 0;
  let isSkipped = false;
  // The line before ended in a soft break of quoted-printable.
  let isBroken = false;
  let pending: ContentLine | undefined;
  let isPendingSkipped = false;
  while (at < text.length || logical !== '') {
    let line: string | undefined;
    if (at < text.length) {
      let end = text.indexOf('\n', at);
      if (end < 0) end = text.length;
      const next = end + 1;
      while (end > at && text.charCodeAt(end - 1) === 13) end--;
      line = text.slice(at, end);
      at = next;
      number++;
      const first = line.charCodeAt(0);
      if (isBroken) {
        isBroken = line.endsWith('=');
        if (logical.length < mostSigns) logical += isBroken ? line.slice(0, -1) : line;
        continue;
      }
      if (logical !== '' && (first === 32 || first === 9)) {
        if (!isSkipped && logical.length < mostSigns) logical += line.slice(1);
        continue;
      }
    }
    if (logical !== '') {
      const parsed = parseContentLine(decoded(logical, source), began);
      if (parsed) {
        if (pending) yield pending;
        pending = isSkipped ? { ...parsed, value: '' } : parsed;
        isPendingSkipped = isSkipped;
      } else if (pending && !/^\s*$/.test(logical)) {
        if (!isPendingSkipped) {
          onMended?.(began);
          if (pending.value.length < mostSigns) pending = { ...pending, value: `${pending.value}\\n${logical.trim()}` };
        }
      } else if (logical.trim() !== '') onMended?.(began);
    }
    logical = line?.trimStart() ?? '';
    began = number;
    isSkipped = attachment.test(logical);
    isBroken = logical.endsWith('=') && quotedPrintable.test(logical);
    if (isBroken) logical = logical.slice(0, -1);
  }
  if (pending) yield pending;
}

function decoded(line: string, { isBinary }: ContentSource): string {
  if (!isBinary) return line;
  const named = /^[^:]{0,200}?charset=["']?([\w:.-]+)/i.exec(line.slice(0, 300))?.[1];
  return decodeBytes(Buffer.from(line, 'latin1'), named).text;
}

/** `true` for a value under `ENCODING=QUOTED-PRINTABLE` or, in vCard 2.1, the bare word. */
export function isQuotedPrintable(line: ContentLine): boolean {
  const encoding = parameter(line, 'ENCODING')?.toUpperCase();
  if (encoding !== undefined) return encoding === 'QUOTED-PRINTABLE' || encoding === 'Q';
  return line.params.some(({ name, values }) => name === 'TYPE' && values.some((value) => value.toUpperCase() === 'QUOTED-PRINTABLE'));
}
