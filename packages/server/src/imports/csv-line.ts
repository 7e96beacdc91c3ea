import { guarded } from '@windshield/core';

/** One line of CSV (RFC 4180), quoted where it must be. What a spreadsheet would take for a formula stands behind a `'`. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(guarded(cell))).join(',')}\r\n`;
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
