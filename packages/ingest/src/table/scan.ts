/** One row of a table and the 1-based line on which it starts. */
export interface Row {
  readonly line: number;
  readonly cells: string[];
}

export interface Signs {
  /** One or more signs between cells. */
  readonly delimiter: string;
  /** '' where cells are never quoted. */
  readonly quote: string;
  /** The sign before a quote inside a quoted cell; the quote itself where it is doubled. */
  readonly escape: string;
}

/** A quote that never closes is an ordinary sign: a cell longer than this is taken as not quoted. */
const longestCell = 1 << 20;
/** What has no line end for so many signs is no table. Looking at it again with every piece that arrives would take minutes. */
const longestRow = 1 << 24;

/**
 * Splits text into rows as it arrives. Lenient where exports are: a quote inside an unquoted cell is a sign, a quote in a
 * quoted cell that is followed by neither delimiter nor line end is a sign, a quote that never closes is a sign.
 * Lines end with LF, CR LF, or CR alone where the text has no LF. Lines without any sign are passed over.
 */
export class RowScanner {
  readonly #signs: Signs;
  #rest = '';
  #line = 1;
  #lineEnd: '\n' | '\r' | undefined;
  #nextQuote = -2;
  readonly #width: number | undefined;
  /** Where cells of the row in hand begin whose opening quote may be an ordinary sign. */
  #doubtful: number[] = [];

  /** `width`: cells of a usual row; a row of another width is read again with each doubtful quote as an ordinary sign. */
  constructor(signs: Signs, width?: number) {
    this.#signs = signs;
    this.#width = width;
  }

  /** The line that the next row starts on. */
  get line(): number {
    return this.#line;
  }

