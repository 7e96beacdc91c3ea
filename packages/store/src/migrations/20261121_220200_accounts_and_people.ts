import { type Kysely, sql } from 'kysely';

/** Accounts, contacts, their many addresses, and where they worked when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table app.accounts (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  name text not null check (name <> ''),
  name_key text not null,
  parent_id uuid,
  owner_id uuid,
  type text,
  website text,
  domain text,
  industry text,
  employees integer check (employees >= 0),
  revenue_minor bigint,
  revenue_currency char(3),
  year_founded integer,
  phone text,
  address text,
  city text,
  country text,
  description text,
  custom jsonb not null default '{}',
  created_at timestamptz,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  search_text text generated always as (app.fold(name || ' ' || coalesce(domain, '') || ' ' || coalesce(city, ''))) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references app.accounts,
  foreign key (workspace_id, owner_id) references app.users,
  check ((revenue_minor is null) = (revenue_currency is null)));
create index accounts_name on app.accounts (workspace_id, name_key);
create index accounts_by_name on app.accounts (workspace_id, name, id) where deleted_at is null;
create index accounts_owner on app.accounts (workspace_id, owner_id, name, id) where deleted_at is null;
create index accounts_parent on app.accounts (workspace_id, parent_id) where parent_id is not null;
create index accounts_domain on app.accounts (workspace_id, domain) where domain is not null;
create index accounts_search on app.accounts using gin (workspace_id, search_text gin_trgm_ops);

create table app.contacts (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  name text not null check (name <> ''),
  name_key text not null,
  first_name text,
  last_name text,
  -- where they work now: the open primary employment, kept here for lists
  account_id uuid,
  title text,
  owner_id uuid,
  lifecycle text,
  language text,
  country text,
  description text,
  -- the first contact point of each kind, kept here for lists and search
  email text,
  phone text,
  custom jsonb not null default '{}',
  created_at timestamptz,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  erased_at timestamptz,
  search_text text generated always as (app.fold(name || ' ' || coalesce(email, '') || ' ' || coalesce(title, ''))) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references app.accounts,
  foreign key (workspace_id, owner_id) references app.users);
create index contacts_name on app.contacts (workspace_id, name_key);
create index contacts_by_name on app.contacts (workspace_id, name, id) where deleted_at is null;
create index contacts_account on app.contacts (workspace_id, account_id, name, id) where account_id is not null;
create index contacts_owner on app.contacts (workspace_id, owner_id, name, id) where deleted_at is null;
create index contacts_search on app.contacts using gin (workspace_id, search_text gin_trgm_ops);

create table app.contact_points (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  contact_id uuid not null,
  kind text not null check (kind in ('email','phone','url','handle')),
  value text not null,
  -- lower-cased mail, E.164 phone where known: what matching compares
  value_key text not null,
  label text,
  position smallint not null default 0,
  status text not null default 'unknown' check (status in ('unknown','valid','stale')),
  import_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references app.contacts on delete cascade);
create unique index contact_points_of on app.contact_points (workspace_id, contact_id, kind, value_key);
create index contact_points_value on app.contact_points (workspace_id, kind, value_key);

create table app.employments (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  contact_id uuid not null,
  account_id uuid not null,
  title text,
  started_on date,
  ended_on date,
  is_primary boolean not null default true,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references app.contacts on delete cascade,
  foreign key (workspace_id, account_id) references app.accounts,
  check (ended_on is null or started_on is null or ended_on >= started_on));
create index employments_contact on app.employments (workspace_id, contact_id);
create index employments_account on app.employments (workspace_id, account_id);
`)
    .execute(db);
}
