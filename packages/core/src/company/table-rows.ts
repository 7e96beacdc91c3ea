import type { Column, Table } from '../learner/index.ts';

/** The given rows of a table. O(rows * columns). */
export function rowsOf(table: Table, rows: ArrayLike<number>): Table {
  const columns = table.columns.map(
    (column): Column =>
      column.kind === 'number'
        ? { ...column, values: Float64Array.from(rows, (row) => column.values[row] as number) }
        : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row] as number) },
  );
  return { rowCount: rows.length, columns };
}

/** Tables of the same rows side by side. */
export function sideBySide(first: Table, ...others: readonly Table[]): Table {
  return { rowCount: first.rowCount, columns: [first, ...others].flatMap(({ columns }) => columns) };
}
