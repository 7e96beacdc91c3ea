import type { RouteConfig } from '@hono/zod-openapi';
import { claim, me, revokeSession } from '@windshield/contract';
import { inWorkspace, workspace as workspaces } from '@windshield/store';
import type { Caller } from '../app/context.ts';
import { ProblemError } from '../app/problem.ts';
import type { Services } from '../services.ts';

/** What people may do before they have said who they are: say it, and see to their own sign-in. */
const beforehand: readonly RouteConfig[] = [claim, revokeSession];
const ownSignIn = 'account';
/** How a page learns that something is owed. */
const sayingSo: readonly RouteConfig[] = [me];
/** What the first admin does before there is anybody to be. */
const settingUp = ['workspace', 'imports'];

/**
 * Whatever a person writes is written by somebody: who signs in says first which of the users here they are. Keys speak for nobody, and
 * an admin may set the workspace up, and write into one that holds nothing yet.
 *
 * @throws ProblemError `forbidden`
 */
export async function demandUser(services: Services, { actor, person }: Caller, route: RouteConfig): Promise<void> {
  if (!person || actor.userId !== undefined || beforehand.includes(route) || route.tags?.includes(ownSignIn)) return;
  if (actor.role === 'admin') {
    if (route.tags?.some((tag) => settingUp.includes(tag))) return;
    if (!(await inWorkspace(services.pools.app, actor, workspaces.hasData))) return;
  }
  throw new ProblemError('forbidden', 'Say first which of the people here you are.');
}

/**
 * Where the workspace asks for two-factor sign-in, whoever has not set it up does that before anything else.
 *
 * @throws ProblemError `forbidden`
 */
export function demandTwoFactor({ person }: Caller, route: RouteConfig): void {
  if (!person?.owesTwoFactor || route.tags?.includes(ownSignIn) || sayingSo.includes(route)) return;
  throw new ProblemError('forbidden', 'This workspace asks for two-factor sign-in. Set it up in Settings, Account, first.');
}
