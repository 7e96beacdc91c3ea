import { randomUUIDv7 } from 'node:crypto';
import {
  addMembership,
  firstVisit,
  inWorkspace,
  listWorkspaceIds,
  registerWorkspace,
  removePersonWithoutWorkspace,
  type WorkspaceTransaction,
  workspace as workspaces,
} from '@windshield/store';
import { ProblemError } from '../app/problem.ts';
import type { Cookies } from '../auth/sign-in.ts';
import type { Services } from '../services.ts';
import { system } from './system.ts';

export interface FirstVisitor {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/**
 * The first visitor becomes admin: of the workspace that was imported by command line, with the name and currency given now, else of a new one. Of many
 * who come in the same moment exactly one sets up.
 *
 * @throws ProblemError `conflict` when somebody was here before
 */
export async function setUp(
  services: Services,
  workspace: workspaces.NewWorkspace,
  visitor: FirstVisitor,
  userAgent?: string,
): Promise<Cookies & { workspaceId: string }> {
  const auth = services.pools.auth;
  const done = await firstVisit(auth, async () => {
    await removePersonWithoutWorkspace(auth, visitor.email);
    const [existing] = await listWorkspaceIds(auth);
    const workspaceId = existing ?? (await makeWorkspace(services, workspace));
    if (existing) await inWorkspace(services.pools.app, system(existing), (tx) => adopt(tx, workspace));
    const { userId, cookies } = await services.signIn.signUp(visitor, userAgent);
    await addMembership(auth, { userId, workspaceId, role: 'admin' });
    return { workspaceId, cookies };
  });
  if (!done) throw new ProblemError('conflict', 'Somebody has set this up already. Sign in, or ask an admin for an invitation link.');
  return done;
}

/** Currency and time zone of a workspace with data are what its data say; only an empty one takes those of its first visitor. */
async function adopt(tx: WorkspaceTransaction, { currency, timeZone, ...rest }: workspaces.NewWorkspace): Promise<void> {
  await workspaces.changeWorkspace(tx, (await workspaces.hasData(tx)) ? rest : { ...rest, currency, timeZone });
}

/** Makes an empty workspace and returns its id. */
export async function makeWorkspace(services: Services, values: workspaces.NewWorkspace): Promise<string> {
  const workspaceId = randomUUIDv7();
  await inWorkspace(services.pools.app, system(workspaceId), (tx) => workspaces.createWorkspace(tx, values));
  await registerWorkspace(services.pools.auth, workspaceId);
  return workspaceId;
}
