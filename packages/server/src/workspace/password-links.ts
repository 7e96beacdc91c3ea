import { dayMs } from '@windshield/core';
import { addPasswordLink, findPasswordLink, noteAccountEvent, type PasswordLinkOwner, usePasswordLink } from '@windshield/store';
import { ProblemError } from '../app/problem.ts';
import { hashOf, makeLinkToken } from '../auth/link-token.ts';
import type { Services } from '../services.ts';
import type { Colleague } from './colleague.ts';

const validMs = dayMs;
/**
 * Makes a link with which somebody who forgot their password sets a new one, once, within a day. The link is seen this once; a newer one takes
 * its place. That it was made, and by whom, is kept for the person to see.
 *
 * @param origin where people reach the web app, such as https://sales.example.com
 */
export async function makePasswordLink(
  { pools, now }: Services,
  { member, by, workspaceId }: { readonly member: Colleague; readonly by: Colleague; readonly workspaceId: string },
  origin: string,
): Promise<{ readonly link: string; readonly expiresAt: Date }> {
  const { token, hash } = makeLinkToken();
  const expiresAt = new Date(now() + validMs);
  await noteAccountEvent(pools.auth, { userId: member.userId, kind: 'passwordLinkMade', by });
  await addPasswordLink(pools.auth, { userId: member.userId, workspaceId, madeBy: by.userId, tokenHash: hash, expiresAt });
  return { link: `${origin}/new-password/${token}`, expiresAt };
}

/** @throws ProblemError `notFound` when the link was used, replaced, or ran out, or who made it is no admin any more */
export async function readPasswordLink({ pools }: Services, token: string): Promise<PasswordLinkOwner> {
  const owner = await findPasswordLink(pools.auth, hashOf(token));
  if (!owner) throw gone();
  return owner;
}

/**
 * Sets the password and ends every session of the person. A second factor is still asked for when they sign in.
 *
 * @throws ProblemError `notFound` when the link was used, replaced, or ran out
 */
export async function setPasswordByLink({ pools, signIn, sessions }: Services, token: string, password: string): Promise<void> {
  const userId = await usePasswordLink(pools.auth, hashOf(token));
  if (userId === undefined) throw gone();
  await signIn.setPassword(userId, password);
  sessions.forget();
  await noteAccountEvent(pools.auth, { userId, kind: 'passwordSetByLink' });
}

const gone = () =>
  new ProblemError('notFound', 'This link was used or replaced by a newer one, or its day is over. Ask an admin for a new one.');
