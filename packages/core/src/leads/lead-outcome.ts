import { headerName, isUnknownCell, type TextTable } from '../learner/index.ts';
import { BadTable } from './bad-table.ts';
import { outcomeKey } from './same-value.ts';

/** The cells of a column by its name, blanks around it and a byte order mark apart. */
export function cellsOf(table: TextTable, name: string): readonly string[] | undefined {
  const asked = headerName(name);
  return table.columns.find((column) => headerName(column.name) === asked)?.cells;
}

/** Which rows of the training file count, and what happened in each: rows without an outcome are left out. */
export type LeadOutcome = { rows: Int32Array; happened: Uint8Array; without: number };

/**
 * Reads the outcome of the training file, however the positive value is spelled ({@link outcomeKey}). Where all rows hold one value, nothing but the share of the past can be learned.
 * @throws BadTable when the column is missing or stands twice, when it holds several values but not the positive one, or when the file has no rows
 */
export function readOutcome(train: TextTable, outcome: string, positive: string): LeadOutcome {
  const named = train.columns.filter((column) => headerName(column.name) === headerName(outcome));
  if (named.length === 0)
    throw new BadTable('train', outcome, `there is no such column; there are ${listed(train.columns.map((c) => headerName(c.name)))}`);
  if (named.length > 1) throw new BadTable('train', outcome, `it stands ${named.length} times; one column of that name is expected`);
  const cells = named[0]?.cells ?? [];
  if (train.rowCount === 0) throw new BadTable('train', outcome, 'there are no rows; rows with known outcomes are expected');
  const wanted = positive.trim();
  const key = outcomeKey(positive);
  const rows = Int32Array.from(cells.keys()).filter((row) => wanted === '' || !isUnknownCell(cells[row] as string));
  const happened = Uint8Array.from(rows, (row) => (outcomeKey(cells[row] as string) === key ? 1 : 0));
  const count = happened.reduce((sum, value) => sum + value, 0);
  const others = new Set(Array.from(rows, (row) => (cells[row] as string).trim()));
  // Few leads of which none succeeded hold one other value; more values without the asked one are a slip of the pen.
  if (count === 0 && others.size !== 1)
    throw new BadTable('train', outcome, `no row holds "${wanted}"; it holds ${listed([...others]) || 'nothing'}`);
  return { rows, happened, without: train.rowCount - rows.length };
}

/** Some names in quotes, cut where there are many. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name.length > 40 ? `${name.slice(0, 39)}…` : name}"`);
  return shown.join(', ') + (names.length > 12 ? ` and ${names.length - 12} more` : '');
}
