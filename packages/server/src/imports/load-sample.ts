import type { SimulationInput } from '@windshield/sim';
import { imports, inWorkspace, workspace as workspaces } from '@windshield/store';
import type { Services } from '../services.ts';
import { homeWorkspace, system } from '../workspace/index.ts';
import { inspectImport } from './inspect.ts';
import { finishOf, type ImportOutcome } from './run-import.ts';
import { usualSeed } from './sample.ts';
import { keepSource } from './source.ts';

/** Which made-up company: the usual seed and today unless told; the rest as `simulateCompany` has it. */
export type SampleInput = Partial<Pick<SimulationInput, 'seed' | 'asOf' | 'mode' | 'years' | 'reps'>>;

/**
 * Fills an empty workspace with the made-up company. It can be undone like any import.
 *
 * @throws Error when the workspace has data
 */
export async function loadSample(services: Services, { seed = usualSeed, asOf, ...size }: SampleInput = {}): Promise<ImportOutcome> {
  const workspaceId = await homeWorkspace(services, { name: 'Sample company', currency: 'EUR', isSample: true });
  const actor = { ...system(workspaceId), source: 'import' as const };
  const { importId, currency } = await inWorkspace(services.pools.app, actor, async (tx) => {
    if (await workspaces.hasData(tx))
      throw new Error('The sample company fills an empty workspace; this one has data already. Choose another directory with --data.');
    const home = await workspaces.readWorkspace(tx);
    return { importId: await imports.createImport(tx, { name: 'Sample company' }), currency: home.currency };
  });
  const day = asOf ?? new Date(services.now()).toISOString().slice(0, 10);
  keepSource(services, importId, { kind: 'sample', seed, asOf: day, ...size, currency });
  await inspectImport(services, actor, importId);
  return finishOf(services, actor, importId);
}
