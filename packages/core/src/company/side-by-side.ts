import type { Table } from '../learner/index.ts';

/** Tables of the same rows as one. */
export function sideBySide(first: Table, ...others: readonly Table[]): Table {
  return { rowCount: first.rowCount, columns: [first, ...others].flatMap(({ columns }) => columns) };
}
