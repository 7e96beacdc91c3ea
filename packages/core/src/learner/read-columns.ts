import { dayMs, weekday } from '../time/index.ts';
import { cellDay, type DayOrder, dayOrder } from './cell-day.ts';
import { cellNumber, type DecimalSign, decimalSign, isUnknownCell } from './cell-number.ts';
import type { Column, Table } from './table.ts';
import type { TextTable } from './text-table.ts';

/** How one column of a file is read. Plain JSON, so that another file is read the same way. */
export type ColumnReading =
  | { name: string; as: 'number'; decimal: DecimalSign }
  | { name: string; as: 'category'; levels: readonly string[] }
  | { name: string; as: 'day'; order: DayOrder; hasSeasons: boolean }
  /** Words of which nearly every row has its own: only whether there are any says something. */
  | { name: string; as: 'filled' }
  | { name: string; as: 'nothing'; why: string };

export type TableReading = readonly ColumnReading[];

/** A table with the description by which it was read, for {@link readColumnsLike}. */
export type ReadTable = Table & { reading: TableReading };

export type ReadOptions = {
  /** Columns left out, by name: the outcome, times that only order the rows, what is set aside. */
  except?: readonly string[];
};

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A header cell as it is compared: without a byte order mark and outer blanks. */
export function headerName(cell: string): string {
  return cell.replace(/^\uFEFF/, '').trim();
}

/**
 * Reads cells as features: numbers (decimal comma or point, currency and percent signs taken off), days (as a day number, weekday, and
 * month where the days span two years), words as categories. Numbers that only name the row and columns without content are left out;
 * words of which nearly every row has its own become "filled or not". What each column was read as stands in `reading`.
 * @param table cells of n rows; a name that stands twice is read once
 * O(cells).
 */
export function readColumns(table: TextTable, options: ReadOptions = {}): ReadTable {
  const except = new Set((options.except ?? []).map(headerName));
  const seen = new Set<string>();
  const reading: ColumnReading[] = [];
  for (const { name: header, cells } of table.columns) {
    const name = headerName(header);
    if (except.has(name) || seen.has(name)) continue;
    seen.add(name);
    reading.push(readingOf(name, cells, table.rowCount));
  }
  return { ...readColumnsLike(reading, table), reading };
}

/**
 * Reads another file as `reading` says. A column that this file lacks is unknown in all its rows; levels never seen before are unknown words
 * of their own (a code beyond the levels first read), which a learner treats as it treats rare ones.
 * O(cells).
 */
export function readColumnsLike(reading: TableReading, table: TextTable): Table {
  const byName = new Map<string, readonly string[]>();
  for (const { name, cells } of table.columns) if (!byName.has(headerName(name))) byName.set(headerName(name), cells);
  const absent: readonly string[] = [];
  const columns = reading.flatMap((one) => columnsOf(one, byName.get(one.name) ?? absent, table.rowCount));
  return { rowCount: table.rowCount, columns };
}

function readingOf(name: string, cells: readonly string[], rowCount: number): ColumnReading {
  const known = cells.filter((cell) => !isUnknownCell(cell));
  if (known.length === 0) return { name, as: 'nothing', why: 'it is empty in every row' };
  const distinct = new Set(known);
  // What a column is shows in its different cells; a thousand of them, spread evenly, tell.
  const sample = spread([...distinct], 1_000);
  const decimal = decimalSign(sample);
  const numbers = sample.filter((cell) => cellNumber(cell, decimal) !== undefined).length;
  if (numbers >= 0.95 * sample.length && !areCodes(sample)) {
    if (isRowName(name, known, distinct.size, decimal)) return { name, as: 'nothing', why: 'its numbers only name the row' };
    return distinct.size === 1 && known.length === rowCount ? constant(name) : { name, as: 'number', decimal };
  }
  const order = dayOrder(sample);
  const days = sample.filter((cell) => cellDay(cell, order) !== undefined).length;
  if (days >= 0.95 * sample.length) return dayReading(name, sample, order);
  if (distinct.size === 1 && known.length === rowCount) return constant(name);
  if (isOwnToNearlyEveryRow(known.length, distinct.size)) {
    return known.length === rowCount ? { name, as: 'nothing', why: 'nearly every row has its own value' } : { name, as: 'filled' };
  }
  return { name, as: 'category', levels: levelsOf(cells) };
}

function constant(name: string): ColumnReading {
  return { name, as: 'nothing', why: 'it is the same in every row' };
}

function dayReading(name: string, sample: readonly string[], order: DayOrder): ColumnReading {
  const days = sample.map((cell) => cellDay(cell, order)).filter((day) => day !== undefined);
  const span = days.reduce((most, day) => Math.max(most, day), -Infinity) - days.reduce((least, day) => Math.min(least, day), Infinity);
  return { name, as: 'day', order, hasSeasons: span >= 730 };
}

const namesOfRows = /(^|[^a-z])(id|ids|uid|uuid|guid|key|index|row|rownumber|nr|no|number|num|line)\W*$/i;
const camelNames = /(Id|ID|Key|Index|Number|Uuid)$/;

