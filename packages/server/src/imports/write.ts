import type { FilePlan } from '@windshield/core';
import { type Input, prepareReading, readRecords } from '@windshield/ingest';
import { type Actor, imports, inWorkspace } from '@windshield/store';
import type { Services } from '../services.ts';
import { readingDefaults } from './inspect.ts';
import { readSample } from './sample.ts';
import { demandSource, forgetUpload, type ImportSource, openFiles } from './source.ts';

export interface WriteOptions {
  /** After every batch, with rows counted over all files of this run. */
  readonly onBatch?: ((progress: { rowsDone: number; rowsTotal: number; path: string }) => void) | undefined;
  /** The process is asked to end: stop after the batch in hand, to go on another time. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes a started import file by file, from wherever an earlier run left it.
 *
 * @returns false when it was paused, undone or interrupted on the way
 * @throws what made it impossible to go on
 */
export async function writeImport(services: Services, actor: Actor, importId: string, options: WriteOptions = {}): Promise<boolean> {
  const source = demandSource(services, importId);
  const saved = await inWorkspace(services.pools.app, actor, (tx) => imports.importPlans(tx, importId));
  const reading = await openReading(
    services,
    actor,
    source,
    saved.map(({ plan }) => plan),
  );
  const rowsTotal = saved.reduce((sum, { plan }) => sum + (plan.kind === undefined ? 0 : plan.rows), 0);
  let rowsDone = 0;
  try {
    for (const { fileNo, plan } of saved) {
      if (plan.kind === undefined) continue;
      const writer = await imports.openImportWriter(services.pools.app, actor, importId, fileNo);
      if (writer.isDone) continue;
      let isStopped = false;
      for await (const batch of reading.batches(plan, writer.fromLine)) {
        await writer.write(batch);
        rowsDone += batch.rows;
        options.onBatch?.({ rowsDone, rowsTotal, path: plan.path });
        isStopped = writer.mustStop || options.signal?.aborted === true;
        if (isStopped) break;
      }
      await writer.close({ isDone: !isStopped });
      if (isStopped || writer.mustStop) return false;
    }
  } finally {
    await reading.close();
  }
  await inWorkspace(services.pools.app, actor, imports.refreshStatistics);
  await imports.finishImport(services.pools.app, actor, importId);
  forgetUpload(services, importId);
  return true;
}

interface Reading {
  batches(plan: FilePlan, fromLine: number | undefined): AsyncIterable<imports.ImportBatch> | Iterable<imports.ImportBatch>;
  close(): Promise<void>;
}

/** The source, ready to be read by plan. */
export async function openReading(
  services: Services,
  actor: Actor,
  source: ImportSource,
  plans: readonly FilePlan[],
  batchRows?: number,
): Promise<Reading> {
  if (source.kind === 'sample')
    return { batches: (plan, fromLine) => readSample(source, plan.kind ?? 'deals', fromLine), close: () => Promise.resolve() };
  const opened = await openFiles(source);
  const context = await prepareReading(opened.inputs, plans, await readingDefaults(services, actor, plans));
  const inputs = new Map<string, Input>(opened.inputs.map((input) => [input.path, input]));
  return {
    batches(plan, fromLine) {
      const input = inputs.get(plan.path);
      if (!input) throw new Error(`${plan.path} is no longer where it was. Import it again.`);
      return readRecords(input, plan, context, {
        ...(fromLine !== undefined && { fromLine }),
        ...(batchRows !== undefined && { batchRows }),
      });
    },
    close: () => opened.close(),
  };
}
