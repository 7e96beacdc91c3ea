import * as contract from '@windshield/contract';
import { changeMembership, hasMembers, listWorkspaceIds, membersOf, shutOut, workspace as workspaces } from '@windshield/store';
import type { App } from '../app/context.ts';
import { demandRole, mount, mountPublic } from '../app/mount.ts';
import { ProblemError } from '../app/problem.ts';
import { invalid } from '../app/validate.ts';
import { isFromThisMachine } from '../auth/address.ts';
import { personOf } from '../auth/person.ts';
import { signedIn } from '../auth/signed-in.ts';
import type { Services } from '../services.ts';
import { settleWho } from './identity.ts';
import { readMe } from './me.ts';
import { setUp } from './set-up.ts';

export function mountWorkspace(app: App, services: Services): void {
  const { auth } = services.pools;

  mountPublic(app, contract.welcome, async ({ context }) => ({
    isFirstVisit: !(await hasMembers(auth)),
    hasWorkspace: (await listWorkspaceIds(auth)).length > 0,
    hasSession: (await services.sessions.check(context.req.header('cookie'))) !== undefined,
  }));

  mountPublic(app, contract.setUp, async ({ body, context }) => {
    if (!isFromThisMachine(context) && (await listWorkspaceIds(auth)).length > 0) throw new ProblemError('forbidden', firstFromAfar);
    const { workspaceName, currency, timeZone, locale, ...visitor } = body;
    const values = { name: workspaceName, currency, timeZone: knownZone(timeZone), locale };
    const { workspaceId, cookies } = await setUp(services, values, visitor, context.req.header('user-agent'));
    return signedIn(context, cookies, { workspaceId });
  });

  mount(app, services, contract.me, ({ caller, within }) => within((tx) => readMe(tx, caller)));

  mount(app, services, contract.setPreferences, ({ body, caller, within }) =>
    within(async (tx) => {
      const { timeZone, ...settings } = body;
      await workspaces.setUserSettings(tx, settings, timeZone && knownZone(timeZone));
      return readMe(tx, caller);
    }),
  );

  mount(app, services, contract.listCandidates, ({ caller, within }) =>
    within(async (tx) => ({ candidates: await workspaces.listCandidates(tx, personOf(caller)) })),
  );

  mount(app, services, contract.claim, async ({ body, caller, actor, within }) => {
    const { userId: authUserId, name, email } = personOf(caller);
    const user = await settleWho(services, { authUserId, name, email, role: actor.role }, actor.workspaceId, body);
    return within((tx) => readMe(tx, { ...caller, actor: { ...actor, userId: user.id, role: user.role } }));
  });

  mount(app, services, contract.changeWorkspace, ({ body, within }) =>
    within((tx) => workspaces.changeWorkspace(tx, { ...body, ...(body.timeZone && { timeZone: knownZone(body.timeZone) }) })),
  );

  mount(app, services, contract.listUsers, async ({ actor, caller, within }) => {
    const here = actor.role === 'admin' ? await membersOf(auth, actor.workspaceId) : [];
    const members = here
      .filter(({ workspaceUserId }) => workspaceUserId === null)
      .map(({ userId, name, email, role }) => ({ id: userId, name, email, role, isYou: userId === caller.person?.userId }));
    return { ...(await within(workspaces.listUsers)), members };
  });

  mount(app, services, contract.changeUser, async ({ params, body, actor, within }) => {
    demandRole(actor, ['admin'], 'change users');
    const { reason, occurredAt, ...patch } = body;
    const user = await within((tx) => workspaces.changeUser(tx, params.id, patch, { reason, occurredAt }));
    const { role, isActive, signsIn } = patch;
    await changeMembership(auth, { workspaceId: actor.workspaceId, workspaceUserId: user.id, role, isActive, signsIn });
    services.sessions.forget();
    return user;
  });

  mount(app, services, contract.shutOutMember, async ({ params, caller, actor, within }) => {
    demandRole(actor, ['admin'], 'shut people out');
    if (params.id === caller.person?.userId)
      throw new ProblemError('conflict', 'That is you. Ask another admin to shut you out, or sign out.');
    const done = await shutOut(auth, { userId: params.id, workspaceId: actor.workspaceId });
    if (done === 'notHere')
      throw new ProblemError('notFound', 'Nobody here signs in with this membership. They may have been shut out already.');
    if (done === 'lastAdmin')
      throw new ProblemError('conflict', 'That would leave nobody who can administer; make somebody else admin first.');
    services.sessions.forget();
    const { workspaceUserId } = done;
    if (workspaceUserId !== null) await within((tx) => workspaces.changeUser(tx, workspaceUserId, { isActive: false }));
    return undefined;
  });
}

/** Else whoever finds the port first owns what was imported by command line. */
const firstFromAfar =
  'There is data here already, so the first admin is made on the machine that runs Windshield: open it in a browser there, or run there: windshield user add MAIL --role admin --password-stdin';

function knownZone(timeZone: string): string {
  if (!isZone(timeZone)) throw invalid([{ field: 'timeZone', message: 'takes an IANA time zone such as Europe/Madrid' }]);
  return timeZone;
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== undefined;
  } catch {
    return false;
  }
}
