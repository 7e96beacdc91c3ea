import pg from 'pg';
import type { Newcomers } from './newcomers.ts';
import type { ImportBatch } from './types.ts';

/**
 * Writes a batch; one that PostgreSQL refuses for its data is halved until the row that cannot be stored stands alone, and that one is
 * rejected with the reason. `writeOnce` must leave nothing behind when it throws.
 *
 * @throws what `writeOnce` throws for another reason than the data
 */
export async function writeHalving(
  batch: ImportBatch,
  newcomers: Newcomers,
  writeOnce: (part: ImportBatch) => Promise<void>,
): Promise<void> {
  try {
    await writeOnce(batch);
  } catch (error) {
    if ((error as { code?: string }).code === '23505' && newcomers.doubt()) return writeHalving(batch, newcomers, writeOnce);
    const [first] = batch.records;
    if (!isAboutData(error) || !first) throw error;
    if (batch.records.every(({ line }) => line === first.line)) {
      const reason = `This row cannot be stored: ${(error as Error).message}`;
      await writeOnce({ ...batch, records: [], rejected: [...batch.rejected, { line: first.line, cells: first.cells ?? [], reason }] });
      return;
    }
    for (const half of halves(batch)) await writeHalving(half, newcomers, writeOnce);
  }
}

/** Data exceptions and broken constraints, and values that JavaScript could not turn into what the column takes. */
function isAboutData(error: unknown): boolean {
  if (error instanceof RangeError || error instanceof TypeError) return true;
  return error instanceof pg.DatabaseError && /^(22|23)/.test(error.code ?? '');
}

/** Several records can stand on one line: they stay together. */
function halves({ records, rejected, rows, nextLine }: ImportBatch): [ImportBatch, ImportBatch] {
  const isTurn = (at: number) => records[at]?.line !== records[at - 1]?.line;
  const middle = Math.ceil(records.length / 2);
  let at = middle;
  while (at < records.length && !isTurn(at)) at++;
  if (at === records.length) for (at = middle; !isTurn(at); ) at--;
  const turn = records[at]?.line ?? nextLine;
  const before = rejected.filter(({ line }) => line < turn);
  const rowsBefore = Math.min(rows, at + before.length);
  return [
    { records: records.slice(0, at), rejected: before, rows: rowsBefore, nextLine: turn },
    { records: records.slice(at), rejected: rejected.filter(({ line }) => line >= turn), rows: rows - rowsBefore, nextLine },
  ];
}
