import { type Kysely, sql } from 'kysely';

/** Who works here: workspaces, teams, users; currencies, dated rates, targets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table app.workspaces (
  workspace_id uuid primary key,
  name text not null,
  currency char(3) not null default 'USD',
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  -- the day the newest export was made: ages are counted from then
  export_day date,
  export_day_reason text,
  is_sample boolean not null default false,
  settings jsonb not null default '{}',
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now());

create table app.teams (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  name text not null,
  name_key text not null,
  region text,
  manager_name text,
  manager_user_id uuid,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  primary key (workspace_id, id));
create unique index teams_name on app.teams (workspace_id, name_key) where deleted_at is null;

create table app.users (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  name text not null,
  name_key text not null,
  email text,
  role text not null default 'rep' check (role in ('rep','manager','marketer','executive','admin')),
  is_active boolean not null default true,
  team_id uuid,
  manager_name text,
  region text,
  time_zone text,
  locale text,
  -- the person who signs in as this user; absent: known from an export only
  auth_user_id uuid,
  settings jsonb not null default '{}',
  custom jsonb not null default '{}',
  created_at timestamptz,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references app.teams);
create unique index users_auth_user on app.users (workspace_id, auth_user_id) where auth_user_id is not null and deleted_at is null;
create index users_name on app.users (workspace_id, name_key);
create index users_email on app.users (workspace_id, email) where email is not null;
create index users_team on app.users (workspace_id, team_id);
alter table app.teams add foreign key (workspace_id, manager_user_id) references app.users;

create table app.rates (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  from_currency char(3) not null,
  to_currency char(3) not null,
  on_day date not null,
  rate numeric not null check (rate > 0),
  import_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, from_currency, to_currency, on_day));

create table app.targets (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  period text not null check (period ~ '^[0-9]{4}(-Q[1-4]|-[01][0-9])?$'),
  amount_minor bigint not null check (amount_minor >= 0),
  currency char(3) not null,
  user_id uuid,
  team_id uuid,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references app.users,
  foreign key (workspace_id, team_id) references app.teams);
create unique index targets_of on app.targets (workspace_id, period, user_id, team_id) nulls not distinct where deleted_at is null;
`)
    .execute(db);
}
