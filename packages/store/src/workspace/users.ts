import { randomUUIDv7 } from 'node:crypto';
import { nameKey } from '@windshield/core';
import type { ActorRole, WorkspaceTransaction } from '../engine/index.ts';
import {
  appendChanges,
  type Circumstances,
  explainRefusal,
  Forbidden,
  InvalidValue,
  type Named,
  NotFound,
  type Values,
} from '../records/index.ts';

export type Role = Exclude<ActorRole, 'system'>;

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly isActive: boolean;
  readonly team: Named | null;
  readonly region: string | null;
  readonly managerName: string | null;
  /** Somebody signs in as this user. */
  readonly signsIn: boolean;
}

/** What a person set for themselves; the rest of `settings` is left as it is. */
export type UserSettings = Readonly<Record<string, unknown>>;

const columns = `u.id, u.name, u.email, u.role, u.is_active as "isActive", app.named(t.id, t.name) as team, u.region,
  u.manager_name as "managerName", u.auth_user_id is not null as "signsIn"`;
const from = `app.users u left join app.teams t on t.workspace_id = u.workspace_id and t.id = u.team_id`;

/** Of user `u`: somebody of the data, or whom somebody chose to be; not one who was made for a person who said "none of these". */
export const isSettled = `(u.import_id is not null or exists (select from app.changes c
  where c.workspace_id = u.workspace_id and c.record_kind = 'users' and c.record_id = u.id and c.field = 'signsIn'))`;

/** Everyone here, and the teams. */
export async function listUsers(tx: WorkspaceTransaction): Promise<{ users: User[]; teams: (Named & { region: string | null })[] }> {
  const users = await tx.raw<User>(
    `select ${columns} from ${from} where u.workspace_id = (select app.workspace()) and u.deleted_at is null order by u.name, u.id`,
    [],
    'list_users',
  );
  const teams = await tx.raw<Named & { region: string | null }>(
    `select id, name, region from app.teams where workspace_id = (select app.workspace()) and deleted_at is null order by name, id`,
    [],
    'list_teams',
  );
  return { users, teams };
}

/** @throws NotFound */
export async function getUser(tx: WorkspaceTransaction, id: string): Promise<User> {
  const [user] = await tx.raw<User>(
    `select ${columns} from ${from} where u.workspace_id = (select app.workspace()) and u.id = $1 and u.deleted_at is null`,
    [id],
    'get_user',
  );
  if (!user) throw new NotFound('user', id);
  return user;
}

/** Whom a person who signs in is here, whether that stands, and what they set for themselves; undefined until they said so. */
export async function userOfSignIn(
  tx: WorkspaceTransaction,
  authUserId: string,
): Promise<{ user: User; isSettled: boolean; settings: UserSettings; timeZone: string | null } | undefined> {
  const [row] = await tx.raw<User & { isSettled: boolean; settings: UserSettings; timeZone: string | null }>(
    `select ${columns}, ${isSettled} as "isSettled", u.settings, u.time_zone as "timeZone" from ${from}
     where u.workspace_id = (select app.workspace()) and u.auth_user_id = $1 and u.deleted_at is null`,
    [authUserId],
    'user_of_sign_in',
  );
  if (!row) return undefined;
  const { isSettled: isDecided, settings, timeZone, ...user } = row;
  return { user, isSettled: isDecided, settings, timeZone };
}

export interface NewUser {
  readonly name: string;
  readonly email?: string | undefined;
  readonly role: Role;
  readonly teamId?: string | undefined;
  readonly authUserId?: string | undefined;
}

