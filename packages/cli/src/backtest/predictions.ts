/** What `--out` writes: a header and one row for each prediction. */
export interface Predictions {
  readonly header: readonly string[];
  readonly rows: Iterable<readonly (string | number | undefined)[]>;
}

/** CSV (RFC 4180): cells quoted where they must be, unknown as an empty cell, numbers as they are. */
export function* csvOf({ header, rows }: Predictions): Generator<string> {
  yield lineOf(header);
  for (const row of rows) yield lineOf(row);
}

function lineOf(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(cellOf).join(',')}\n`;
}

function cellOf(cell: string | number | undefined): string {
  if (cell === undefined) return '';
  const text = String(cell);
  return /[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A probability to nine decimals, never exactly 0 or 1: nothing is certain. */
export function probabilityCell(p: number): number {
  return Math.min(0.999999999, Math.max(1e-9, Number(p.toFixed(9))));
}
