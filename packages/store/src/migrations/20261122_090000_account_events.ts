import { type Kysely, sql } from 'kysely';

/** What was done to a person's sign-in and by whom, for that person to see; and links with which somebody who forgot their password sets a new one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table auth.account_events (
  id uuid not null primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  kind text not null,
  -- absent: the person did it, or nobody who is signed in
  by_user_id uuid,
  by_name text,
  at timestamptz not null default now());
create index account_events_user on auth.account_events (user_id, at desc);

create table auth.password_links (
  id uuid not null primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now());
create index password_links_user on auth.password_links (user_id);

alter table auth.account_events owner to windshield_auth;
alter table auth.password_links owner to windshield_auth;
`)
    .execute(db);
}
