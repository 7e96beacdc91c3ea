import type { RejectedRow } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';

const pageRows = 1_000;

/**
 * The rows of one file that could not be used, in the order of their lines, read page by page. A file of thousands of bad rows never
 * stands in memory as a whole. The header is the file's own: `header` of {@link rejectedHeader}.
 */
export async function* rejectedRows(tx: WorkspaceTransaction, importId: string, fileNo: number): AsyncGenerator<RejectedRow> {
  let line = -1;
  for (;;) {
    const rows = await tx.raw<{ line: number; cells: string[] | null; column_name: string | null; reason: string }>(
      `select line, cells, column_name, reason from app.import_rows
       where import_id = $1 and file_no = $2 and line > $3 and outcome = 'rejected' order by line limit ${pageRows}`,
      [importId, fileNo, line],
    );
    for (const row of rows) {
      line = row.line;
      yield { line, cells: row.cells ?? [], reason: row.reason, ...(row.column_name === null ? {} : { column: row.column_name }) };
    }
    if (rows.length < pageRows) return;
  }
}

/** The header of the file to download: the file's own columns, then `line`, `column` and `reason`. */
export async function rejectedHeader(tx: WorkspaceTransaction, importId: string, fileNo: number): Promise<string[]> {
  const [file] = await tx.raw<{ plan: { columns: { header: string; index: number }[] } }>(
    'select plan from app.import_files where import_id = $1 and file_no = $2',
    [importId, fileNo],
  );
  const columns = [...(file?.plan.columns ?? [])].sort((a, b) => a.index - b.index);
  return [...columns.map(({ header }) => header), 'line', 'column', 'reason'];
}
