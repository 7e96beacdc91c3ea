import { type Kysely, sql } from 'kysely';

/** Which sources are to be read now, whoever owns them: reading itself then runs as the owner. And what a calendar no longer holds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create function app.sources_due(at timestamptz) returns table (id uuid, user_id uuid, kind text, is_new boolean) language sql stable security definer set search_path = pg_catalog as $$
  select s.id, s.user_id, s.kind, s.last_read_at is null from app.capture_sources s
  where s.workspace_id = app.workspace() and s.deleted_at is null and case s.state
    when 'connecting' then true
    when 'waiting' then s.retry_at is null or s.retry_at <= at
    when 'backfilling' then s.kind <> 'upload' or s.last_read_at is null
    when 'active' then s.last_read_at < at - case s.kind when 'watchedFolder' then interval '1 minute' when 'imap' then interval '5 minutes' when 'caldav' then interval '10 minutes'
      when 'calendarFeed' then interval '30 minutes' else interval '1000 years' end
    else false end
  order by s.last_read_at nulls first, s.id
$$;
-- Plans of a series that the acting person's calendar no longer holds, and that nobody else's does either, do not take place.
create function app.cancel_missing(folder uuid, series uuid, keep uuid[], at timestamptz) returns setof uuid language plpgsql security definer set search_path = pg_catalog as $$
declare
  ws uuid := app.workspace();
  gone uuid[];
begin
  if not exists (select from app.capture_folders f join app.capture_sources s on s.workspace_id = ws and s.id = f.source_id and s.user_id = app.user_id()
      where f.workspace_id = ws and f.id = folder) then return; end if;
  with missing as (
    select c.item_key, c.interaction_id from app.captured_items event
    join app.captured_items c on c.workspace_id = ws and c.thread_id = event.thread_id and c.item_key <> all (keep)
    join app.capture_reads r on r.workspace_id = ws and r.item_key = c.item_key and r.folder_id = folder and r.vanished_at is null
    left join app.interactions i on i.workspace_id = ws and i.id = c.interaction_id
    where event.workspace_id = ws and event.item_key = series and coalesce(i.occurred_at, c.occurred_at) > at
  ), vanished as (
    update app.capture_reads r set vanished_at = now() from missing m where r.workspace_id = ws and r.folder_id = folder and r.item_key = m.item_key returning r.item_key
  ), waited as (
    delete from app.waiting_items w using missing m where w.workspace_id = ws and w.item_key = m.item_key and w.owner_id = app.user_id() returning w.item_key
  )
  select array_agg(m.interaction_id) into gone from missing m where m.interaction_id is not null
    and not exists (select from app.capture_reads other where other.workspace_id = ws and other.item_key = m.item_key and other.folder_id <> folder and other.vanished_at is null);
  return query update app.interactions i set state = 'cancelled' where i.workspace_id = ws and i.id = any (gone) and i.state = 'planned' and i.source = 'windshield' returning i.id;
end $$;
revoke all on function app.cancel_missing from public;
grant execute on function app.cancel_missing to windshield_app;
revoke all on function app.sources_due from public;
grant execute on function app.sources_due to windshield_app;
`)
    .execute(db);
}
