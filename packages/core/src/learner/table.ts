/** Numbers of one feature, a value per row; NaN where it is unknown. `unit: 'day'`: days since 1970-01-01, said to people as a day. */
export type NumberColumn = { kind: 'number'; name: string; values: Float64Array; unit?: 'day' };

/** Words of one feature: an index into `levels` per row; -1 where it is unknown. */
export type CategoryColumn = { kind: 'category'; name: string; levels: readonly string[]; codes: Int32Array };

export type Column = NumberColumn | CategoryColumn;

/**
 * Features of many rows, column by column. Inside these typed arrays NaN and -1 stand for "unknown", because they hold nothing else;
 * every learner treats unknown as a state of its own, never as a zero.
 */
export type Table = { rowCount: number; columns: readonly Column[] };

/**
 * Some rows of a table, in the order given. Levels stay as they are, so codes mean the same in both.
 * O(rows × columns).
 */
export function pickRows(table: Table, rows: ArrayLike<number>): Table {
  const rowCount = rows.length;
  const columns = table.columns.map((column): Column => {
    if (column.kind === 'number') {
      const values = new Float64Array(rowCount);
      for (let i = 0; i < rowCount; i++) values[i] = column.values[rows[i] as number] as number;
      return { ...column, values };
    }
    const codes = new Int32Array(rowCount);
    for (let i = 0; i < rowCount; i++) codes[i] = column.codes[rows[i] as number] as number;
    return { ...column, codes };
  });
  return { rowCount, columns };
}
