import type { Range, Source } from './source.ts';

/** Of a hostile head so many fields are looked at, and so much of each. */
const mostFields = 2_000;
const mostFieldLength = 1 << 16;

/** The fields of one head; values are unfolded when asked for, and still one character per byte. */
export class Head {
  readonly #text: string;
  readonly #ranges = new Map<string, Range[]>();

  constructor(text: string) {
    this.#text = text;
  }

  add(name: string, range: Range): void {
    const known = this.#ranges.get(name);
    if (known) known.push(range);
    else this.#ranges.set(name, [range]);
  }

  has(name: string): boolean {
    return this.#ranges.has(name);
  }

  get isEmpty(): boolean {
    return this.#ranges.size === 0;
  }

  /** The first field of that name (lower case) that says something; of a repeated field the others are in `all`. */
  get(name: string): string | undefined {
    const ranges = this.#ranges.get(name);
    if (!ranges) return undefined;
    for (const range of ranges) {
      const value = this.#unfolded(range);
      if (value !== '') return value;
    }
    return '';
  }

  all(name: string): string[] {
    return (this.#ranges.get(name) ?? []).map((range) => this.#unfolded(range));
  }

  names(): IterableIterator<string> {
    return this.#ranges.keys();
  }

  #unfolded({ start, end }: Range): string {
    const value = this.#text.slice(start, Math.min(end, start + mostFieldLength));
    return value.includes('\n') ? value.replace(/\r?\n/g, '').replace(/\t/g, ' ').trim() : value.trim();
  }
}

/**
 * Reads a head from `start` on and says where the body begins. Garbage between fields belongs to the field before it; the first line that is no
 * field and is followed by none begins the body, as does the first empty line.
 */
export function readHead(source: Source, start: number, end: number): { head: Head; bodyStart: number } {
  const { text } = source;
  const head = new Head(text);
  let fields = 0;
  let name: string | undefined;
  let valueStart = start;
  let position = start;
  const keep = (valueEnd: number) => {
    if (name !== undefined && fields++ < mostFields) head.add(name, { start: valueStart, end: valueEnd });
  };
  // Mailboxes and broken relays leave empty lines and envelope lines before the first field.
  while (position < end && (text[position] === '\n' || text[position] === '\r')) position++;
  while (position < end) {
    const lineEnd = endOfLine(text, position, end);
    const first = text.charCodeAt(position);
    const isEmpty = lineEnd === position || (lineEnd === position + 1 && first === 13);
    if (isEmpty) {
      keep(position);
      return { head, bodyStart: Math.min(lineEnd + 1, end) };
    }
    if (!(name !== undefined && (first === 32 || first === 9))) {
      const colon = colonOfField(text, position, lineEnd);
      if (colon >= 0) {
        keep(position);
        name = text.slice(position, colon).trim().toLowerCase();
        valueStart = colon + 1;
      } else if (!isEnvelope(text, position) && !isFollowedByField(text, lineEnd, end, name !== undefined)) {
        keep(position);
        return { head, bodyStart: position };
      }
    }
    position = lineEnd + 1;
  }
  keep(end);
  return { head, bodyStart: end };
}

function endOfLine(text: string, from: number, end: number): number {
  const found = text.indexOf('\n', from);
  return found < 0 || found > end ? end : found;
}

/** Position of the colon when the line starts as `Name:` or `Name :`, else -1. */
function colonOfField(text: string, from: number, end: number): number {
  const last = Math.min(end, from + 100);
  let hasBlank = false;
  for (let i = from; i < last; i++) {
    const code = text.charCodeAt(i);
    if (code === 58) return i > from ? i : -1;
    if (code === 32 || code === 9) hasBlank = true;
    else if (hasBlank || code < 33 || code > 126) return -1;
  }
  return -1;
}

function isEnvelope(text: string, position: number): boolean {
  return text.startsWith('From ', position) || text.startsWith('>From ', position);
}

function isFollowedByField(text: string, lineEnd: number, end: number, isWithinHead: boolean): boolean {
  if (!isWithinHead || lineEnd + 1 >= end) return false;
  const next = lineEnd + 1;
  return colonOfField(text, next, endOfLine(text, next, end)) >= 0;
}
