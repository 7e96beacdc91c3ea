import { listWorkspaceIds, type workspace as workspaces } from '@windshield/store';
import type { Services } from '../services.ts';
import { makeWorkspace } from './set-up.ts';

/** The workspace that commands work in: the oldest. Undefined before anything was imported or anybody signed in. */
export async function findHome(services: Services): Promise<string | undefined> {
  return (await listWorkspaceIds(services.pools.auth))[0];
}

/** The workspace that commands work in, made with these values where there is none yet. */
export async function homeWorkspace(services: Services, values: workspaces.NewWorkspace): Promise<string> {
  return (await findHome(services)) ?? (await makeWorkspace(services, values));
}
