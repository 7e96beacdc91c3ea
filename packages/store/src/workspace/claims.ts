import { randomUUIDv7 } from 'node:crypto';
import { nameKey, similarName } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { appendChanges, Forbidden, InvalidValue, NotFound } from '../records/index.ts';
import { createUser, getUser, isSettled, type Role, type User } from './users.ts';

/** Somebody in the data who might be the person who signed in. */
export interface Candidate {
  /** null: a manager whom a team names, and who is no user yet. */
  readonly userId: string | null;
  readonly managerOfTeamId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly teamName: string | null;
  readonly openDeals: number;
  /** Name or mail resembles. */
  readonly isLikely: boolean;
}

export interface SignedIn {
  readonly authUserId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** Which of these people are you? Those who resemble come first, then those with most open deals. Nobody who already signs in. */
export async function listCandidates(tx: WorkspaceTransaction, me: Pick<SignedIn, 'name' | 'email'>): Promise<Candidate[]> {
  const rows = await tx.raw<Omit<Candidate, 'isLikely'>>(
    `select u.id as "userId", null::uuid as "managerOfTeamId", u.name, u.email, t.name as "teamName", coalesce(d.n, 0)::int as "openDeals"
     from app.users u
     left join app.teams t on t.workspace_id = u.workspace_id and t.id = u.team_id
     left join (select owner_id, count(*) as n from app.deals where workspace_id = (select app.workspace()) and status = 'open' and deleted_at is null group by 1) d on d.owner_id = u.id
     where u.workspace_id = (select app.workspace()) and u.auth_user_id is null and u.is_active and u.deleted_at is null
     union all
     select null, (array_agg(t.id order by t.name))[1], t.manager_name, null, string_agg(t.name, ', ' order by t.name),
       coalesce(sum((select count(*) from app.users u join app.deals d on d.workspace_id = u.workspace_id and d.owner_id = u.id
         where u.workspace_id = t.workspace_id and u.team_id = t.id and d.status = 'open' and d.deleted_at is null)), 0)::int
     from app.teams t
     where t.workspace_id = (select app.workspace()) and t.deleted_at is null and t.manager_user_id is null and t.manager_name is not null
       and not exists (select from app.users u where u.workspace_id = t.workspace_id and u.name = t.manager_name and u.deleted_at is null)
     group by t.manager_name, t.workspace_id`,
  );
  return rows
    .filter(({ managerOfTeamId }) => managerOfTeamId === null || leadsTeams(tx.actor.role))
    .map((row) => ({ ...row, isLikely: resembles(row, me) }))
    .sort((a, b) => Number(b.isLikely) - Number(a.isLikely) || b.openDeals - a.openDeals || (a.name < b.name ? -1 : 1));
}

/** To lead a team is a right as well as a fact: whoever was let in as a rep does not get it by saying so. */
const leadsTeams = (role: Role): boolean => role === 'manager' || role === 'executive' || role === 'admin';

const likelyFrom = 0.92;

function resembles(candidate: Pick<Candidate, 'name' | 'email'>, me: Pick<SignedIn, 'name' | 'email'>): boolean {
  if (candidate.email?.toLowerCase() === me.email.toLowerCase()) return true;
  const key = nameKey(candidate.name);
  const local = nameKey(me.email.split('@')[0] ?? '').replace(/[+].*$/, '');
  return key === nameKey(me.name) || key === local || similarName(candidate.name, me.name) >= likelyFrom;
}

export type Claim = { readonly userId: string } | { readonly managerOfTeamId: string } | { readonly nobody: true };

/**
 * Says which of the people here the person who signed in is. The transaction must act as admin, whatever the person's role: whoever was
 * let in may say who they are as long as nobody else is that person. A manager known by name becomes a user who leads every team that names them; only
 * who was let in as more than a rep or marketer can be one. The role the person was let in with stays: nobody gives themselves another. Who is
 * somebody of the data stays it, else one could be everybody in turn; admins may change that, for themselves too.
 *
 * @throws NotFound, Forbidden when the person said already who they are, InvalidValue when that person is already somebody else, or this one already is somebody
 */
export async function claim(tx: WorkspaceTransaction, me: SignedIn, who: Claim): Promise<User> {
  const [already] = await tx.raw<{ id: string; isSettled: boolean; isEmpty: boolean }>(
    `select id, ${isSettled} as "isSettled", not exists (select from app.deals d where d.workspace_id = u.workspace_id and d.owner_id = u.id) as "isEmpty"
     from app.users u where workspace_id = (select app.workspace()) and auth_user_id = $1 and deleted_at is null for update`,
    [me.authUserId],
  );
  if (already) {
    if ('nobody' in who || ('userId' in who && who.userId === already.id)) {
      await tx.raw(`update app.users set role = $2 where workspace_id = (select app.workspace()) and id = $1 and role <> $2`, [
        already.id,
        me.role,
      ]);
      return getUser(tx, already.id);
    }
    if (already.isSettled && me.role !== 'admin')
      throw new Forbidden('You have said already who you are. An admin can let you choose again.');
    await tx.raw(
      `update app.users set auth_user_id = null, version = version + 1, updated_at = now(), deleted_at = case when $2 then now() end
       where workspace_id = (select app.workspace()) and id = $1`,
      [already.id, already.isEmpty && !already.isSettled],
    );
  }
  if ('nobody' in who) return createUser(tx, { name: me.name, email: me.email, role: me.role, authUserId: me.authUserId });
  return 'userId' in who ? claimUser(tx, me, who.userId) : claimTeams(tx, me, who.managerOfTeamId);
}

async function claimUser(tx: WorkspaceTransaction, me: SignedIn, userId: string): Promise<User> {
  const [user] = await tx.raw<{ authUserId: string | null }>(
    `select auth_user_id as "authUserId" from app.users where workspace_id = (select app.workspace()) and id = $1 and deleted_at is null for update`,
    [userId],
  );
  if (!user) throw new NotFound('user', userId);
  if (user.authUserId !== null && user.authUserId !== me.authUserId)
    throw new InvalidValue({ field: 'userId', message: 'is somebody who signs in already; choose another, or ask an admin' });
  await tx.raw(
    `update app.users set auth_user_id = $2, role = $3, email = coalesce(email, $4), version = version + 1, updated_at = now()
     where workspace_id = (select app.workspace()) and id = $1`,
    [userId, me.authUserId, me.role, me.email.toLowerCase()],
  );
  await appendChanges(tx, 'users', userId, [{ field: 'signsIn', from: false, to: true }]);
  return getUser(tx, userId);
}

async function claimTeams(tx: WorkspaceTransaction, me: SignedIn, teamId: string): Promise<User> {
  const [team] = await tx.raw<{ managerName: string | null; managerUserId: string | null }>(
    `select manager_name as "managerName", manager_user_id as "managerUserId" from app.teams
     where workspace_id = (select app.workspace()) and id = $1 and deleted_at is null for update`,
    [teamId],
  );
  if (!team) throw new NotFound('team', teamId);
  if (!team.managerName || team.managerUserId)
    throw new InvalidValue({ field: 'managerOfTeamId', message: 'has no manager left to be claimed; choose another' });
  if (!leadsTeams(me.role))
    throw new InvalidValue({
      field: 'managerOfTeamId',
      message: `takes a team only from somebody who was let in as manager, executive or admin; you are ${me.role}: ask an admin for that role`,
    });
  const id = randomUUIDv7();
  await tx.raw(`insert into app.users (id, name, name_key, email, role, auth_user_id) values ($1, $2, $3, $4, $5, $6)`, [
    ...[id, team.managerName, nameKey(team.managerName)],
    ...[me.email.toLowerCase(), me.role, me.authUserId],
  ]);
  await tx.raw(
    `update app.teams set manager_user_id = $1, version = version + 1, updated_at = now()
     where workspace_id = (select app.workspace()) and manager_name = $2 and manager_user_id is null and deleted_at is null`,
    [id, team.managerName],
  );
  await appendChanges(tx, 'users', id, [
    { field: 'recordedAt', from: null, to: new Date().toISOString() },
    { field: 'signsIn', from: false, to: true },
  ]);
  return getUser(tx, id);
}
