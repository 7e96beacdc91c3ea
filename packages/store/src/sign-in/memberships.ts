import type pg from 'pg';
import type { ActorRole } from '../engine/index.ts';

/** A person who signs in, and what they are in a workspace. */
export interface Membership {
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: ActorRole;
  /** Which user of the workspace they are; null until they have said so. */
  readonly workspaceUserId: string | null;
  readonly name: string;
  readonly email: string;
}

export interface NewMembership {
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: ActorRole;
  readonly workspaceUserId?: string | undefined;
}

/** Whether anybody at all can sign in; false: the next visitor sets up. */
export async function hasMembers(auth: pg.Pool | pg.PoolClient): Promise<boolean> {
  const { rowCount } = await auth.query('select from auth.memberships limit 1');
  return rowCount === 1;
}

export async function addMembership(auth: pg.Pool | pg.PoolClient, membership: NewMembership): Promise<void> {
  const { userId, workspaceId, role, workspaceUserId } = membership;
  await auth.query(
    `insert into auth.memberships (user_id, workspace_id, role, workspace_user_id) values ($1, $2, $3, $4)
     on conflict (user_id, workspace_id) do update set role = excluded.role, is_active = true,
       workspace_user_id = coalesce(excluded.workspace_user_id, memberships.workspace_user_id)`,
    [userId, workspaceId, role, workspaceUserId ?? null],
  );
}

/** Somebody who signs in to this workspace, found by their membership or by the user that they are. */
export async function findMember(
  auth: pg.Pool,
  workspaceId: string,
  who: { readonly memberId: string } | { readonly userId: string },
): Promise<(Pick<Membership, 'userId' | 'name' | 'email'> & { readonly isElsewhereToo: boolean }) | undefined> {
  const { rows } = await auth.query<Pick<Membership, 'userId' | 'name' | 'email'> & { isElsewhereToo: boolean }>(
    `select u.id as "userId", u.name, u.email,
       exists (select from auth.memberships o where o.user_id = u.id and o.workspace_id <> $1 and o.is_active) as "isElsewhereToo"
     from auth.memberships m join auth."user" u on u.id = m.user_id
     where m.workspace_id = $1 and m.is_active and case when $3 then m.user_id else m.workspace_user_id end = $2`,
    [workspaceId, 'memberId' in who ? who.memberId : who.userId, 'memberId' in who],
  );
  return rows[0];
}

/** Whether a person belongs to any workspace. */
export async function isMember(auth: pg.Pool, userId: string): Promise<boolean> {
  const { rowCount } = await auth.query('select from auth.memberships where user_id = $1 and is_active limit 1', [userId]);
  return rowCount === 1;
}

/** Everyone who signs in to a workspace. */
export async function membersOf(auth: pg.Pool, workspaceId: string): Promise<Membership[]> {
  const { rows } = await auth.query<Membership>(
    `select m.user_id as "userId", m.workspace_id as "workspaceId", m.role, m.workspace_user_id as "workspaceUserId", u.name, u.email
     from auth.memberships m join auth."user" u on u.id = m.user_id where m.workspace_id = $1 and m.is_active order by m.created_at`,
    [workspaceId],
  );
  return rows;
}

/** Keeps which user of the workspace a person is. Returns false when somebody else is that user already. */
export async function settleWorkspaceUser(
  auth: pg.Pool,
  { userId, workspaceId, workspaceUserId }: { userId: string; workspaceId: string; workspaceUserId: string },
): Promise<boolean> {
  const { rowCount } = await auth.query(
    `update auth.memberships m set workspace_user_id = $3 where user_id = $1 and workspace_id = $2
       and not exists (select from auth.memberships o where o.workspace_id = $2 and o.workspace_user_id = $3 and o.user_id <> $1)`,
    [userId, workspaceId, workspaceUserId],
  );
  return rowCount === 1;
}

/**
 * What an admin changed about a user of the workspace, for the person who signs in as that user; nobody may do so, which is fine. What
 * the admin did not change stays: the user's own row can hold what an import said. Somebody who may no longer sign in is signed out everywhere.
 */
export async function changeMembership(
  auth: pg.Pool,
  {
    workspaceId,
    workspaceUserId,
    role,
    isActive,
    signsIn,
  }: {
    workspaceId: string;
    workspaceUserId: string;
    role?: ActorRole | undefined;
    isActive?: boolean | undefined;
    /** The person is to say again who they are. */
    signsIn?: false | undefined;
  },
): Promise<void> {
  await auth.query(
    `with changed as (update auth.memberships set role = coalesce($3, role), is_active = coalesce($4, is_active),
       workspace_user_id = case when $5 then workspace_user_id end where workspace_id = $1 and workspace_user_id = $2 returning user_id, is_active)
     delete from auth."session" where "userId" in (select user_id from changed where not is_active)`,
    [workspaceId, workspaceUserId, role ?? null, isActive ?? null, signsIn ?? true],
  );
}

/**
 * Lets a person in no more and signs them out everywhere.
 *
 * @returns the user of the workspace that they are, null where they never said; `notHere` when no such person signs in here,
 * `lastAdmin` when nobody would be left who can administer
 */
export async function shutOut(
  auth: pg.Pool,
  { userId, workspaceId }: { userId: string; workspaceId: string },
): Promise<{ workspaceUserId: string | null } | 'notHere' | 'lastAdmin'> {
  const client = await auth.connect();
  try {
    await client.query('begin');
    // Of two admins who shut out each other in the same moment one stays.
    const { rows } = await client.query<Pick<Membership, 'userId' | 'role' | 'workspaceUserId'>>(
      `select user_id as "userId", role, workspace_user_id as "workspaceUserId" from auth.memberships
       where workspace_id = $1 and is_active and (role = 'admin' or user_id = $2) order by user_id for update`,
      [workspaceId, userId],
    );
    const member = rows.find((row) => row.userId === userId);
    const isLastAdmin = member?.role === 'admin' && rows.every((row) => row.userId === userId);
    if (member && !isLastAdmin) {
      await client.query('update auth.memberships set is_active = false where workspace_id = $1 and user_id = $2', [workspaceId, userId]);
      await client.query('delete from auth."session" where "userId" = $1', [userId]);
    }
    await client.query('commit');
    if (!member) return 'notHere';
    return isLastAdmin ? 'lastAdmin' : { workspaceUserId: member.workspaceUserId };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/**
 * Clears away a person whose sign-up was cut off before they belonged anywhere, or who was shut out before they said who they are, so that the
 * mail address is free again.
 */
export async function removePersonWithoutWorkspace(auth: pg.Pool | pg.PoolClient, email: string): Promise<void> {
  await auth.query(
    `delete from auth."user" u where lower(email) = lower($1)
       and not exists (select from auth.memberships m where m.user_id = u.id and (m.is_active or m.workspace_user_id is not null))`,
    [email],
  );
}
