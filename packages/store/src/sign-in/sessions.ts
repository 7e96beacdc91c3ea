import type pg from 'pg';
import type { Membership } from './memberships.ts';

/** Somebody who is signed in, and where they belong. */
export interface SignedInSession extends Membership {
  readonly sessionId: string;
  readonly expiresAt: Date;
  readonly updatedAt: Date;
  /** The workspace asks for a second factor, and the person has none yet. */
  readonly owesTwoFactor: boolean;
}

export interface SessionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly userAgent: string | null;
}

/** The running session with this token: one round trip, prepared once per connection. */
export async function findSession(auth: pg.Pool, token: string): Promise<SignedInSession | undefined> {
  const { rows } = await auth.query<SignedInSession>({
    name: 'findSession',
    text: `
      select s.id as "sessionId", s."expiresAt", s."updatedAt", u.id as "userId", u.name, u.email,
        m.workspace_id as "workspaceId", m.role, m.workspace_user_id as "workspaceUserId",
        exists (select from auth.workspaces w where w.workspace_id = m.workspace_id and w.requires_two_factor)
          and not exists (select from auth.two_factors f where f.user_id = u.id and f.confirmed_at is not null) as "owesTwoFactor"
      from auth."session" s join auth."user" u on u.id = s."userId"
      join auth.memberships m on m.user_id = u.id and m.is_active
      where s.token = $1 and s."expiresAt" > now() order by m.created_at limit 1`,
    values: [token],
  });
  return rows[0];
}

/** Lets a session in use run on. */
export async function extendSession(auth: pg.Pool, sessionId: string, expiresAt: Date): Promise<void> {
  await auth.query(`update auth."session" set "expiresAt" = $2, "updatedAt" = now() where id = $1`, [sessionId, expiresAt]);
}

export async function listSessions(auth: pg.Pool, userId: string): Promise<SessionRow[]> {
  const { rows } = await auth.query<SessionRow>(
    `select id, "createdAt", "expiresAt", "userAgent" from auth."session" where "userId" = $1 and "expiresAt" > now()
     order by "createdAt" desc limit 200`,
    [userId],
  );
  return rows;
}

/** Ends one of a person's sessions. Returns false when that person has no such session. */
export async function signOutSession(auth: pg.Pool, userId: string, sessionId: string): Promise<boolean> {
  const { rowCount } = await auth.query(`delete from auth."session" where "userId" = $1 and id = $2`, [userId, sessionId]);
  return rowCount === 1;
}

/** Ends every session of a person but, where one is named, that one. */
export async function endSessions(auth: pg.Pool, userId: string, exceptSessionId?: string): Promise<void> {
  await auth.query(`delete from auth."session" where "userId" = $1 and id is distinct from $2`, [userId, exceptSessionId ?? null]);
}
