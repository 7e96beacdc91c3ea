import { findMember } from '@windshield/store';
import { ProblemError } from '../app/problem.ts';
import type { Services } from '../services.ts';

export interface Colleague {
  readonly userId: string;
  readonly name: string;
}

/**
 * Somebody else who signs in here and nowhere else, for an admin who is about to change how they sign in.
 *
 * @param instead what one does about oneself: one's own sign-in asks for what an open browser does not know
 * @throws ProblemError `notFound`, `conflict`
 */
export async function findColleague(
  { pools }: Services,
  workspaceId: string,
  by: { readonly userId: string },
  who: { readonly userId: string } | { readonly memberId: string },
  instead: string,
): Promise<Colleague> {
  const member = await findMember(pools.auth, workspaceId, who);
  if (!member) throw new ProblemError('notFound', 'Nobody here signs in as this user. Invite them, or ask them to say who they are.');
  if (member.userId === by.userId) throw new ProblemError('conflict', `That is you. ${instead}, or ask another admin.`);
  if (member.isElsewhereToo)
    throw new ProblemError('conflict', 'They belong to another workspace here, too: whoever runs Windshield sets it by command.');
  return member;
}