/** @throws Forbidden for everyone but admins, InvalidValue */
export async function createUser(tx: WorkspaceTransaction, values: NewUser): Promise<User> {
  const id = randomUUIDv7();
  try {
    await tx.raw(`insert into app.users (id, name, name_key, email, role, team_id, auth_user_id) values ($1, $2, $3, $4, $5, $6, $7)`, [
      ...[id, values.name, nameKey(values.name), values.email?.toLowerCase() ?? null],
      ...[values.role, values.teamId ?? null, values.authUserId ?? null],
    ]);
  } catch (error) {
    throw explainRefusal(error, 'user');
  }
  await appendChanges(tx, 'users', id, [{ field: 'recordedAt', from: null, to: new Date().toISOString() }]);
  return getUser(tx, id);
}

export interface UserPatch {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly isActive?: boolean | undefined;
  readonly teamId?: string | null | undefined;
  /** Whoever signs in as this user is to say again who they are. */
  readonly signsIn?: false | undefined;
}

/**
 * @throws Forbidden for everyone but admins; NotFound; InvalidValue when nobody would be left who can administer
 */
export async function changeUser(tx: WorkspaceTransaction, id: string, patch: UserPatch, circumstances: Circumstances = {}): Promise<User> {
  const before = await getUser(tx, id);
  const written = Object.entries({ name: 'name', role: 'role', isActive: 'is_active', teamId: 'team_id' }).filter(
    ([field]) => (patch as Values)[field] !== undefined,
  );
  if (written.length === 0 && patch.signsIn === undefined) return before;
  const values: unknown[] = written.map(([field]) => (patch as Values)[field]);
  const set = written.map(([, column], at) => `${column} = $${at + 2}`);
  if (patch.name !== undefined) {
    values.push(nameKey(patch.name));
    set.push(`name_key = $${values.length + 1}`);
  }
  if (patch.signsIn === false) set.push('auth_user_id = null');
  const takesAdmin =
    before.role === 'admin' &&
    before.signsIn &&
    (patch.isActive === false || patch.signsIn === false || (patch.role !== undefined && patch.role !== 'admin'));
  if (takesAdmin) await holdAdmins(tx);
  try {
    const rows = await tx.raw(
      `update app.users set ${set.join(', ')}, version = version + 1, updated_at = now() where workspace_id = (select app.workspace()) and id = $1 returning 1`,
      [id, ...values],
    );
    if (rows.length === 0) throw new Forbidden('Only admins may change users.');
  } catch (error) {
    throw explainRefusal(error, 'user');
  }
  if (takesAdmin) await demandAdmin(tx);
  const after = await getUser(tx, id);
  const pairs = [
    { field: 'name', from: before.name, to: after.name },
    { field: 'role', from: before.role, to: after.role },
    { field: 'isActive', from: before.isActive, to: after.isActive },
    { field: 'teamId', from: before.team?.id ?? null, to: after.team?.id ?? null },
    { field: 'signsIn', from: before.signsIn, to: after.signsIn },
  ];
  await appendChanges(
    tx,
    'users',
    id,
    pairs.filter((pair) => pair.from !== pair.to),
    circumstances,
  );
  return after;
}

/** Until the transaction ends nobody else changes an admin: two who take the role from each other in the same moment would leave none. */
async function holdAdmins(tx: WorkspaceTransaction): Promise<void> {
  await tx.raw(
    `select from app.users where workspace_id = (select app.workspace()) and role = 'admin' and deleted_at is null order by id for update`,
  );
}

async function demandAdmin(tx: WorkspaceTransaction): Promise<void> {
  const rows = await tx.raw(
    `select from app.users where workspace_id = (select app.workspace()) and role = 'admin' and is_active and deleted_at is null and auth_user_id is not null limit 1`,
  );
  if (rows.length === 0)
    throw new InvalidValue({ field: 'role', message: 'would leave nobody who can administer; make somebody else admin first' });
}

/** Merges what a person set for themselves into their settings. Goes through a function: only admins may otherwise write users. */
export async function setUserSettings(tx: WorkspaceTransaction, settings: UserSettings, timeZone?: string | null): Promise<void> {
  await tx.raw(`select app.set_own_settings($1::jsonb, $2, $3)`, [JSON.stringify(settings), timeZone !== undefined, timeZone ?? null]);
}
