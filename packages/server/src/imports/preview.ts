import type { Preview } from '@windshield/contract';
import type { Inspection } from '@windshield/core';
import { type Actor, imports, inWorkspace, workspace as workspaces } from '@windshield/store';
import type { z } from 'zod';
import type { Services } from '../services.ts';
import { demandSource, type ImportSource } from './source.ts';
import { openReading } from './write.ts';

const batchRows = 20_000;
export type PresentedPreview = z.input<typeof Preview>;

/** How many records an import that waits would create, update and leave as they are. Nothing is written. */
export async function previewImport(services: Services, actor: Actor, importId: string): Promise<PresentedPreview> {
  const source = demandSource(services, importId);
  const plans = await inWorkspace(services.pools.app, actor, (tx) => imports.importPlans(tx, importId));
  return preview(
    services,
    actor,
    source,
    plans.map(({ plan }) => plan),
    () => Promise.resolve({ importId, plans }),
  );
}

/** The same for files that no import was opened for, in a workspace that may not be there yet; both are taken back too. */
export async function previewFiles(
  services: Services,
  actor: Actor,
  source: ImportSource,
  inspection: Inspection,
  newWorkspace: workspaces.NewWorkspace | undefined,
): Promise<PresentedPreview> {
  return preview(services, actor, source, inspection.files, async (tx) => {
    if (newWorkspace) await workspaces.createWorkspace(tx, newWorkspace);
    const importId = await imports.createImport(tx, { name: 'only a look' });
    return { importId, plans: await imports.saveInspection(tx, importId, inspection) };
  });
}

type Prepare = Parameters<typeof imports.previewWriting>[2];

async function preview(
  services: Services,
  actor: Actor,
  source: ImportSource,
  plans: Inspection['files'],
  prepare: Prepare,
): Promise<PresentedPreview> {
  const reading = await openReading(services, actor, source, plans, batchRows);
  let saved: readonly imports.SavedPlan[] = [];
  try {
    const keepPlans: Prepare = async (tx) => {
      const prepared = await prepare(tx);
      saved = prepared.plans;
      return prepared;
    };
    const counts = await imports.previewWriting(services.pools.app, actor, keepPlans, ({ plan }) => reading.batches(plan, undefined));
    const none = { rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
    const files = saved.map(({ fileNo, plan }) => ({ path: plan.path, kind: plan.kind ?? null, ...(counts.get(fileNo) ?? none) }));
    const sum = (field: 'created' | 'updated' | 'unchanged' | 'rejected') => files.reduce((total, file) => total + file[field], 0);
    return { files, totals: { created: sum('created'), updated: sum('updated'), unchanged: sum('unchanged'), rejected: sum('rejected') } };
  } finally {
    await reading.close();
  }
}
