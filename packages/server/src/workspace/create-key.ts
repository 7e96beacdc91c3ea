import type { ActorRole } from '@windshield/store';
import { invalid } from '../app/validate.ts';
import type { Services } from '../services.ts';
import { homeWorkspace } from './home.ts';

/**
 * Makes a key for programs. The key is seen this once.
 *
 * @throws ProblemError `invalid` without a name
 */
export async function createKey(
  services: Services,
  name: string,
  role: ActorRole,
): Promise<{ id: string; key: string; workspaceId: string }> {
  if (name.trim() === '') throw invalid([{ field: 'name', message: 'must not be empty' }]);
  const workspaceId = await homeWorkspace(services, { name: 'My company' });
  const { id, key } = await services.keys.create(workspaceId, name.trim(), role);
  return { id, key, workspaceId };
}
