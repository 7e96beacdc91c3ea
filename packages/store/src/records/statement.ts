import { createHash } from 'node:crypto';
import type { WorkspaceTransaction } from '../engine/index.ts';

const names = new Map<string, string>();

/** Statements with the same text share one prepared statement per connection. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('base64url');
    if (names.size < 2_000) names.set(text, name);
  }
  return name;
}

/** Collects the values of a statement while its text is put together: a value never becomes text, only a placeholder. */
export class Statement {
  readonly values: unknown[] = [];

  /** @param type PostgreSQL's name of the value's type, a constant of the program */
  bind(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }

  /** Runs the text as a prepared statement with the values bound so far; rows are arrays of values as they go into JSON. */
  read(tx: WorkspaceTransaction, text: string): Promise<unknown[][]> {
    return tx.rawValues(text, this.values, nameOf(text));
  }

  /** Runs the text as a prepared statement with the values bound so far. */
  run<Row extends object>(tx: WorkspaceTransaction, text: string): Promise<Row[]> {
    return tx.raw<Row>(text, this.values, nameOf(text));
  }
}
