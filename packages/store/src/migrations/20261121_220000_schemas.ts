import { type Kysely, sql } from 'kysely';

/** Schemas, extensions and the functions that every policy stands on. Roles exist before any migration (engine/roles.ts). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
do $$ begin
  if not exists (select from pg_roles where rolname = 'windshield_search') then
    create role windshield_search nologin nosuperuser nocreatedb nocreaterole noinherit;
  end if;
  execute format('grant windshield_search to %I', current_user);
end $$;
create schema app;
create schema if not exists auth;
create schema if not exists graphile_worker;
alter schema auth owner to windshield_auth;
alter schema graphile_worker owner to windshield_worker;
grant usage on schema app to windshield_app, windshield_worker, windshield_search;

create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;

-- A finished transaction leaves '' behind, hence nullif.
create function app.workspace() returns uuid stable parallel safe language sql
  return nullif(current_setting('app.workspace', true), '')::uuid;
create function app.user_id() returns uuid stable parallel safe language sql
  return nullif(current_setting('app.user_id', true), '')::uuid;
create function app.role() returns text stable parallel safe language sql
  return nullif(current_setting('app.role', true), '');

-- Case and accents folded: what search compares. unaccent() is stable only because its dictionary could be replaced; ours is not.
create function app.fold(text) returns text immutable strict parallel safe language plpgsql
  set search_path = public, pg_catalog as $$ begin return lower(unaccent('unaccent', $1)); end $$;
`)
    .execute(db);
}
