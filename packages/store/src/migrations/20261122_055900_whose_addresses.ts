import { type Kysely, sql } from 'kysely';

/** Nobody becomes somebody else by writing their address among their own; and nobody's mailbox is read once they have left. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
/*
 * Whose address it is on our side: users' own, and those of the sources that they read. What a source claims is taken at its word only where
 * it is no other user's own address and not at a company on record, unless users have theirs there too. Who claimed it first has it.
 */
create or replace function app.own_addresses() returns table (address text, user_id uuid) language sql stable security definer set search_path = pg_catalog as $$
  with own as (
    select lower(u.email) as address, u.id as user_id from app.users u where u.workspace_id = app.workspace() and u.deleted_at is null and u.email like '%@%'
  ), claimed as (
    select distinct on (lower(one)) lower(one) as address, s.user_id, split_part(lower(one), '@', 2) as domain
    from app.capture_sources s cross join unnest(array_append(s.aliases, s.address)) as one
    where s.workspace_id = app.workspace() and one like '%@%' order by lower(one), s.recorded_at, s.id
  )
  select own.address, own.user_id from own
  union all
  select c.address, c.user_id from claimed c
  where not exists (select from own where own.address = c.address)
    and (exists (select from own where split_part(own.address, '@', 2) = c.domain)
      or not exists (select from app.accounts a where a.workspace_id = app.workspace() and a.domain = c.domain and a.deleted_at is null))
$$;

create or replace function app.sources_due(at timestamptz) returns table (id uuid, user_id uuid, kind text, is_new boolean) language sql stable security definer set search_path = pg_catalog as $$
  select s.id, s.user_id, s.kind, s.last_read_at is null from app.capture_sources s
  join app.users u on u.workspace_id = s.workspace_id and u.id = s.user_id and u.is_active and u.deleted_at is null
  where s.workspace_id = app.workspace() and s.deleted_at is null and case s.state
    when 'connecting' then true
    when 'waiting' then s.retry_at is null or s.retry_at <= at
    when 'backfilling' then s.kind <> 'upload' or s.last_read_at is null
    when 'active' then s.last_read_at < at - case s.kind when 'watchedFolder' then interval '1 minute' when 'imap' then interval '5 minutes' when 'caldav' then interval '10 minutes'
      when 'calendarFeed' then interval '30 minutes' else interval '1000 years' end
    else false end
  order by s.last_read_at nulls first, s.id
$$;
`)
    .execute(db);
}
