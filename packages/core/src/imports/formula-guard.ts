/**
 * Cells that a spreadsheet would take for a formula (`=HYPERLINK(…)`, `@SUM`, `+cmd|…`), behind any number of `'`. Signed numbers and
 * phones (`-12.50`, `+1 212 555 0100`) calculate nothing.
 */
const formula = /^'*([=@\t\r]|[+-](?![\d\s().,:/-]*$))/;

/** The cell with a `'` ahead where a spreadsheet would otherwise calculate it. `unguarded` takes it off again, for every text. */
export function guarded(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

/** What {@link guarded} was given. */
export function unguarded(cell: string): string {
  return cell.charCodeAt(0) === 39 && formula.test(cell) ? cell.slice(1) : cell;
}
