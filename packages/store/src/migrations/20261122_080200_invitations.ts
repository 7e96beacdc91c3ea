import { type Kysely, sql } from 'kysely';

/** What invitations by mail said of meetings is kept, so that they mean the same in whatever order they are read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
/*
 * The last that a mailbox heard of an event or of one occurrence: which version the whole of it has, that it was called off, what one person
 * answered. People stand in it as a number that tells nothing, and only as long as an older invitation may still turn up.
 */
create table app.meeting_notices (
  workspace_id uuid not null default app.workspace(),
  source_id uuid not null,
  owner_id uuid not null,
  item_key uuid not null,
  kind text not null check (kind in ('whole','cancel','answer')),
  -- who answers; 0: nobody in particular
  person bigint not null default 0,
  acceptance text check (acceptance in ('accepted','declined','tentative','unanswered')),
  sequence integer not null,
  stamped_at timestamptz,
  -- occurrences before it are not meant
  from_at timestamptz,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, source_id, item_key, kind, person),
  foreign key (workspace_id, source_id) references app.capture_sources on delete cascade);
create index meeting_notices_item on app.meeting_notices (workspace_id, owner_id, item_key);
alter table app.meeting_notices enable row level security;
alter table app.meeting_notices force row level security;
create policy workspace on app.meeting_notices to windshield_app, windshield_house
  using (workspace_id = (select app.workspace())) with check (workspace_id = (select app.workspace()));
create policy own_select on app.meeting_notices as restrictive for select to windshield_app using (owner_id = (select app.user_id()));
create policy writers_insert on app.meeting_notices as restrictive for insert to windshield_app with check (owner_id = (select app.user_id()));
create policy writers_update on app.meeting_notices as restrictive for update to windshield_app
  using (owner_id = (select app.user_id())) with check (owner_id = (select app.user_id()));
create policy writers_delete on app.meeting_notices as restrictive for delete to windshield_app using (owner_id = (select app.user_id()));
grant select, insert, update, delete on app.meeting_notices to windshield_app;

-- A calendar of one's own tells better than the invitations in one's mail: what it no longer holds is off, although the mail is still there.
create or replace function app.cancel_missing(folder uuid, series uuid, keep uuid[], at timestamptz) returns setof uuid language plpgsql security definer set search_path = pg_catalog as $$
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
    and not exists (select from app.capture_reads other
      join app.capture_folders f on f.workspace_id = ws and f.id = other.folder_id
      join app.capture_sources s on s.workspace_id = ws and s.id = other.source_id
      where other.workspace_id = ws and other.item_key = m.item_key and other.folder_id <> folder and other.vanished_at is null
        and not (f.role = 'invitations' and s.user_id = app.user_id()));
  return query update app.interactions i set state = 'cancelled' where i.workspace_id = ws and i.id = any (gone) and i.state = 'planned' and i.source = 'windshield' returning i.id;
end $$;
`)
    .execute(db);
}
