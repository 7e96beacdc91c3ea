import { type Head, readHead } from './head.ts';
import { fileNameOf, type Parameterised, readParameters } from './parameters.ts';
import type { Source } from './source.ts';
import { transferEncodingOf } from './transfer.ts';

/** A part that holds content rather than parts. */
export interface Leaf {
  readonly head: Head;
  /** `text/plain`, in lower case; guessed where the part does not say. */
  readonly type: string;
  readonly parameters: Parameterised['parameters'];
  /** `attachment`, `inline`, or empty. */
  readonly disposition: string;
  readonly fileName: string | undefined;
  readonly transferEncoding: string;
  /** Of the content, still encoded. */
  readonly start: number;
  readonly end: number;
  /** The nearest multipart/alternative around it, by number; 0 without one. */
  readonly alternative: number;
  /** The kind of multipart around it (`multipart/related`), empty at the root. */
  readonly parent: string;
}

export interface Parts {
  readonly head: Head;
  readonly root: Parameterised;
  readonly bodyStart: number;
  readonly leaves: readonly Leaf[];
  readonly problems: readonly string[];
}

const mostParts = 400;
const mostDepth = 24;

/**
 * Takes a message apart. Nested messages (message/rfc822) are leaves: what others once wrote is not this message. Parts beyond 400 and nesting
 * beyond 24 are left and said so; cost is at most 24 searches through the bytes.
 */
export function readParts(source: Source): Parts {
  const { head, bodyStart } = readHead(source, 0, source.text.length);
  const leaves: Leaf[] = [];
  const problems = new Set<string>();
  let alternatives = 0;
  let parts = 0;
  const root = contentTypeOf(head);
  visit(head, root, bodyStart, source.text.length, 0, 0, '');
  return { head, root, bodyStart, leaves, problems: [...problems] };

  function visit(of: Head, type: Parameterised, start: number, end: number, depth: number, alternative: number, parent: string): void {
    if (type.value.startsWith('multipart/')) {
      const boundary = boundaryOf(type, source.text, start, end);
      if (boundary === undefined) {
        if (end > start) problems.add('a multipart without parts: its content is read as plain text');
        leaf(of, 'text/plain', noParameters, start, end, alternative, parent);
        return;
      }
      if (depth >= mostDepth) {
        problems.add(`nested deeper than ${mostDepth}: what lies deeper is left unread`);
        return;
      }
      const inside = type.value === 'multipart/alternative' ? ++alternatives : alternative;
      for (const [from, to] of sections(source.text, boundary, start, end)) {
        if (++parts > mostParts) {
          problems.add(`more than ${mostParts} parts: the others are left unread`);
          return;
        }
        const part = readHead(source, from, to);
        // A part may have no head at all; then it begins with its empty line, which readHead passes over.
        const hasHead = !(source.text[from] === '\n' || source.text.startsWith('\r\n', from));
        if (hasHead) visit(part.head, contentTypeOf(part.head, type.value), part.bodyStart, to, depth + 1, inside, type.value);
        else visit(emptyHead(source), defaultType(type.value), from, to, depth + 1, inside, type.value);
      }
    } else leaf(of, type.value, type.parameters, start, end, alternative, parent);
  }

  function leaf(
    of: Head,
    type: string,
    parameters: Parameterised['parameters'],
    start: number,
    end: number,
    alternative: number,
    parent: string,
  ): void {
    const disposition = readParameters(of.get('content-disposition'));
    leaves.push({
      head: of,
      type,
      parameters,
      disposition: disposition.value,
      fileName: fileNameOf(disposition, { value: type, parameters }),
      transferEncoding: transferEncodingOf(of.get('content-transfer-encoding')),
      start,
      end,
      alternative,
      parent,
    });
  }
}

const noParameters: Parameterised['parameters'] = new Map();

function emptyHead(source: Source): Head {
  return readHead(source, source.text.length, source.text.length).head;
}

function defaultType(parent: string): Parameterised {
  return { value: parent === 'multipart/digest' ? 'message/rfc822' : 'text/plain', parameters: noParameters };
}

function contentTypeOf(head: Head, parent = ''): Parameterised {
  const type = readParameters(head.get('content-type'));
  if (/^[\w.+-]+\/[\w.+-]+$/.test(type.value)) return type;
  // `text` and `html` alone, as some programs write.
  if (type.value === 'text' || type.value === 'plain') return { ...type, value: 'text/plain' };
  if (type.value === 'html' || type.value === 'text/html charset') return { ...type, value: 'text/html' };
  if (/^text\/html\b/.test(type.value)) return { ...type, value: 'text/html' };
  if (type.value.startsWith('multipart')) return { ...type, value: 'multipart/mixed' };
  return { value: defaultType(parent).value, parameters: type.parameters };
}

/** The boundary as named, or the one that the content shows when none is named or the named one never comes. */
function boundaryOf(type: Parameterised, text: string, start: number, end: number): string | undefined {
  const named = type.parameters.get('boundary')?.trimEnd();
  if (named !== undefined && named !== '' && nextLine(text, `--${named}`, start, end) >= 0) return named;
  const shown = /(?:^|\n)--([^\s-][^\r\n]{0,200}?)[ \t]*\r?\n(?:content-|\r?\n)/i.exec(
    text.slice(start, Math.min(end, start + 4_000)),
  )?.[1];
  return shown !== undefined && (named === undefined || named === '') ? shown : undefined;
}

/** Where a line that begins with `marker` begins, from `from` on; -1 when there is none. */
function nextLine(text: string, marker: string, from: number, end: number): number {
  if (text.startsWith(marker, from)) return from;
  const found = text.indexOf(`\n${marker}`, from);
  return found < 0 || found + 1 + marker.length > end ? -1 : found + 1;
}

function* sections(text: string, boundary: string, start: number, end: number): Generator<readonly [start: number, end: number]> {
  const marker = `--${boundary}`;
  let line = nextBoundary(text, marker, start, end);
  while (line) {
    if (line.isLast) return;
    const next = nextBoundary(text, marker, line.after, end);
    // The end of line before a boundary belongs to the boundary.
    let to = next ? next.at - 1 : end;
    if (next && text[to - 1] === '\r') to--;
    yield [line.after, Math.max(line.after, to)];
    line = next;
  }
}

/** A boundary's line holds nothing else: `--a` is no boundary where the line says `--ab`. */
function nextBoundary(text: string, marker: string, from: number, end: number): { at: number; after: number; isLast: boolean } | undefined {
  let at = nextLine(text, marker, from, end);
  while (at >= 0) {
    const lineEnd = text.indexOf('\n', at);
    const stop = lineEnd < 0 || lineEnd > end ? end : lineEnd;
    const rest = text.slice(at + marker.length, Math.min(stop, at + marker.length + 200)).trimEnd();
    if (rest === '' || rest === '--') return { at, after: Math.min(stop + 1, end), isLast: rest === '--' };
    at = nextLine(text, marker, Math.min(stop + 1, end), end);
    if (at === stop + 1 && stop >= end) return undefined;
  }
  return undefined;
}
