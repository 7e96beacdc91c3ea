import { inWorkspace, settleWorkspaceUser, workspace as workspaces } from '@windshield/store';
import { ProblemError } from '../app/problem.ts';
import type { Services } from '../services.ts';
import { system } from './system.ts';

/** Keeps which user of the workspace a person is, on both sides: the workspace's and that of signing in. What they may do is not theirs to say. */
export async function settleWho(
  services: Services,
  person: workspaces.SignedIn,
  workspaceId: string,
  who: workspaces.Claim,
): Promise<workspaces.User> {
  const user = await inWorkspace(services.pools.app, { ...system(workspaceId), source: 'user' }, (tx) => workspaces.claim(tx, person, who));
  const settled = await settleWorkspaceUser(services.pools.auth, { userId: person.authUserId, workspaceId, workspaceUserId: user.id });
  if (!settled) throw new ProblemError('conflict', 'Somebody else is this user already. Choose another, or ask an admin.');
  services.sessions.forget();
  return user;
}
