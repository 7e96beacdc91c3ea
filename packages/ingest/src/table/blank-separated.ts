/** Cells of a line that one or more blanks separate. */
export function blankSeparated(line: string): string[] {
  return line.trim().split(/\s+/);
}

/**
 * Whether a text is a table in which blanks alone separate cells, as statistical data sets come: no other delimiter and no quote
 * anywhere, and the same number of cells, at least two, in every line. `isWhole`: the last line is complete.
 */
export function isBlankSeparated(text: string, isWhole: boolean): boolean {
  if (/[,;|"\t]/.test(text)) return false;
  const lines = text.split(/\r\n|\n|\r/);
  if (!isWhole) lines.pop();
  const filled = lines.filter((line) => line.trim() !== '');
  const width = blankSeparated(filled[0] ?? '').length;
  return width > 1 && filled.every((line) => blankSeparated(line).length === width);
}
