import { type CellDate, type DateOrder, instantReader, parseDate } from './date.ts';
import { orderEvidence, provenOrder } from './date-order.ts';

/** Columns of dates of one file, read alike. */
export interface DateColumns {
  /** Per column and row: milliseconds since 1970-01-01 UTC; NaN where the cell is empty. */
  readonly epochMilliseconds: readonly Float64Array[];
  /** Which of day and month comes first, and what speaks for it; `isProven` is false where every date could be read both ways. */
  readonly order: DateOrder;
  readonly isProven: boolean;
}

/** A cell that is no date. */
export interface UnreadableCell {
  readonly column: number;
  readonly row: number;
  readonly cell: string;
}

/**
 * Reads whole columns of dates or time stamps as spreadsheets and CRMs write them (see `parseDate`). Day and month are told apart by the
 * dates themselves, each column by its own, else by the others, else month first. Times without an offset are UTC.
 * Cost: O(cells).
 *
 * @param order what the caller knows; nothing is guessed then
 * @param asWritten the day as it stands in the cell, whatever its hour and offset: what closed on 31 March at 20:00-05:00 closed in March
 * @returns the first cell that is neither empty nor a date, where there is one
 */
export function readDateColumns(
  columns: readonly (readonly string[])[],
  order?: DateOrder,
  asWritten: 'instants' | 'days' = 'instants',
): DateColumns | UnreadableCell {
  const evidence = columns.map((cells) => provenOrder(orderEvidence(counted(cells)))?.order);
  const common = evidence.find((one) => one !== undefined && one !== 'ymd');
  const toInstant = instantReader('UTC');
  const epochMilliseconds: Float64Array[] = [];
  for (const [column, cells] of columns.entries()) {
    const own = order ?? evidence[column] ?? common ?? 'mdy';
    const values = new Float64Array(cells.length);
    for (let row = 0; row < cells.length; row++) {
      const cell = cells[row] as string;
      if (isEmptyDate(cell)) {
        values[row] = Number.NaN;
        continue;
      }
      const date = parseDate(cell, own);
      if (!date) return { column, row, cell };
      const isDay = asWritten === 'days' || (date.timeMs === undefined && date.offsetMinutes === undefined);
      values[row] = isDay ? startOf(date) : Date.parse(toInstant(date));
    }
    epochMilliseconds.push(values);
  }
  const isProven = order !== undefined || evidence.some((one) => one !== undefined) || !columns.some(hasEither);
  return { epochMilliseconds, order: order ?? common ?? evidence.find((one) => one !== undefined) ?? 'mdy', isProven };
}

/** What exports write where there is no date. */
function isEmptyDate(cell: string): boolean {
  return cell === '' || /^\s*(|-|–|null|nan|nat|n\/a|none)\s*$/i.test(cell);
}

function startOf({ year, month, day }: CellDate): number {
  return Date.UTC(year, month - 1, day);
}

function* counted(cells: readonly string[]): Generator<readonly [string, number]> {
  for (const cell of cells) yield [cell, 1];
}

function hasEither(cells: readonly string[]): boolean {
  return orderEvidence(counted(cells)).either > 0;
}
