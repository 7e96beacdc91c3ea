import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { Dialect, TextTable } from '@windshield/core';
import { detached } from '../cells/memo.ts';
import type { Input } from '../input/input.ts';
import { openInputs } from '../input/open.ts';
import { RowAligner } from './align.ts';
import { blankSeparated, isBlankSeparated } from './blank-separated.ts';
import { detectTable } from './dialect.ts';
import { detectEncoding } from './encoding.ts';
import { type Head, readHead } from './head.ts';
import { distinct } from './header.ts';
import { rowsOf } from './rows.ts';
import type { Row } from './scan.ts';

/** A text table and where it stood. */
export type TableFile = TextTable & {
  /** The file's name without folders, for messages. */
  readonly name: string;
  /** False: columns are named `Column 1`, `Column 2`, … */
  readonly hasHeader: boolean;
  /** 1-based line of the decoded file on which each row starts. */
  readonly lines: readonly number[];
  /** What stands between cells; a blank for any number of blanks. */
  readonly delimiter: string;
};

/** A file cannot be read as a table. The message names the file, the line where there is one, and what would be right. */
export class TableFileError extends Error {
  override readonly name = 'TableFileError';
}

export interface TableFileOptions {
  /** Says of the row that could be the header whether it is; without it the first row as wide as the table is. */
  readonly isHeader?: (cells: readonly string[]) => boolean;
  /** Called after each piece of the file. */
  readonly onProgress?: (bytesRead: number, bytes: number) => void;
}

/**
 * Reads a whole table of text: any encoding and delimiter, quoted or not, gzip or a ZIP of one file; lines of prose above the header are
 * passed over. Equal cells of a column share their memory. Cost: O(bytes), some 20 MB a second.
 *
 * @throws TableFileError when the path is no file, the file is no table, or a row has more or fewer cells than there are columns
 */
export async function readTextTable(file: string, options: TableFileOptions = {}): Promise<TableFile> {
  const name = path.basename(file);
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new TableFileError(`${file} does not exist.`);
  if (found.isDirectory()) throw new TableFileError(`${file} is a directory: a CSV file is expected.`);
  if (!found.isFile()) throw new TableFileError(`${file} is not a file that can be read twice: save it to disk first.`);
  const opened = await openInputs([file]).catch((error: unknown) => {
    throw new TableFileError(`${name} cannot be read: ${wordsOf(error)}.`);
  });
  try {
    const [input, second] = opened.inputs;
    if (!input || second) throw new TableFileError(`${name} holds ${opened.inputs.length} files: a packed file must hold one CSV.`);
    return await readTable(input, name, options);
  } catch (error) {
    if (error instanceof TableFileError) throw error;
    throw new TableFileError(`${name} cannot be read: ${wordsOf(error)}.`);
  } finally {
    await opened.close();
  }
}

async function readTable(input: Input, name: string, options: TableFileOptions): Promise<TableFile> {
  const head = await readHead(input);
  if (typeof head === 'string') throw new TableFileError(`${name} ${head.replace(/ and use that$/, '')}.`);
  const layout = layoutOf(head, options);
  if (!layout)
    throw new TableFileError(`${name} holds no table: a header and rows with cells between commas, semicolons or tabs are expected.`);
  const encoding = (await laterEncoding(input, layout.dialect.encoding)) ?? layout.dialect.encoding;
  return readRows(input, name, { ...layout, dialect: { ...layout.dialect, encoding } }, options);
}

interface Layout {
  readonly dialect: Dialect;
  readonly isBlankSeparated: boolean;
  readonly header: readonly string[];
  readonly hasHeader: boolean;
  readonly aligner: RowAligner;
}

