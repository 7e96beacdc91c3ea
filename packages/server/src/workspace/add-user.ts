import { MailAddress, NewPassword } from '@windshield/contract';
import {
  type ActorRole,
  addMembership,
  inWorkspace,
  membersOf,
  noteAccountEvent,
  removePersonWithoutWorkspace,
  removeTwoFactor,
  workspace as workspaces,
} from '@windshield/store';
import { z } from 'zod';
import { check } from '../app/validate.ts';
import type { Services } from '../services.ts';
import { homeWorkspace } from './home.ts';
import { system } from './system.ts';

const Credentials = z.object({ email: MailAddress, password: NewPassword });

/**
 * Lets a person sign in; with an address that signs in already, gives them the role and the password, turns two-factor sign-in off and
 * signs them out everywhere.
 *
 * @throws ProblemError `invalid` naming what does not fit
 */
export async function addUser(
  services: Services,
  email: string,
  role: ActorRole,
  password: string,
  name = nameOf(email),
): Promise<{ workspaceId: string; isNew: boolean }> {
  check(Credentials, { email, password });
  const workspaceId = await homeWorkspace(services, { name: 'My company' });
  const member = (await membersOf(services.pools.auth, workspaceId)).find((one) => one.email === email.toLowerCase());
  if (member) {
    const { userId, workspaceUserId } = member;
    if (workspaceUserId)
      await inWorkspace(services.pools.app, system(workspaceId), (tx) =>
        workspaces.changeUser(tx, workspaceUserId, { role, isActive: true }),
      );
    await services.signIn.setPassword(userId, password);
    await noteAccountEvent(services.pools.auth, { userId, kind: 'passwordSetByCommand' });
    // Whoever may run commands here holds all the data: the way back in when the last admin lost their phone.
    if (await removeTwoFactor(services.pools.auth, userId))
      await noteAccountEvent(services.pools.auth, { userId, kind: 'twoFactorOffByCommand' });
    await addMembership(services.pools.auth, { userId, workspaceId, role });
    return { workspaceId, isNew: false };
  }
  await removePersonWithoutWorkspace(services.pools.auth, email);
  const { userId } = await services.signIn.signUp({ name, email: email.toLowerCase(), password });
  await addMembership(services.pools.auth, { userId, workspaceId, role });
  return { workspaceId, isNew: true };
}

/** "ana.ruiz@example.org" is Ana Ruiz until she says otherwise. */
function nameOf(email: string): string {
  const words = (email.split('@')[0] ?? '').split(/[._+-]+/).filter(Boolean);
  return words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join(' ') || email;
}
