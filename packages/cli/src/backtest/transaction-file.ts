import { dayMs } from '@windshield/core';
import type { DateOrder, TableFile } from '@windshield/ingest';
import { UsageError } from '../command-line.ts';
import { amountsIn } from './amount-column.ts';
import { readMap } from './column-map.ts';
import { readDates } from './date-columns.ts';
import { findColumn } from './find-column.ts';
import type { Progress } from './progress.ts';
import { placeOf, readFile } from './read-file.ts';

/** Purchases one by one, in the order of the file. */
export interface TransactionFile {
  readonly customers: readonly string[];
  /** Days since 1970-01-01. */
  readonly days: Int32Array;
  /** Major units; NaN where unknown, below 0 for a return. Undefined where the map names no amount. */
  readonly amounts: Float64Array | undefined;
  readonly notes: readonly string[];
}

/**
 * Reads purchases by `--map customer=…,date=…[,amount=…]`, where a column is named or counted from 1.
 *
 * @throws UsageError naming flag, file, line and column of what does not fit
 */
export async function readTransactions(
  path: string,
  map: string | undefined,
  dates: DateOrder | undefined,
  progress: Progress,
): Promise<TransactionFile> {
  const names = readMap(map, ['customer', 'date'], ['amount']);
  const isByNumber = Object.values(names).every((name) => /^\d+$/.test(name));
  const isHeader = (cells: readonly string[]) => !isByNumber || !cells.some((cell) => /^\s*-?\d/.test(cell));
  const file = await readFile('--transactions', path, progress, { isHeader });
  const customer = findColumn(file, '--map customer', names.customer);
  const date = findColumn(file, '--map date', names.date);
  const amount = names.amount === undefined ? undefined : findColumn(file, '--map amount', names.amount);
  if (customer === date || amount === customer || amount === date)
    throw new UsageError('--map: customer, date and amount each need a column of their own.');
  const read = readDates(file, [date], dates);
  const [milliseconds] = read.epochMilliseconds as [Float64Array];
  const undated = milliseconds.findIndex(Number.isNaN);
  if (undated !== -1) throw new UsageError(`${placeOf(file, date.name, undated)}: it is empty: the day of a purchase is expected.`);
  const unnamed = customer.cells.findIndex((cell) => cell.trim() === '');
  if (unnamed !== -1) throw new UsageError(`${placeOf(file, customer.name, unnamed)}: it is empty: a customer is expected.`);
  const rows = customer.cells.map((_, row) => row);
  const amounts = amount && amountsIn(file, amount, rows);
  return {
    customers: customer.cells.map((cell) => cell.trim()),
    days: Int32Array.from(milliseconds, (ms) => Math.floor(ms / dayMs)),
    amounts,
    notes: [...read.notes, ...(amount && amounts ? wordsOnReturns(file, amount.name, amounts) : [])],
  };
}

/** @throws UsageError when nothing but returns is there */
function wordsOnReturns(file: TableFile, column: string, amounts: Float64Array): string[] {
  const returns = amounts.reduce((sum, amount) => sum + (amount < 0 ? 1 : 0), 0);
  if (returns === 0) return [];
  if (returns === amounts.length)
    throw new UsageError(
      `${file.name}, column "${column}": every amount is below 0, which is a return. Purchases, above 0, are expected; leave amount out of --map if the signs mean something else.`,
    );
  return [
    `${file.name}: ${returns.toLocaleString('en')} of ${amounts.length.toLocaleString('en')} amounts are below 0 and were taken for returns: they count neither as purchases nor in the money.`,
  ];
}
