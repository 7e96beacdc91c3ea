import { type Kysely, sql } from 'kysely';

/**
 * A second factor of signing in: the secret of an authenticator app, sealed with a key of the data directory; codes for when the app is lost;
 * what somebody holds between password and code; devices that are not asked again for a while.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table auth.two_factors (
  user_id uuid not null primary key references auth."user" (id) on delete cascade,
  sealed_secret bytea not null,
  -- absent: being set up; nobody is asked for a code yet
  confirmed_at timestamptz,
  -- the newest half minute whose code was used: none of it or before is taken again
  last_step bigint,
  attempts integer not null default 0,
  attempts_until timestamptz,
  created_at timestamptz not null default now());

create table auth.backup_codes (
  user_id uuid not null references auth."user" (id) on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash));

create table auth.sign_in_challenges (
  token_hash bytea not null primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  expires_at timestamptz not null);
create index sign_in_challenges_user on auth.sign_in_challenges (user_id);

create table auth.trusted_devices (
  token_hash bytea not null primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  expires_at timestamptz not null);
create index trusted_devices_user on auth.trusted_devices (user_id);

alter table auth.workspaces add column requires_two_factor boolean not null default false;

alter table auth.two_factors owner to windshield_auth;
alter table auth.backup_codes owner to windshield_auth;
alter table auth.sign_in_challenges owner to windshield_auth;
alter table auth.trusted_devices owner to windshield_auth;
`)
    .execute(db);
}