/** Whole numbers, all different, that are called an id or count the rows one by one. */
function isRowName(name: string, known: readonly string[], distinct: number, decimal: DecimalSign): boolean {
  if (distinct < known.length || known.length < 2) return false;
  let low = Infinity;
  let high = -Infinity;
  for (const cell of known) {
    const value = cellNumber(cell, decimal);
    if (value === undefined || !Number.isInteger(value)) return false;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const isCounted = known.length >= 10 && high - low === known.length - 1;
  return isCounted || namesOfRows.test(name) || camelNames.test(name);
}

/** Digits with a zero in front are no amount but a code: a postcode, a telephone number, an account. */
function areCodes(sample: readonly string[]): boolean {
  const zeroFirst = sample.filter((cell) => /^0\d{3,}$/.test(cell.trim())).length;
  return zeroFirst > 0 && zeroFirst >= 0.01 * sample.length;
}

function isOwnToNearlyEveryRow(known: number, distinct: number): boolean {
  return distinct > 12 && distinct > 0.8 * known;
}

function levelsOf(cells: readonly string[]): string[] {
  const levels = new Set<string>();
  for (const cell of cells) if (!isUnknownCell(cell)) levels.add(cell.trim());
  return [...levels].sort((a, b) => (a < b ? -1 : 1));
}

function columnsOf(reading: ColumnReading, cells: readonly string[], rowCount: number): Column[] {
  const { name } = reading;
  if (reading.as === 'nothing') return [];
  if (reading.as === 'number') {
    return [{ kind: 'number', name, values: numbersOf(cells, rowCount, (cell) => cellNumber(cell, reading.decimal)) }];
  }
  if (reading.as === 'day') return dayColumns(reading, cells, rowCount);
  if (reading.as === 'filled') {
    const codes = new Int32Array(rowCount).fill(-1);
    for (let i = 0; i < rowCount; i++) if (!isUnknownCell(cells[i] ?? '')) codes[i] = 0;
    return [{ kind: 'category', name, levels: ['filled'], codes }];
  }
  const levels = [...reading.levels];
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const codes = new Int32Array(rowCount).fill(-1);
  for (let i = 0; i < rowCount; i++) {
    const cell = cells[i] ?? '';
    if (isUnknownCell(cell)) continue;
    const level = cell.trim();
    let code = codeOf.get(level);
    if (code === undefined) {
      code = levels.push(level) - 1;
      codeOf.set(level, code);
    }
    codes[i] = code;
  }
  return [{ kind: 'category', name, levels, codes }];
}

function dayColumns(reading: ColumnReading & { as: 'day' }, cells: readonly string[], rowCount: number): Column[] {
  const { name } = reading;
  const values = numbersOf(cells, rowCount, (cell) => cellDay(cell, reading.order));
  const weekdayCodes = new Int32Array(rowCount).fill(-1);
  const monthCodes = new Int32Array(rowCount).fill(-1);
  for (let i = 0; i < rowCount; i++) {
    const day = values[i] as number;
    if (Number.isNaN(day)) continue;
    weekdayCodes[i] = weekday(Math.floor(day)) - 1;
    monthCodes[i] = new Date(day * dayMs).getUTCMonth();
  }
  const columns: Column[] = [
    { kind: 'number', name, values, unit: 'day' },
    { kind: 'category', name: `${name}: weekday`, levels: weekdays, codes: weekdayCodes },
  ];
  if (reading.hasSeasons) columns.push({ kind: 'category', name: `${name}: month`, levels: months, codes: monthCodes });
  return columns;
}

function numbersOf(cells: readonly string[], rowCount: number, read: (cell: string) => number | undefined): Float64Array {
  const values = new Float64Array(rowCount).fill(Number.NaN);
  for (let i = 0; i < rowCount; i++) {
    const cell = cells[i] ?? '';
    if (!isUnknownCell(cell)) values[i] = read(cell) ?? Number.NaN;
  }
  return values;
}

/**
 * Cells that order rows in time: days since 1970-01-01, or the numbers as they are where the column holds numbers (epoch seconds, years).
 * NaN where a cell is neither.
 * @returns undefined when fewer than nine cells in ten can be read
 */
export function readTimes(cells: readonly string[]): Float64Array | undefined {
  const sample = spread(
    cells.filter((cell) => !isUnknownCell(cell)),
    1_000,
  );
  const decimal = decimalSign(sample);
  const order = dayOrder(sample);
  const asNumber = numbersOf(cells, cells.length, (cell) => cellNumber(cell, decimal));
  const asDay = numbersOf(cells, cells.length, (cell) => cellDay(cell, order));
  const readable = (values: Float64Array) => values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  const best = readable(asDay) >= readable(asNumber) ? asDay : asNumber;
  return cells.length > 0 && readable(best) >= 0.9 * cells.length ? best : undefined;
}

function spread<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)] as T);
}
