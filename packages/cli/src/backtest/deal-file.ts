import { type DealHistories, dayMs, isoDay, lastDayOf, type Table, type TextTable } from '@windshield/core';
import type { DateOrder, TableFile } from '@windshield/ingest';
import { UsageError } from '../command-line.ts';
import { amountsIn } from './amount-column.ts';
import { readDates } from './date-columns.ts';
import { readEnds } from './deal-ends.ts';
import type { DealMap } from './deal-map.ts';
import { type FoundColumn, findColumn, lookFor } from './find-column.ts';
import { placeOf, shown } from './read-file.ts';

/** Deals of a file, with what a reader should know about how it was read. */
export interface DealFile {
  readonly deals: DealHistories;
  /** Some deal has a closing date: then each was open until then, or until the file was made. Else nothing is known of their ends. */
  readonly hasClosingDates: boolean;
  readonly notes: readonly string[];
}

export interface DealFileOptions {
  readonly dates: DateOrder | undefined;
  /** Reads the columns that the map does not name, as what was known at the opening. */
  readonly readKnown: (table: TextTable) => Table;
  /** Columns of closing date, outcome and amount may be absent or empty. */
  readonly mayLackEnds: boolean;
}

const dayOf = (ms: number | undefined) => Math.floor((ms as number) / dayMs);

/**
 * Deals from opening to end. A deal without a closing date, or with a word of `open`, was still open on the file's last day. Rows without
 * an opening date are left out and counted in the notes.
 *
 * @throws UsageError naming flag, file, line and column of what does not fit
 */
export function readDeals(file: TableFile, map: DealMap, { dates, readKnown, mayLackEnds }: DealFileOptions): DealFile {
  const { id, opened, closed, outcome, amount } = columnsOf(file, map, mayLackEnds);
  const read = readDates(file, closed ? [opened, closed] : [opened], dates, 'days');
  const openedMs = read.epochMilliseconds[0] as Float64Array;
  const datedMs = read.epochMilliseconds[1] ?? new Float64Array(file.rowCount).fill(Number.NaN);
  const hasDates = datedMs.some((at) => !Number.isNaN(at));
  const hasOutcomes = outcome?.cells.some((cell) => cell.trim() !== '') === true;
  if (!mayLackEnds && !(hasDates && hasOutcomes)) {
    const [empty, expected] = hasDates ? [outcome, 'words for won and lost'] : [closed, 'the dates on which deals were closed'];
    throw new UsageError(`${file.name}: the column "${empty?.name}" is empty in every row: ${expected} are expected.`);
  }
  const unknown = { end: new Uint8Array(file.rowCount), closedMs: datedMs, notes: [] };
  const { end, closedMs, notes } = outcome && hasOutcomes ? readEnds(file, outcome, datedMs, map) : unknown;

  const rows = Array.from({ length: file.rowCount }, (_, row) => row).filter((row) => !Number.isNaN(openedMs[row]));
  if (rows.length === 0) throw new UsageError(`${file.name}: the column "${opened.name}" is empty in every row: dates are expected.`);
  checkIds(file, id, rows);
  const slips = withoutSlips(file, closed, openedMs, closedMs, rows);
  const { openedDay, closedDay, notes: dayNotes } = daysOf(file, opened, closed, openedMs, slips.closedMs, rows);
  const mapped = new Set([id, opened, closed, outcome, amount]);
  const left = file.rowCount - rows.length;
  return {
    deals: {
      ids: rows.map((row) => id.cells[row] as string),
      openedDay,
      closedDay,
      end: Uint8Array.from(rows, (row) => (Number.isNaN(slips.closedMs[row]) ? 0 : (end[row] as number))),
      amount: amountsOf(file, amount, rows),
      known: readKnown({
        rowCount: rows.length,
        columns: file.columns
          .filter((column) => !mapped.has(column))
          .map(({ name, cells }) => ({ name, cells: rows.map((row) => cells[row] as string) })),
      }),
    },
    hasClosingDates: slips.closedMs.some((at) => !Number.isNaN(at)),
    notes: [
      ...read.notes,
      ...notes,
      ...slips.notes,
      ...dayNotes,
      ...(left === 0 ? [] : [`${file.name}: ${left} of ${file.rowCount} rows have no date in "${opened.name}" and are left out.`]),
    ],
  };
}

interface DealColumns {
  readonly id: FoundColumn;
  readonly opened: FoundColumn;
  readonly closed: FoundColumn | undefined;
  readonly outcome: FoundColumn | undefined;
  readonly amount: FoundColumn | undefined;
}

function columnsOf(file: TableFile, { columns }: DealMap, mayLackEnds: boolean): DealColumns {
  const find = mayLackEnds ? lookFor : findColumn;
  const found = {
    id: findColumn(file, '--map id', columns.id),
    opened: findColumn(file, '--map opened', columns.opened),
    closed: find(file, '--map closed', columns.closed),
    outcome: find(file, '--map outcome', columns.outcome),
    amount: columns.amount === undefined ? undefined : find(file, '--map amount', columns.amount),
  };
  const keys = Object.entries(found).filter(([, column]) => column !== undefined);
  for (const [at, [key, column]] of keys.entries()) {
    const other = keys.slice(0, at).find(([, before]) => before === column);
    if (other) throw new UsageError(`--map: ${other[0]} and ${key} are both "${column?.name}"; each needs a column of its own.`);
  }
  return found;
}

