import type { Me } from '@windshield/contract';
import { type WorkspaceTransaction, workspace as workspaces } from '@windshield/store';
import type { Caller } from '../app/context.ts';

const usual: Me['preferences'] = { theme: 'system', timeZone: null, workingHours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' } };

/** Who the caller is here. */
export async function readMe(tx: WorkspaceTransaction, { actor, person }: Caller): Promise<Me> {
  const known = person && (await workspaces.userOfSignIn(tx, person.userId));
  const settings = (known?.settings ?? {}) as Partial<Me['preferences']>;
  return {
    user: known?.user ?? null,
    name: known?.user.name ?? person?.name ?? 'API key',
    email: known?.user.email ?? person?.email ?? '',
    role: actor.role,
    maySayWho: person !== undefined && (actor.role === 'admin' || !known?.isSettled),
    owesTwoFactor: person?.owesTwoFactor ?? false,
    workspace: await workspaces.readWorkspace(tx),
    hasData: await workspaces.hasData(tx),
    preferences: {
      theme: settings.theme ?? usual.theme,
      timeZone: known?.timeZone ?? null,
      workingHours: settings.workingHours ?? usual.workingHours,
    },
  };
}
