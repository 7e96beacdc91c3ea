import { type Database, inWorkspace } from '../engine/index.ts';
import { actingFor } from './acting-for.ts';
import { importContext } from './import-context.ts';
import type { ImportActor, ImportBatch, ImportCounts, SavedPlan } from './types.ts';
import { writeBatch } from './write-batch.ts';

/** Thrown to take everything back. */
class OnlyALook extends Error {}

/**
 * What writing these files would do, found out by doing it and taking it back: one transaction for all of them, so that files see what
 * the ones before would bring. Nothing stays.
 *
 * @param read gives the batches of a file; large ones (20,000 rows) spare PostgreSQL's lock table
 * @returns counts by number of file
 */
export async function previewWriting(
  database: Database,
  actor: ImportActor,
  importId: string,
  plans: readonly SavedPlan[],
  read: (file: SavedPlan) => AsyncIterable<ImportBatch> | Iterable<ImportBatch>,
): Promise<Map<number, ImportCounts>> {
  const counts = new Map<number, ImportCounts>();
  const looking = inWorkspace(database, actingFor(actor), async (tx) => {
    await tx.raw(`select pg_advisory_xact_lock(hashtextextended('import ' || app.workspace()::text, 0))`);
    for (const file of plans) {
      if (file.plan.kind === undefined) continue;
      const context = await importContext(tx, importId, file);
      let sum: ImportCounts = { rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
      for await (const batch of read(file)) {
        const { created, updated, unchanged, rejected } = await writeBatch(tx, context, batch);
        sum = {
          rows: sum.rows + batch.rows,
          created: sum.created + created,
          updated: sum.updated + updated,
          unchanged: sum.unchanged + unchanged,
          rejected: sum.rejected + rejected,
        };
      }
      counts.set(file.fileNo, sum);
    }
    throw new OnlyALook();
  });
  await looking.catch((error) => {
    if (!(error instanceof OnlyALook)) throw error;
  });
  return counts;
}
