import type { WorkspaceTransaction } from '../../engine/index.ts';

const pageRows = 2_000;

/** Reads the rows of a query page by page, in one unmoving picture of the data, however many there are. */
export async function* pages<Row extends object>(tx: WorkspaceTransaction, query: string): AsyncGenerator<Row[]> {
  const cursor = 'export_rows';
  await tx.raw(`declare ${cursor} no scroll cursor for ${query}`);
  for (;;) {
    const rows = await tx.raw<Row>(`fetch forward ${pageRows} from ${cursor}`);
    if (rows.length > 0) yield rows;
    if (rows.length < pageRows) break;
  }
  await tx.raw(`close ${cursor}`);
}
