import * as contract from '@windshield/contract';
import { listApiKeys, listInvitations, listSessions, signOutSession, withdrawInvitation, workspace as workspaces } from '@windshield/store';
import type { App } from '../app/context.ts';
import { demandRole, mount, mountPublic } from '../app/mount.ts';
import { ProblemError } from '../app/problem.ts';
import { personOf } from '../auth/person.ts';
import { signedIn } from '../auth/signed-in.ts';
import type { Services } from '../services.ts';
import { mountAccount } from './account-routes.ts';
import { enterWithInvitation, invite, readInvitation } from './invitations.ts';
import { originOf } from './origin.ts';
import { mountPasswordLinks } from './password-link-routes.ts';
import { mountSignIn } from './sign-in-routes.ts';

/** Signing in and out, one's own sign-in, sessions, invitations and keys. */
export function mountAccess(app: App, services: Services): void {
  mountSignIn(app, services);
  mountAccount(app, services);
  mountPasswordLinks(app, services);
  mountSessions(app, services);
  mountInvitations(app, services);
  mountKeys(app, services);
}

function mountSessions(app: App, services: Services): void {
  mount(app, services, contract.listSessions, async ({ caller }) => {
    const { userId, sessionId } = personOf(caller);
    const rows = await listSessions(services.pools.auth, userId);
    return { sessions: rows.map((row) => ({ ...presentSession(row), isThisOne: row.id === sessionId })) };
  });

  mount(app, services, contract.revokeSession, async ({ params, caller }) => {
    const found = await signOutSession(services.pools.auth, personOf(caller).userId, params.id);
    services.sessions.forget();
    if (!found) throw new ProblemError('notFound', 'You have no such session. It may have ended already.');
    return undefined;
  });
}

function mountInvitations(app: App, services: Services): void {
  const { auth } = services.pools;

  mount(app, services, contract.listInvitations, async ({ actor }) => {
    demandRole(actor, ['admin'], 'see invitations');
    const rows = await listInvitations(auth, actor.workspaceId);
    return { invitations: rows.map(presentInvitation) };
  });

  mount(app, services, contract.invite, async ({ actor, body, context, within }) => {
    demandRole(actor, ['admin'], 'invite people');
    const { userId } = body;
    if (userId !== undefined) await within((tx) => workspaces.getUser(tx, userId));
    const made = await invite(services, actor.workspaceId, body, originOf(services.baseUrl, context));
    return { ...presentInvitation(made), link: made.link };
  });

  mount(app, services, contract.withdrawInvitation, async ({ actor, params }) => {
    demandRole(actor, ['admin'], 'withdraw invitations');
    if (!(await withdrawInvitation(auth, actor.workspaceId, params.id)))
      throw new ProblemError('notFound', 'There is no such open invitation here.');
    return undefined;
  });

  mountPublic(app, contract.readInvitation, async ({ params }) => {
    const { email, role, workspaceName } = await readInvitation(services, params.token);
    return { email, role, workspaceName };
  });

  mountPublic(app, contract.acceptInvitation, async ({ params, body, context }) => {
    const { workspaceId, cookies } = await enterWithInvitation(services, params.token, body, context.req.header('user-agent'));
    return signedIn(context, cookies, { workspaceId });
  });
}

function mountKeys(app: App, services: Services): void {
  mount(app, services, contract.listKeys, async ({ actor }) => {
    demandRole(actor, ['admin'], 'see keys');
    return { keys: (await listApiKeys(services.pools.auth, actor.workspaceId)).map(presentKey) };
  });

  mount(app, services, contract.createKey, async ({ actor, body }) => {
    demandRole(actor, ['admin'], 'make keys');
    const made = await services.keys.create(actor.workspaceId, body.name, body.role);
    return { ...presentKey(made), key: made.key };
  });

  mount(app, services, contract.revokeKey, async ({ actor, params }) => {
    demandRole(actor, ['admin'], 'revoke keys');
    if (!(await services.keys.revoke(actor.workspaceId, params.id)))
      throw new ProblemError('notFound', 'There is no such key here. It may have been revoked already.');
    return undefined;
  });
}

type Row = Awaited<ReturnType<typeof listInvitations>>[number];
const presentInvitation = ({ id, email, role, expiresAt }: Row) => ({ id, email, role, expiresAt: expiresAt.toISOString() });

type Key = Awaited<ReturnType<typeof listApiKeys>>[number];
const presentKey = ({ id, name, role, start, createdAt, lastUsedAt }: Key) => ({
  ...{ id, name, role, start },
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

type Session = Awaited<ReturnType<typeof listSessions>>[number];
const presentSession = (row: Session) => ({ ...row, createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString() });
