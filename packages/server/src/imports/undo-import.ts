import { imports, inWorkspace } from '@windshield/store';
import { refreshClock } from '../deals/index.ts';
import type { Services } from '../services.ts';
import { findHome, system } from '../workspace/index.ts';

/**
 * Takes back what an import did, for commands; the server does the same in a job.
 *
 * @throws Error when there is no such import, or it still runs
 */
export async function undoImport(services: Services, importId: string): Promise<imports.UndoResult> {
  const workspaceId = await findHome(services);
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(importId);
  const known =
    workspaceId && isId && (await inWorkspace(services.pools.app, system(workspaceId), (tx) => imports.importState(tx, importId)));
  if (!workspaceId || !known) throw new Error(`There is no import ${importId} here. "windshield import" prints the id of each.`);
  const undone = await imports.undoImport(services.pools.app, { workspaceId }, importId);
  await refreshClock(services, workspaceId);
  return undone;
}
