import { imports, inWorkspace, workspace as workspaces } from '@windshield/store';
import type { Services } from '../services.ts';
import { homeWorkspace, system } from '../workspace/index.ts';
import { inspectImport } from './inspect.ts';
import { finishOf, type ImportOutcome } from './run-import.ts';
import { usualSeed } from './sample.ts';
import { keepSource } from './source.ts';

/**
 * Fills an empty workspace with the made-up company. It can be undone like any import.
 *
 * @param options.seed another seed gives another company; @param options.asOf ISO day, today unless told
 * @throws Error when the workspace has data
 */
export async function loadSample(
  services: Services,
  { seed = usualSeed, asOf }: { seed?: number; asOf?: string } = {},
): Promise<ImportOutcome> {
  const workspaceId = await homeWorkspace(services, { name: 'Sample company', currency: 'EUR', isSample: true });
  const actor = { ...system(workspaceId), source: 'import' as const };
  const { importId, currency } = await inWorkspace(services.pools.app, actor, async (tx) => {
    if (await workspaces.hasData(tx))
      throw new Error('The sample company fills an empty workspace; this one has data already. Choose another directory with --data.');
    const home = await workspaces.readWorkspace(tx);
    return { importId: await imports.createImport(tx, { name: 'Sample company' }), currency: home.currency };
  });
  keepSource(services, importId, { kind: 'sample', seed, asOf: asOf ?? new Date(services.now()).toISOString().slice(0, 10), currency });
  await inspectImport(services, actor, importId);
  return finishOf(services, actor, importId);
}
