import { dayMs } from '@windshield/core';
import {
  type ActorRole,
  acceptInvitation,
  addInvitation,
  addMembership,
  entering,
  findInvitation,
  type InvitationRow,
  inWorkspace,
  removePersonWithoutWorkspace,
  workspace as workspaces,
} from '@windshield/store';
import { ProblemError } from '../app/problem.ts';
import { hashOf, makeLinkToken } from '../auth/link-token.ts';
import type { Cookies } from '../auth/sign-in.ts';
import type { Services } from '../services.ts';
import { settleWho } from './identity.ts';
import { system } from './system.ts';

const validDays = 14;

/**
 * Makes a link with which one person gets in. The link is seen this once; a newer one to the same address takes its place.
 *
 * @param origin where people reach the web app, such as https://sales.example.com
 */
export async function invite(
  services: Services,
  workspaceId: string,
  { email, role, userId }: { email: string; role: ActorRole; userId?: string | undefined },
  origin: string,
): Promise<InvitationRow & { link: string }> {
  const { token, hash } = makeLinkToken();
  const row = await addInvitation(services.pools.auth, {
    workspaceId,
    email: email.toLowerCase(),
    role,
    workspaceUserId: userId,
    tokenHash: hash,
    expiresAt: new Date(services.now() + validDays * dayMs),
  });
  return { ...row, link: `${origin}/invitation/${token}` };
}

/** @throws ProblemError `notFound` when the link was used, withdrawn, or ran out */
export async function readInvitation(services: Services, token: string): Promise<InvitationRow & { workspaceName: string }> {
  const invitation = await findInvitation(services.pools.auth, hashOf(token));
  if (!invitation)
    throw new ProblemError('notFound', 'This invitation was used, withdrawn, or ran out. Ask the person who sent it for a new link.');
  const workspace = await inWorkspace(services.pools.app, system(invitation.workspaceId), workspaces.readWorkspace);
  return { ...invitation, workspaceName: workspace.name };
}

interface Entrant {
  readonly name: string;
  readonly password: string;
}

/** Lets the invited person in and signs them in. */
export function enterWithInvitation(
  services: Services,
  token: string,
  entrant: Entrant,
  userAgent?: string,
): Promise<Cookies & { workspaceId: string }> {
  return entering(services.pools.auth, () => enter(services, token, entrant, userAgent));
}

async function enter(
  services: Services,
  token: string,
  { name, password }: Entrant,
  userAgent: string | undefined,
): Promise<Cookies & { workspaceId: string }> {
  const { auth } = services.pools;
  const { id, email, role, workspaceId, workspaceUserId } = await readInvitation(services, token);
  await removePersonWithoutWorkspace(auth, email);
  const { userId, cookies } = await services.signIn.signUp({ name, email, password }, userAgent);
  if (!(await acceptInvitation(auth, id))) {
    await removePersonWithoutWorkspace(auth, email);
    throw new ProblemError('conflict', 'This invitation was used a moment ago. Sign in instead.');
  }
  await addMembership(auth, { userId, workspaceId, role });
  if (workspaceUserId) await settleWho(services, { authUserId: userId, name, email, role }, workspaceId, { userId: workspaceUserId });
  return { workspaceId, cookies };
}
