import { once } from 'node:events';
import { from as copyFrom } from 'pg-copy-streams';
import type { WorkspaceTransaction } from '../engine/index.ts';

/** A value as COPY takes it; `jsonb` comes as text that {@link jsonText} made, `bytea` as `\x…`. */
export type Cell = string | number | boolean | null | undefined;

/** Rows in the form that COPY takes, made ready before there is a transaction to load them in. */
export class EncodedRows {
  readonly count: number;
  readonly bytes: Buffer;

  constructor(rows: readonly (readonly Cell[])[]) {
    this.count = rows.length;
    this.bytes = encodeRows(rows);
  }
}

/**
 * Loads rows into a temporary table that has the named columns of `like` and goes with the transaction (row-level security forbids
 * COPY into the table itself). About 1 µs for each cell.
 *
 * @returns the temporary table's name
 */
export async function stageRows(
  tx: WorkspaceTransaction,
  like: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[] | EncodedRows,
): Promise<string> {
  const staged = `staged_${like.replace('app.', '')}_${++stagings}`;
  await tx.raw(`create temporary table ${staged} on commit drop as select ${columns.join(', ')} from ${like} limit 0`);
  const copy = tx.client.query(copyFrom(`copy pg_temp.${staged} (${columns.join(', ')}) from stdin`));
  copy.end(rows instanceof EncodedRows ? rows.bytes : encodeRows(rows));
  await once(copy, 'finish');
  return staged;
}

/** Each load of a transaction has a table of its own: dropping the one before would be another round trip. */
let stagings = 0;

/** Inserts rows set-wise into a table of this workspace; `suffix` takes an `on conflict` clause. */
export async function insertRows(
  tx: WorkspaceTransaction,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[] | EncodedRows,
  suffix = '',
): Promise<void> {
  if ((rows instanceof EncodedRows ? rows.count : rows.length) === 0) return;
  const staged = await stageRows(tx, table, columns, rows);
  const names = columns.join(', ');
  await tx.raw(`insert into ${table} (workspace_id, ${names}) select (select app.workspace()), ${names} from pg_temp.${staged} ${suffix}`);
}

/** Rows for one table. */
export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: EncodedRows;
  /** An `on conflict` clause. */
  readonly suffix?: string;
}

/** Loads rows for several tables, says so, and inserts them all with one message, so that PostgreSQL needs nothing from here meanwhile. */
export async function insertTogether(
  tx: WorkspaceTransaction,
  parts: readonly TableRows[],
  onLoaded: () => void = () => {},
): Promise<void> {
  let statements = '';
  for (const { table, columns, rows, suffix = '' } of parts) {
    if (rows.count === 0) continue;
    const staged = await stageRows(tx, table, columns, rows);
    const names = columns.join(', ');
    statements += `insert into ${table} (workspace_id, ${names}) select (select app.workspace()), ${names} from pg_temp.${staged} ${suffix};`;
  }
  onLoaded();
  if (statements !== '') await tx.client.query(statements);
}

/** The text format of COPY. NUL, which PostgreSQL cannot keep, is left out. */
function encodeRows(rows: readonly (readonly Cell[])[]): Buffer {
  let text = '';
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) {
      if (i > 0) text += '\t';
      const cell = row[i];
      if (cell === null || cell === undefined) text += '\\N';
      else if (typeof cell === 'string') text += special.test(cell) ? cell.replace(everySpecial, (sign) => escapes[sign] ?? '') : cell;
      else if (typeof cell === 'number') text += cell;
      else text += cell ? 't' : 'f';
    }
    text += '\n';
  }
  return Buffer.from(text);
}

const special = /[\\\n\r\t\0]/;
const everySpecial = /[\\\n\r\t\0]/g;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** JSON that `jsonb` accepts: NUL is left out, halves of surrogate pairs become U+FFFD. */
export function jsonText(value: unknown): string {
  const json = JSON.stringify(value);
  return json.includes('\\u0000') || json.includes('\\ud') ? JSON.stringify(storable(value)) : json;
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [storable(name), storable(inner)]));
}
