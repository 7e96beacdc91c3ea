import { type DateOrder, readDateColumns, type TableFile } from '@windshield/ingest';
import { UsageError } from '../command-line.ts';
import { findColumn, listed, lookFor } from './find-column.ts';
import type { Progress } from './progress.ts';
import { placeOf, readFile, shown } from './read-file.ts';

/** Who wrote to whom and when, in the order of the file. */
export interface EventFile {
  /** People, in the order in which they first appear; `from` and `to` are places in it. */
  readonly people: readonly string[];
  /** Seconds since 1970-01-01 UTC. */
  readonly at: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Undefined where the file has no column `kind`; then `kind` holds places in it. */
  readonly kinds: readonly string[] | undefined;
  readonly kind: Int32Array | undefined;
  readonly notes: readonly string[];
}

/**
 * Reads events: columns `at`, `from`, `to` and perhaps `kind`, or three bare columns from, to, time without a header. Times are ISO 8601 (or
 * another usual form) or seconds since 1970.
 *
 * @throws UsageError naming --events, file, line and column of what does not fit
 */
export async function readEvents(path: string, dates: DateOrder | undefined, progress: Progress): Promise<EventFile> {
  const file = await readFile('--events', path, progress, { isHeader });
  const columns = file.hasHeader
    ? {
        at: findColumn(file, '--events', 'at'),
        from: findColumn(file, '--events', 'from'),
        to: findColumn(file, '--events', 'to'),
        kind: lookFor(file, '--events', 'kind'),
      }
    : bareColumns(file);
  const times = readTimes(file, columns.at, dates);
  const people = new Places();
  const kinds = new Places();
  const from = new Int32Array(file.rowCount);
  const to = new Int32Array(file.rowCount);
  const kind = columns.kind ? new Int32Array(file.rowCount) : undefined;
  for (let row = 0; row < file.rowCount; row++) {
    from[row] = people.of(personOf(file, columns.from, row));
    to[row] = people.of(personOf(file, columns.to, row));
    if (kind && columns.kind) kind[row] = kinds.of((columns.kind.cells[row] as string).trim());
  }
  return { people: people.names, at: times.seconds, from, to, kinds: kind ? kinds.names : undefined, kind, notes: times.notes };
}

/** Gives each name its number, in the order of their first use. */
class Places {
  readonly names: string[] = [];
  readonly #places = new Map<string, number>();

  of(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const place = this.names.push(name) - 1;
    this.#places.set(name, place);
    return place;
  }
}

type Cells = { readonly name: string; readonly cells: readonly string[] };

function isHeader(cells: readonly string[]): boolean {
  const names = new Set(cells.map((cell) => cell.trim().toLowerCase()));
  return ['at', 'from', 'to'].filter((name) => names.has(name)).length >= 2;
}

function bareColumns(file: TableFile): { at: Cells; from: Cells; to: Cells; kind: undefined } {
  const [from, to, at] = file.columns;
  const first = file.columns.map(({ cells }) => `"${shown(cells[0] ?? '')}"`).join(', ');
  const expected = 'A header with at, from, to and perhaps kind is expected, or three bare columns: from, to, time';
  if (!from || !to || !at || file.columns.length !== 3)
    throw new UsageError(
      `--events: ${file.name} has ${file.columns.length} columns and no header with at, from and to (its first row: ${first}). ${expected}.`,
    );
  return { from: { ...from, name: 'from' }, to: { ...to, name: 'to' }, at: { ...at, name: 'time' }, kind: undefined };
}

function personOf(file: TableFile, column: Cells, row: number): string {
  const name = (column.cells[row] as string).trim();
  if (name === '') throw new UsageError(`--events: ${placeOf(file, column.name, row)}: it is empty: somebody is expected there.`);
  return name;
}

const secondsForm = /^-?\d{1,12}(\.\d+)?$/;
const millisecondsForm = /^\d{13}$/;

function readTimes(file: TableFile, { name, cells }: Cells, dates: DateOrder | undefined): { seconds: Float64Array; notes: string[] } {
  const trimmed = cells.map((cell) => cell.trim());
  const empty = trimmed.indexOf('');
  if (empty !== -1) throw new UsageError(`--events: ${placeOf(file, name, empty)}: it is empty: a time is expected.`);
  if (trimmed.every((cell) => secondsForm.test(cell))) return { seconds: Float64Array.from(trimmed, Number), notes: [] };
  if (trimmed.every((cell) => millisecondsForm.test(cell)))
    return { seconds: Float64Array.from(trimmed, (cell) => Number(cell) / 1000), notes: [] };
  const read = readDateColumns([trimmed], dates);
  if ('cell' in read) throw new UsageError(`--events: ${timeError(file, name, read.row, read.cell)}`);
  const [milliseconds] = read.epochMilliseconds;
  const missing = milliseconds?.findIndex(Number.isNaN) ?? -1;
  if (missing !== -1) throw new UsageError(`--events: ${timeError(file, name, missing, trimmed[missing] as string)}`);
  const notes = read.isProven
    ? []
    : [
        `${file.name}: every time in "${name}" could be read with the day or the month first; the month was taken. --dates dmy turns it round.`,
      ];
  return { seconds: (milliseconds as Float64Array).map((ms) => ms / 1000), notes };
}

function timeError(file: TableFile, name: string, row: number, cell: string): string {
  const hint = file.hasHeader ? '' : ` If the first line is a header, its names must be at, from and to (now: ${listed(file)}).`;
  return `${placeOf(file, name, row)}: "${shown(cell)}" is not a time: 2026-11-21T09:30:00Z or seconds since 1970 are expected.${hint}`;
}
