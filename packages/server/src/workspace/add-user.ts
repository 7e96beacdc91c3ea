import { type ActorRole, addMembership, membersOf } from '@windshield/store';
import { ProblemError } from '../app/problem.ts';
import { invalid } from '../app/validate.ts';
import type { Services } from '../services.ts';
import { homeWorkspace } from './home.ts';

const mail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
export const leastPasswordLength = 12;

/**
 * Lets a person sign in; with an address that signs in already, gives them the role.
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
  const faults = [
    ...(mail.test(email) ? [] : [{ field: 'email', message: 'takes a mail address such as ana@example.org' }]),
    ...(password.length >= leastPasswordLength ? [] : [{ field: 'password', message: `takes at least ${leastPasswordLength} characters` }]),
  ];
  if (faults.length > 0) throw invalid(faults);
  const workspaceId = await homeWorkspace(services, { name: 'My company' });
  const member = (await membersOf(services.pools.auth, workspaceId)).find((one) => one.email === email.toLowerCase());
  if (member) {
    await addMembership(services.pools.auth, { userId: member.userId, workspaceId, role });
    return { workspaceId, isNew: false };
  }
  const { userId } = await services.signIn.signUp({ name, email: email.toLowerCase(), password });
  await addMembership(services.pools.auth, { userId, workspaceId, role });
  return { workspaceId, isNew: true };
}

/** "ana.ruiz@example.org" is Ana Ruiz until she says otherwise. */
function nameOf(email: string): string {
  const words = (email.split('@')[0] ?? '').split(/[._+-]+/).filter(Boolean);
  return words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join(' ') || email;
}

/** Makes a key for programs. The key is seen this once. */
export async function createKey(
  services: Services,
  name: string,
  role: ActorRole,
): Promise<{ id: string; key: string; workspaceId: string }> {
  if (name.trim() === '')
    throw new ProblemError('invalid', { detail: 'name must not be empty', fields: [{ field: 'name', message: 'must not be empty' }] });
  const workspaceId = await homeWorkspace(services, { name: 'My company' });
  const { id, key } = await services.keys.create(workspaceId, name.trim(), role);
  return { id, key, workspaceId };
}
