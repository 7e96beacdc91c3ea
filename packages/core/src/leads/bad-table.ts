/** A table that does not fit: which one, which column, and what is expected there. */
export class BadTable extends Error {
  readonly table: 'train' | 'test';
  readonly column: string;
  readonly expectation: string;

  constructor(table: 'train' | 'test', column: string, expectation: string) {
    super(`${table}, column "${column}": ${expectation}`);
    this.name = 'BadTable';
    this.table = table;
    this.column = column;
    this.expectation = expectation;
  }
}