function checkIds(file: TableFile, id: FoundColumn, rows: readonly number[]): void {
  const seen = new Map<string, number>();
  for (const row of rows) {
    const cell = id.cells[row] as string;
    if (cell.trim() === '') throw new UsageError(`${placeOf(file, id.name, row)}: it is empty: every deal needs an id.`);
    const before = seen.get(cell);
    if (before !== undefined)
      throw new UsageError(
        `${placeOf(file, id.name, row)}: "${shown(cell)}" stands on line ${file.lines[before]} already: every deal has one row.`,
      );
    seen.set(cell, row);
  }
}

/**
 * A closing date far beyond all others is a slip: taken at its word, it would say that every open deal stayed open until then. Such a deal
 * counts as still open.
 */
function withoutSlips(
  file: TableFile,
  closed: FoundColumn | undefined,
  openedMs: Float64Array,
  closedMs: Float64Array,
  rows: readonly number[],
): { closedMs: Float64Array; notes: string[] } {
  const dated = rows.filter((row) => !Number.isNaN(closedMs[row]));
  if (!closed || dated.length === 0) return { closedMs, notes: [] };
  const last = lastDayOf(Int32Array.from([...rows.map((row) => dayOf(openedMs[row])), ...dated.map((row) => dayOf(closedMs[row]))]).sort());
  const slips = new Set(dated.filter((row) => dayOf(closedMs[row]) > last));
  const [first] = slips;
  if (first === undefined) return { closedMs, notes: [] };
  const deals = slips.size === 1 ? 'That deal counts' : `${slips.size.toLocaleString('en')} such deals count`;
  return {
    closedMs: closedMs.map((ms, row) => (slips.has(row) ? Number.NaN : ms)),
    notes: [
      `${placeOf(file, closed.name, first)}: "${shown(closed.cells[first] as string)}" lies more than a year after all that came before (${isoDay(last)}): taken for a slip. ${deals} as still open.`,
    ],
  };
}

/**
 * Where one column holds times and the other days, a deal of one evening may seem to close on the day before its opening: the time is of
 * another zone than the day. It counts as closed on the day of its opening.
 */
function daysOf(
  file: TableFile,
  opened: FoundColumn,
  closed: FoundColumn | undefined,
  openedMs: Float64Array,
  closedMs: Float64Array,
  rows: readonly number[],
): { openedDay: Int32Array; closedDay: Int32Array; notes: string[] } {
  const lastDay = rows.reduce(
    (last, row) => Math.max(last, dayOf(openedMs[row]), Number.isNaN(closedMs[row]) ? last : dayOf(closedMs[row])),
    Number.NEGATIVE_INFINITY,
  );
  const openedDay = Int32Array.from(rows, (row) => dayOf(openedMs[row]));
  const closedDay = Int32Array.from(rows, (row) => (Number.isNaN(closedMs[row]) ? lastDay : dayOf(closedMs[row])));
  if (!closed) return { openedDay, closedDay, notes: [] };
  const reversed = rows.flatMap((_, at) => ((closedDay[at] as number) < (openedDay[at] as number) ? [at] : []));
  const isOneEvening = (at: number) =>
    (closedDay[at] as number) === (openedDay[at] as number) - 1 &&
    [opened, closed].some(({ cells }) => hasTime(cells[rows[at] as number] as string));
  const wrong = reversed.filter((at) => !isOneEvening(at));
  if (wrong.length > 0) {
    const row = rows[wrong[0] as number] as number;
    const others = wrong.length > 1 ? ` ${wrong.length.toLocaleString('en')} rows are like that.` : '';
    throw new UsageError(
      `${placeOf(file, closed.name, row)}: "${shown(closed.cells[row] as string)}" lies before the opening on "${shown(opened.cells[row] as string)}" (column "${opened.name}").${others}`,
    );
  }
  for (const at of reversed) closedDay[at] = openedDay[at] as number;
  const evenings = reversed.length.toLocaleString('en');
  return {
    openedDay,
    closedDay,
    notes:
      reversed.length === 0
        ? []
        : [
            `${file.name}: by its days alone "${closed.name}" lies one day before "${opened.name}" in ${evenings} ${reversed.length === 1 ? 'row' : 'rows'}, where a time is given: read as closed on the day of opening.`,
          ],
  };
}

function hasTime(cell: string): boolean {
  return /\d:\d/.test(cell);
}

/** Major units; NaN where unknown. */
function amountsOf(file: TableFile, amount: FoundColumn | undefined, rows: readonly number[]): Float64Array {
  if (!amount) return new Float64Array(rows.length).fill(Number.NaN);
  return amountsIn(file, amount, rows);
}
