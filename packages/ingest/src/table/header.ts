import type { Row } from './scan.ts';

export interface FoundHeader {
  /** 1-based line; 0 where the file has no header. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The header among the first rows: the first one as wide as the table whose cells are names rather than values. */
export function findHeader(rows: readonly Row[], width: number): FoundHeader {
  for (let index = 0; index < Math.min(rows.length, 40); index++) {
    const row = rows[index];
    if (!row) break;
    const filled = row.cells.filter((cell) => cell.trim() !== '').length;
    if (row.cells.length < width * 0.6 || filled < Math.min(width, 2) || filled < width * 0.5) continue;
    if (areNames(row.cells)) return { line: row.line, cells: distinct(row.cells) };
    break;
  }
  return { line: 0, cells: Array.from({ length: width }, (_, index) => `Column ${index + 1}`) };
}

/** How many cells most of the table's rows have. */
export function usualWidth(rows: readonly Row[]): number {
  const widths = new Map<number, number>();
  for (const row of rows) widths.set(row.cells.length, (widths.get(row.cells.length) ?? 0) + 1);
  // Few wide rows weigh more than many lines of prose around them.
  const weight = (count: number, times: number) => times * Math.log2(count) ** 2;
  let width = 1;
  for (const [count, times] of widths) {
    if (weight(count, times) > weight(width, widths.get(width) ?? 0)) width = count;
  }
  return width;
}

/** Names have letters and are no numbers, dates or mails; one odd cell in eight is forgiven. */
function areNames(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const values = filled.filter(
    (cell) => !/\p{L}/u.test(cell) || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell) || /^(https?:\/\/|www\.)/i.test(cell) || cell.length > 120,
  );
  const hasDigitsOnly = filled.some((cell) => /^[-+]?[\d.,/:\s-]+$/.test(cell) && /\d/.test(cell));
  return values.length <= filled.length / 8 && (!hasDigitsOnly || filled.length > 20);
}

/** Headers as they are, trimmed; a repeated one gets its number (`Phone`, `Phone (2)`), an empty one its place. */
export function distinct(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name =
      cell
        .replace(/^\ufeff/, '')
        .replace(/\s+/g, ' ')
        .trim() || `Column ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
