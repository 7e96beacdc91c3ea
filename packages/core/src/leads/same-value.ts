/**
 * A value as outcomes are compared: without outer blanks, whatever its case, numbers by what they are worth. Files that passed through a
 * spreadsheet or a data frame hold "Yes", "YES" and "yes ", or "1" and "1.0", for the same thing.
 */
export function outcomeKey(cell: string): string {
  const text = cell.trim().replace(/\s+/g, ' ').toLowerCase();
  return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(text) ? String(Number(text)) : text;
}

/** Which spellings in these cells count as `value` besides its own, in the order of their first use; outer blanks apart. O(cells). */
export function otherSpellings(cells: readonly string[], value: string): string[] {
  const key = outcomeKey(value);
  return [...new Set(cells.map((cell) => cell.trim()))].filter((cell) => cell !== value.trim() && outcomeKey(cell) === key);
}