function layoutOf({ text, encoding, isWhole }: Head, { isHeader }: TableFileOptions): Layout | undefined {
  const bySigns = detectTable(text.replaceAll('\0', ''), encoding, isWhole);
  if (!bySigns) return undefined;
  const byBlanks = isBlankSeparated(text, isWhole);
  const dialect = byBlanks ? { ...bySigns.dialect, delimiter: lineAlone, quote: '', escape: '' } : bySigns.dialect;
  const rows = byBlanks ? linesOf(text, isWhole) : bySigns.rows;
  const width = byBlanks ? (rows[0]?.cells.length ?? 0) : bySigns.header.length;
  const named = !byBlanks && dialect.headerLine > 0 ? { line: dialect.headerLine, cells: bySigns.header } : undefined;
  const first = named ?? rows.find(({ cells }) => cells.length === width) ?? rows[0];
  if (!first) return undefined;
  const hasHeader = isHeader ? isHeader(first.cells) : true;
  const header = hasHeader ? distinct(first.cells) : Array.from({ length: width }, (_, at) => `Column ${at + 1}`);
  const samples = header.map((_, at) => rows.slice(0, 500).map(({ cells }) => cells[at] ?? ''));
  return {
    dialect: { ...dialect, headerLine: hasHeader ? first.line : 0 },
    isBlankSeparated: byBlanks,
    header,
    hasHeader,
    aligner: new RowAligner(samples, dialect.delimiter),
  };
}

/** A sign that stands in no text: with it every line is one cell. */
const lineAlone = '\u001f';

function linesOf(text: string, isWhole: boolean): Row[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (!isWhole) lines.pop();
  return lines.flatMap((line, at) => (line.trim() === '' ? [] : [{ line: at + 1, cells: blankSeparated(line) }]));
}

async function readRows(input: Input, name: string, layout: Layout, options: TableFileOptions): Promise<TableFile> {
  const { dialect, header, hasHeader, aligner } = layout;
  const width = header.length;
  const columns = header.map((column) => ({ name: column, cells: [] as string[], known: new Map<string, string>() }));
  const lines: number[] = [];
  for await (const { rows, bytesRead } of rowsOf(input, dialect, layout.isBlankSeparated ? 1 : width)) {
    options.onProgress?.(bytesRead, input.bytes);
    for (const row of rows) {
      if (row.line <= dialect.headerLine) continue;
      const cells = layout.isBlankSeparated ? blankSeparated(row.cells[0] ?? '') : row.cells;
      if (cells.length === 1 && cells[0]?.trim() === '') continue;
      const fitting = cells.length === width ? cells : (withoutEmptyEnd(cells, width) ?? aligner.align(cells));
      if (!fitting) throw new TableFileError(widthError(name, row.line, cells, header));
      lines.push(row.line);
      columns.forEach((column, at) => {
        column.cells.push(shared(column.known, fitting[at] as string));
      });
    }
  }
  return {
    rowCount: lines.length,
    columns: columns.map(({ name: column, cells }) => ({ name: column, cells })),
    name,
    hasHeader,
    lines,
    delimiter: layout.isBlankSeparated ? ' ' : dialect.delimiter,
  };
}

/** Some programs end every row with a delimiter. */
function withoutEmptyEnd(cells: readonly string[], width: number): readonly string[] | undefined {
  return cells.length > width && cells.slice(width).every((cell) => cell.trim() === '') ? cells.slice(0, width) : undefined;
}

function widthError(name: string, line: number, cells: readonly string[], header: readonly string[]): string {
  if (cells.length < header.length)
    return `${name}, line ${line}: the row ends before the column "${header[cells.length]}": ${header.length} cells are expected, it has ${cells.length}.`;
  return `${name}, line ${line}: the row has ${cells.length} cells, ${header.length} are expected: something follows the last column "${header.at(-1)}". Is a cell with a delimiter in it not quoted?`;
}

const mostShared = 4096;

/** One copy of what a column holds often, and none that keeps the text of the file alive. */
function shared(known: Map<string, string>, cell: string): string {
  const before = known.get(cell);
  if (before !== undefined) return before;
  const own = detached(cell);
  if (known.size < mostShared) known.set(own, own);
  return own;
}

/** The beginning may be plain ASCII, which is UTF-8 too, and what follows in the encoding that its own letters speak for. */
async function laterEncoding(input: Input, encoding: string): Promise<string | undefined> {
  if (encoding !== 'utf-8') return undefined;
  const strict = new TextDecoder('utf-8', { fatal: true });
  const stream = await input.open();
  for await (const chunk of stream) {
    try {
      strict.decode(chunk as Buffer, { stream: true });
    } catch {
      stream.destroy();
      return detectEncoding((chunk as Buffer).subarray(3));
    }
  }
  return undefined;
}

function wordsOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not read it';
  return (error instanceof Error ? error.message : String(error)).replace(/\.+$/, '');
}
