import type { Caller, RequestContext } from '../app/context.ts';
import { ProblemError } from '../app/problem.ts';
import type { Services } from '../services.ts';

/**
 * Who asks: a key in `Authorization: Bearer …` or `x-api-key`, else the session of the cookie.
 *
 * @throws ProblemError `unauthenticated`
 */
export async function authenticate(services: Services, context: RequestContext): Promise<Caller> {
  const key = keyOf(context);
  if (key !== undefined) return callerOfKey(services, key);
  const checked = await services.sessions.check(context.req.header('cookie'));
  if (!checked) throw new ProblemError('unauthenticated', 'Sign in, or send a key as "Authorization: Bearer wsk_…".');
  const { session, cookie } = checked;
  if (cookie) context.header('set-cookie', cookie, { append: true });
  const { workspaceId, workspaceUserId, role, userId, sessionId, name, email, owesTwoFactor } = session;
  return { actor: { workspaceId, userId: workspaceUserId ?? undefined, role }, person: { userId, sessionId, name, email, owesTwoFactor } };
}

async function callerOfKey(services: Services, key: string): Promise<Caller> {
  const owner = await services.keys.check(key);
  if (!owner) throw new ProblemError('unauthenticated', 'This key is not known, or was revoked. Make a new one in the settings.');
  return { actor: { workspaceId: owner.workspaceId, role: owner.role, source: 'api' } };
}

function keyOf(context: RequestContext): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  return bearer ?? context.req.header('x-api-key');
}
