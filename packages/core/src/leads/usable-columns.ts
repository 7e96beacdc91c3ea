import {
  type ColumnReading,
  findLateColumns,
  isUnknownCell,
  type ReadTable,
  readColumns,
  readColumnsLike,
  type SetAsideColumn,
  type Table,
  type TextTable,
} from '../learner/index.ts';
import { cellsOf } from './lead-outcome.ts';

export type UsableColumns = { train: Table; test: Table; setAside: SetAsideColumn[] };

/**
 * Reads both files the same way and leaves out what cannot be learned from: columns that are late ({@link findLateColumns}), that name rows, are
 * empty or all the same, that the test file lacks, and days that the test file has only outside the past. The day by which rows are ordered
 * is no input, because it never comes again; its weekday and month are.
 */
export function usableColumns(
  train: TextTable,
  test: TextTable,
  happened: Uint8Array,
  options: { outcome: string; time?: string; seed: number; keep?: readonly string[] },
): UsableColumns {
  const read = readColumns(train, { except: [options.outcome, 'row'] });
  const later = readColumnsLike(read.reading, test);
  const setAside = [...unreadable(read), ...absentFrom(test, read)];
  const gone = new Set(setAside.map(({ column }) => column));
  const candidates = read.columns.filter((column) => !gone.has(column.name));
  const learnable = candidates.filter((column) => {
    if (column.name === options.time) return false;
    if (column.kind !== 'number' || column.unit !== 'day') return true;
    if (
      !isBeyondThePast(
        column.values,
        later.columns.find((same) => same.name === column.name),
      )
    )
      return true;
    setAside.push({ column: column.name, why: 'most of its days in the test file lie outside those learned from; its weekday is kept' });
    return false;
  });
  const late = findLateColumns({ rowCount: read.rowCount, columns: learnable }, happened, options.seed, options.keep);
  setAside.push(...late);
  const isLate = new Set(late.map(({ column }) => column));
  const columns = learnable.filter((column) => !isLate.has(column.name));
  const names = new Set(columns.map((column) => column.name));
  return {
    train: { rowCount: read.rowCount, columns },
    test: { rowCount: later.rowCount, columns: later.columns.filter((column) => names.has(column.name)) },
    setAside,
  };
}

function unreadable(read: ReadTable): SetAsideColumn[] {
  const isSilent = (one: ColumnReading): one is ColumnReading & { as: 'nothing' } => one.as === 'nothing';
  return read.reading.filter(isSilent).map(({ name, why }) => ({ column: name, why }));
}

/** Columns that are missing from the test file, or empty in all its rows while the training file has them filled. */
function absentFrom(test: TextTable, read: ReadTable): SetAsideColumn[] {
  return read.reading.flatMap(({ name, as }): SetAsideColumn[] => {
    if (as === 'nothing') return [];
    const cells = cellsOf(test, name);
    if (!cells) return [{ column: name, why: 'the test file does not have it' }];
    return cells.length > 0 && cells.every(isUnknownCell) ? [{ column: name, why: 'it is empty in the whole test file' }] : [];
  });
}

function isBeyondThePast(past: Float64Array, later: Table['columns'][number] | undefined): boolean {
  if (later?.kind !== 'number') return false;
  let [low, high] = [Infinity, -Infinity];
  for (const day of past) {
    if (day < low) low = day;
    if (day > high) high = day;
  }
  let [known, outside] = [0, 0];
  for (const day of later.values) {
    if (Number.isNaN(day)) continue;
    known += 1;
    if (day < low || day > high) outside += 1;
  }
  return outside > 0.5 * known;
}
