import { type Kysely, sql } from 'kysely';

/**
 * Who signs in. The first four tables are better-auth's, as it would make them itself (a test of the server compares them); what
 * follows says where a person belongs, as what, and which keys open a workspace. The role `windshield_auth` alone reaches them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table auth."user" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);

create table auth."session" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references auth."user" ("id") on delete cascade);
create index "session_userId_idx" on auth."session" ("userId");

create table auth."account" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references auth."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz not null);
create index "account_userId_idx" on auth."account" ("userId");

create table auth."verification" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
create index "verification_identifier_idx" on auth."verification" ("identifier");

-- which workspaces there are: nobody else may look across them
create table auth.workspaces (
  workspace_id uuid not null primary key,
  created_at timestamptz not null default now());

create table auth.memberships (
  user_id uuid not null references auth."user" ("id") on delete cascade,
  workspace_id uuid not null,
  role text not null check (role in ('rep','manager','marketer','executive','admin')),
  -- which user of the workspace this person is; absent until they have said so
  workspace_user_id uuid,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (user_id, workspace_id));
create unique index memberships_workspace_user on auth.memberships (workspace_id, workspace_user_id) where workspace_user_id is not null;

create table auth.invitations (
  id uuid not null primary key,
  workspace_id uuid not null,
  email text not null,
  role text not null check (role in ('rep','manager','marketer','executive','admin')),
  workspace_user_id uuid,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  created_at timestamptz not null default now());
create index invitations_workspace on auth.invitations (workspace_id, created_at desc);

create table auth.api_keys (
  id uuid not null primary key,
  workspace_id uuid not null,
  name text not null,
  role text not null check (role in ('rep','manager','marketer','executive','admin')),
  start text not null,
  key_hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz);
create index api_keys_workspace on auth.api_keys (workspace_id, created_at desc);

alter table auth."user" owner to windshield_auth;
alter table auth."session" owner to windshield_auth;
alter table auth."account" owner to windshield_auth;
alter table auth."verification" owner to windshield_auth;
alter table auth.workspaces owner to windshield_auth;
alter table auth.memberships owner to windshield_auth;
alter table auth.invitations owner to windshield_auth;
alter table auth.api_keys owner to windshield_auth;
`)
    .execute(db);
}
