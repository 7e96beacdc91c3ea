import { type DateOrder, readDateColumns, type TableFile } from '@windshield/ingest';
import { oneOf, UsageError } from '../command-line.ts';
import type { FoundColumn } from './find-column.ts';
import { placeOf, shown } from './read-file.ts';

/** `--dates`: which of day and month comes first, where the dates themselves leave it open. */
export const dateOrders = ['dmy', 'mdy', 'ymd'] as const satisfies readonly DateOrder[];

export function dateOrderOf(value: string | undefined): DateOrder | undefined {
  return value === undefined ? undefined : oneOf('--dates', value, dateOrders);
}

export interface ReadDates {
  /** Per column and row: milliseconds since 1970-01-01 UTC, NaN where the cell is empty. Of days, the midnight they begin with. */
  readonly epochMilliseconds: readonly Float64Array[];
  /** What a reader should know about how they were read. */
  readonly notes: readonly string[];
}

/**
 * Dates of several columns of one file, read alike.
 *
 * @param wanted `days` for the day as it is written, whatever its hour and offset
 * @throws UsageError naming file, line and column of a cell that is no date
 */
export function readDates(
  file: TableFile,
  columns: readonly FoundColumn[],
  order: DateOrder | undefined,
  wanted: 'instants' | 'days' = 'instants',
): ReadDates {
  const read = readDateColumns(
    columns.map(({ cells }) => cells),
    order,
    wanted,
  );
  if ('cell' in read) {
    const column = columns[read.column]?.name ?? '';
    throw new UsageError(
      `${placeOf(file, column, read.row)}: "${shown(read.cell)}" is not a date that can be read${order ? ` (--dates ${order})` : ''}: one such as 2026-11-21 or 21.11.2026 is expected.`,
    );
  }
  demandPlausible(file, columns, read.epochMilliseconds);
  const names = columns.map(({ name }) => `"${name}"`).join(' and ');
  const notes = read.isProven
    ? []
    : [
        `${file.name}: every date of ${names} could be read with the day or the month first; the month was taken. --dates dmy turns it round.`,
      ];
  return { epochMilliseconds: read.epochMilliseconds, notes };
}

const [earliest, latest] = [Date.UTC(1900, 0, 1), Date.UTC(2200, 0, 1)];

/** Systems write 9999-12-31 where there is no date; taken as one it would stretch everything that is counted in days. */
function demandPlausible(file: TableFile, columns: readonly FoundColumn[], dates: readonly Float64Array[]): void {
  for (const [at, { name, cells }] of columns.entries()) {
    const row = dates[at]?.findIndex((date) => date < earliest || date >= latest) ?? -1;
    if (row !== -1)
      throw new UsageError(
        `${placeOf(file, name, row)}: "${shown(cells[row] ?? '')}" lies outside the years 1900 to 2199. A cell without a date is expected to be empty.`,
      );
  }
}
