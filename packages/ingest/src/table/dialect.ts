import type { Dialect } from '@windshield/core';
import { findHeader, usualWidth } from './header.ts';
import { type Row, RowScanner, type Signs } from './scan.ts';

const delimiters = [',', ';', '\t', '|', ', ', '~', '^', '\u001f', ':', ' '];
const quotes = ['"', "'"];
const escapes = ['\\', '\0'];
/** Signs that stand in ordinary text too. */
const doubt: Readonly<Record<string, number>> = { ' ': 0.6, ':': 0.7 };

export interface DetectedTable {
  readonly dialect: Dialect;
  /** The header's cells; made up (`Column 1`, …) where the file has none. */
  readonly header: readonly string[];
  /** Rows below the header within the sample. */
  readonly rows: readonly Row[];
}

/**
 * Delimiter, quote, escape and header line of a table by the beginning of its text: the reading under which most rows have
 * the same number of cells, with cells that look like something (numbers, dates, mails), wins (after van den Burg, Nazábal,
 * Sutton, "Wrangling messy CSV files", 2019). `isWhole` says that the sample is all there is. Undefined when it is no table.
 */
export function detectTable(sample: string, encoding: string, isWhole: boolean): DetectedTable | undefined {
  const named = /^sep=(.)\r?\n/.exec(sample);
  let best: { signs: Signs; rows: Row[]; score: number } | undefined;
  for (const delimiter of named?.[1] ? [named[1]] : delimiters) {
    if (!sample.includes(delimiter) && delimiter !== ',') continue;
    for (const quote of quotes) {
      if (quote === "'" && !opensCells(sample, quote, delimiter)) continue;
      for (const mark of [quote, ...escapes.filter((sign) => sample.includes(sign + quote))]) {
        const signs = { delimiter, quote, escape: mark };
        const rows = scan(sample, signs, isWhole);
        const score = consistency(rows) * (doubt[delimiter] ?? 1) * (quote === "'" ? 0.98 : 1);
        if (!best || score > best.score * 1.0001) best = { signs, rows, score };
      }
    }
  }
  if (!best || best.rows.length === 0) return undefined;
  const width = usualWidth(best.rows);
  const rows = scan(sample, best.signs, isWhole, width).slice(named ? 1 : 0);
  const header = findHeader(rows, width);
  return {
    dialect: { encoding, ...best.signs, headerLine: header.line },
    header: header.cells,
    rows: rows.filter((row) => row.line > header.line),
  };
}

function scan(sample: string, signs: Signs, isWhole: boolean, width?: number): Row[] {
  const rows: Row[] = [];
  const scanner = new RowScanner(signs, width);
  scanner.write(sample, rows);
  if (isWhole || rows.length === 0) scanner.end(rows);
  return rows;
}

/** Whether a quote sign stands where cells begin and end, and not only in words ("O'Brien"). */
function opensCells(sample: string, quote: string, delimiter: string): boolean {
  let wrapped = 0;
  for (const line of sample.split(/\r\n|\n|\r/, 50)) {
    for (const cell of line.split(delimiter)) if (cell.length > 1 && cell.startsWith(quote) && cell.endsWith(quote)) wrapped++;
  }
  return wrapped >= 2;
}

/** 0.., larger the more rows have the usual number of cells and the more cells look like something. */
function consistency(rows: readonly Row[]): number {
  if (rows.length === 0) return 0;
  const byCount = new Map<number, number>();
  for (const row of rows) byCount.set(row.cells.length, (byCount.get(row.cells.length) ?? 0) + 1);
  let usual = 1;
  let usualRows = 0;
  for (const [count, times] of byCount) {
    if (times * Math.log2(count) ** 2 > usualRows * Math.log2(usual) ** 2 || usualRows === 0) {
      usual = count;
      usualRows = times;
    }
  }
  let known = 0;
  let all = 0;
  for (const row of rows.slice(0, 200)) {
    for (const cell of row.cells) {
      all++;
      if (looksLikeSomething(cell)) known++;
    }
  }
  // Lines of one cell are titles above and footers below rather than broken rows.
  const alone = usual > 1 ? (byCount.get(1) ?? 0) : 0;
  const share = usualRows / (rows.length - 0.75 * alone);
  return share * share * Math.log2(usual + 1) * (0.2 + (0.8 * known) / Math.max(1, all));
}

const something =
  /^(|[-+]?[\d.,'\s\u00a0\u202f]*\d%?|[\d.\-/]{6,10}([ T]\d{1,2}:\d{2}.*)?|\d{1,2}:\d{2}(:\d{2})?|[^\s@,;|]+@[^\s@,;|]+|(https?:\/\/|www\.)\S+|true|false|[$€£¥]\s?[\d.,]+|[\p{L}\p{N}][\p{L}\p{M}\p{N} _.&'’()/+#-]*)$/u;

function looksLikeSomething(cell: string): boolean {
  return cell.length < 200 && something.test(cell);
}
