import { type Database, inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { actingFor } from './acting-for.ts';
import { writeHalving } from './halve-batch.ts';
import { importContext } from './import-context.ts';
import type { ImportActor, ImportBatch, ImportCounts, SavedPlan } from './types.ts';
import { sortBatch, writeBatch } from './write-batch.ts';

/**
 * What an import would create, update, leave as it is and reject, by number of file: it is written by the very code that imports, in
 * one transaction that is then taken back.
 *
 * @param prepare names the import, or makes it and the workspace too, which are then taken back as well
 * @param batchesOf gives the batches of a file; large ones (20,000 rows) spare PostgreSQL's lock table
 */
export async function previewWriting(
  database: Database,
  actor: ImportActor,
  prepare: (tx: WorkspaceTransaction) => Promise<{ readonly importId: string; readonly plans: readonly SavedPlan[] }>,
  batchesOf: (saved: SavedPlan) => AsyncIterable<ImportBatch> | Iterable<ImportBatch>,
): Promise<ReadonlyMap<number, ImportCounts>> {
  const counts = new Map<number, ImportCounts>();
  const takeBack = new Error('taken back');
  await inWorkspace(database, actingFor(actor), async (tx) => {
    const { importId, plans } = await prepare(tx);
    for (const saved of plans) {
      if (saved.plan.kind === undefined) continue;
      const context = await importContext(tx, importId, saved);
      let sum = { rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
      for await (const batch of batchesOf(saved)) {
        await writeHalving(batch, context.newcomers, async (part) => {
          await tx.raw('savepoint part');
          try {
            const { created, updated, unchanged, rejected } = await writeBatch(tx, context, sortBatch(part));
            sum = {
              rows: sum.rows + part.rows,
              created: sum.created + created,
              updated: sum.updated + updated,
              unchanged: sum.unchanged + unchanged,
              rejected: sum.rejected + rejected,
            };
          } catch (error) {
            context.links.forget();
            await tx.raw('rollback to savepoint part');
            throw error;
          } finally {
            await tx.raw('release savepoint part');
          }
        });
      }
      counts.set(saved.fileNo, sum);
    }
    throw takeBack;
  }).catch((error: unknown) => {
    if (error !== takeBack) throw error;
  });
  return counts;
}
