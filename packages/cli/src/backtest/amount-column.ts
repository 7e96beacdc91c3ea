import { readAmountColumn, type TableFile } from '@windshield/ingest';
import { UsageError } from '../command-line.ts';
import type { FoundColumn } from './find-column.ts';
import { placeOf, shown } from './read-file.ts';

/**
 * Amounts of some rows in major units; NaN where unknown.
 *
 * @throws UsageError naming file, line and column of a cell that is no amount, or of amounts in several currencies
 */
export function amountsIn(file: TableFile, amount: FoundColumn, rows: readonly number[]): Float64Array {
  const read = readAmountColumn(amount.cells);
  if ('cell' in read)
    throw new UsageError(
      `${placeOf(file, amount.name, read.row)}: "${shown(read.cell)}" is not an amount: one such as 1200 or 1,200.50 is expected.`,
    );
  if (read.currencies.length > 1)
    throw new UsageError(
      `${file.name}, column "${amount.name}": the amounts are in ${read.currencies.join(' and ')}; one currency is expected.`,
    );
  return Float64Array.from(rows, (row) => read.amounts[row] as number);
}