  /**
   * Appends the rows that are complete by now to `rows`.
   *
   * @throws RangeError naming the line, when it is longer than any row of a table
   */
  write(text: string, rows: Row[]): void {
    this.#rest = this.#rest === '' ? text : this.#rest + text;
    this.#scan(rows, false);
    if (this.#rest.length > longestRow) throw new RangeError(`line ${this.#line} is longer than ${longestRow} signs: this is no table`);
  }

  end(rows: Row[]): void {
    this.#scan(rows, true);
  }

  #scan(rows: Row[], isEnd: boolean): void {
    const text = this.#rest;
    const { delimiter, quote } = this.#signs;
    this.#lineEnd ??= text.includes('\n') ? '\n' : isEnd || text.length > longestCell ? '\r' : undefined;
    const lineEnd = this.#lineEnd;
    if (lineEnd === undefined) return;
    let at = 0;
    this.#nextQuote = -2;
    while (at < text.length) {
      let end = text.indexOf(lineEnd, at);
      if (end === -1) {
        if (!isEnd) break;
        end = text.length;
      }
      if (quote !== '' && this.#nextQuote !== -1 && this.#nextQuote < at) this.#nextQuote = text.indexOf(quote, at);
      if (quote === '' || this.#nextQuote === -1 || this.#nextQuote > end) {
        const last = lineEnd === '\n' && end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
        if (last > at) rows.push({ line: this.#line, cells: split(text, at, last, delimiter) });
        this.#line++;
        at = end + 1;
        continue;
      }
      let cells: string[] = [];
      this.#doubtful = [];
      let next = this.#quotedRow(text, at, lineEnd, cells, isEnd, -1);
      if (next === -1) break;
      if (this.#width !== undefined && cells.length !== this.#width) {
        for (const literal of this.#doubtful.slice(0, 8)) {
          const again: string[] = [];
          const nextAgain = this.#quotedRow(text, at, lineEnd, again, isEnd, literal);
          if (nextAgain === -1 || again.length !== this.#width) continue;
          cells = again;
          next = nextAgain;
          break;
        }
      }
      if (cells.length > 1 || cells[0] !== '') rows.push({ line: this.#line, cells });
      this.#line += lineEnds(text, at, Math.min(next, text.length), lineEnd) + (next > text.length ? 1 : 0);
      at = next;
    }
    this.#rest = at === 0 ? text : text.slice(at);
  }

  /**
   * Reads a row that has quotes; gives where the next row starts, or -1 when the row is not complete yet. The quote that
   * opens the cell at `literal` is taken as a sign.
   */
  #quotedRow(text: string, from: number, lineEnd: string, cells: string[], isEnd: boolean, literal: number): number {
    const { delimiter, quote, escape: mark } = this.#signs;
    const isDoubled = mark === quote || mark === '';
    let at = from;
    for (;;) {
      let start = at;
      // Blanks before a quote belong to the file's layout, not to the cell.
      while (text.charCodeAt(start) === 32) start++;
      if (start === literal || !text.startsWith(quote, start)) {
        const end = lineEndAfter(text, at, lineEnd, isEnd);
        if (end === -1) return -1;
        const stop = text.indexOf(delimiter, at);
        if (stop !== -1 && stop < end) {
          cells.push(text.slice(at, stop));
          at = stop + delimiter.length;
          continue;
        }
        cells.push(text.slice(at, withoutReturn(text, at, end, lineEnd)));
        return end + 1;
      }
      let piece = '';
      let open = start + quote.length;
      let close = -1;
      let seek = open;
      for (;;) {
        close = text.indexOf(quote, seek);
        if (close === -1) {
          if (!isEnd && text.length - start < longestCell) return -1;
          break;
        }
        if (!isDoubled && close > open && text.startsWith(mark, close - mark.length) && !isEscaped(text, close - mark.length, open, mark)) {
          piece += text.slice(open, close - mark.length) + quote;
          open = close + quote.length;
          seek = open;
          continue;
        }
        const after = close + quote.length;
        if (after >= text.length) {
          if (!isEnd) return -1;
          break;
        }
        if (text.startsWith(quote, after)) {
          if (after + quote.length >= text.length && !isEnd) return -1;
          piece += text.slice(open, after);
          open = after + quote.length;
          seek = open;
          continue;
        }
        let beyond = after;
        while (text.charCodeAt(beyond) === 32 && !text.startsWith(delimiter, beyond)) beyond++;
        const follows = text.charCodeAt(beyond);
        if (beyond >= text.length ? isEnd : follows === 10 || follows === 13 || text.startsWith(delimiter, beyond)) break;
        if (beyond >= text.length || (text.length - beyond < delimiter.length && !isEnd)) return -1;
        if (literal === -1 && this.#doubtful.at(-1) !== start) this.#doubtful.push(start);
        piece += text.slice(open, after);
        open = after;
        seek = after;
      }
      if (literal === -1 && close > text.indexOf(lineEnd, start) && this.#doubtful.at(-1) !== start) this.#doubtful.push(start);
      if (close === -1 || (text.length - start > longestCell * 2 && close - start > longestCell)) {
        const end = lineEndAfter(text, at, lineEnd, true);
        cells.push(...split(text, at, withoutReturn(text, at, end, lineEnd), delimiter));
        return end + 1;
      }
      cells.push(piece + text.slice(open, close));
      at = close + quote.length;
      while (text.charCodeAt(at) === 32 && !text.startsWith(delimiter, at)) at++;
      if (at >= text.length) return text.length + 1;
      if (text.startsWith(delimiter, at)) {
        at += delimiter.length;
        continue;
      }
      const end = lineEndAfter(text, at, lineEnd, isEnd);
      return end === -1 ? -1 : end + 1;
    }
  }
}

function split(text: string, from: number, to: number, delimiter: string): string[] {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const stop = text.indexOf(delimiter, at);
    if (stop === -1 || stop + delimiter.length > to) {
      cells.push(text.slice(at, to));
      return cells;
    }
    cells.push(text.slice(at, stop));
    at = stop + delimiter.length;
  }
}

function lineEndAfter(text: string, from: number, lineEnd: string, isEnd: boolean): number {
  const end = text.indexOf(lineEnd, from);
  return end === -1 && isEnd ? text.length : end;
}

function withoutReturn(text: string, from: number, end: number, lineEnd: string): number {
  return lineEnd === '\n' && end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

/** An escape sign that is itself escaped does not escape. */
function isEscaped(text: string, at: number, from: number, mark: string): boolean {
  let before = 0;
  for (let i = at - mark.length; i >= from && text.startsWith(mark, i); i -= mark.length) before++;
  return before % 2 === 1;
}

function lineEnds(text: string, from: number, to: number, lineEnd: string): number {
  let count = 0;
  for (let at = text.indexOf(lineEnd, from); at !== -1 && at < to; at = text.indexOf(lineEnd, at + 1)) count++;
  return count;
}
