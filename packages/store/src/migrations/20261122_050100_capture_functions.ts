import { type Kysely, sql } from 'kysely';

/**
 * The audited ways around append-only that capture has. Each works in the transaction's workspace, checks the right of the acting person
 * first, and leaves a line in the history where something is changed or taken away.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
-- Last contact of these records, worked out anew from all interactions: it may move back as well as forward.
create function app.refold_last_interactions(contact_ids uuid[], account_ids uuid[], deal_ids uuid[]) returns void language plpgsql security definer
  set search_path = pg_catalog as $$
declare ws uuid := app.workspace();
begin
  update app.contacts c set last_interaction_at = folded.at
    from (select one.id, (select max(at) from (
            (select i.occurred_at as at from app.interactions i where i.workspace_id = ws and i.contact_id = one.id and i.state = 'done' order by i.occurred_at desc limit 1)
            union all
            (select p.occurred_at from app.interaction_participants p join app.interactions i on i.workspace_id = p.workspace_id and i.id = p.interaction_id
             where p.workspace_id = ws and p.contact_id = one.id and i.state = 'done' order by p.occurred_at desc limit 1)) t) as at
          from (select distinct unnest(contact_ids) as id) one) folded
    where c.workspace_id = ws and c.id = folded.id and c.last_interaction_at is distinct from folded.at;
  update app.accounts c set last_interaction_at = folded.at
    from (select one.id, (select i.occurred_at from app.interactions i where i.workspace_id = ws and i.account_id = one.id and i.state = 'done'
            order by i.occurred_at desc limit 1) as at from (select distinct unnest(account_ids) as id) one) folded
    where c.workspace_id = ws and c.id = folded.id and c.last_interaction_at is distinct from folded.at;
  update app.deals c set last_interaction_at = folded.at
    from (select one.id, (select i.occurred_at from app.interactions i where i.workspace_id = ws and i.deal_id = one.id and i.state = 'done'
            order by i.occurred_at desc limit 1) as at from (select distinct unnest(deal_ids) as id) one) folded
    where c.workspace_id = ws and c.id = folded.id and c.last_interaction_at is distinct from folded.at;
end $$;

-- The same for everyone in these interactions.
create function app.refold_interactions(touched uuid[]) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare ws uuid := app.workspace();
begin
  perform app.refold_last_interactions(
    array(select i.contact_id from app.interactions i where i.workspace_id = ws and i.id = any (touched) and i.contact_id is not null
          union select p.contact_id from app.interaction_participants p where p.workspace_id = ws and p.interaction_id = any (touched) and p.contact_id is not null),
    array(select distinct i.account_id from app.interactions i where i.workspace_id = ws and i.id = any (touched) and i.account_id is not null),
    array(select distinct i.deal_id from app.interactions i where i.workspace_id = ws and i.id = any (touched) and i.deal_id is not null));
end $$;

-- Hides a thread from those who took no part, or shows it again; whoever took part may. How many interactions moved.
create function app.hide_thread(thread uuid, hides boolean) returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
  ws uuid := app.workspace();
  me uuid := app.user_id();
  members uuid[];
  is_now boolean;
  moved integer;
begin
  members := array(select c.interaction_id from app.captured_items c where c.workspace_id = ws and c.thread_id = thread and c.interaction_id is not null);
  if me is null or not exists (
    select from app.interactions i where i.workspace_id = ws and i.id = any (members) and (i.user_id = me or exists (
      select from app.interaction_participants p where p.workspace_id = ws and p.interaction_id = i.id and p.user_id = me))) then
    raise exception 'only somebody who took part in a thread may hide it or show it again' using errcode = '42501';
  end if;
  if hides then insert into app.hidden_threads (workspace_id, thread_id, user_id) values (ws, thread, me) on conflict do nothing;
  else delete from app.hidden_threads where workspace_id = ws and thread_id = thread and user_id = me; end if;
  is_now := exists (select from app.hidden_threads h where h.workspace_id = ws and h.thread_id = thread);
  update app.interactions set is_hidden = is_now where workspace_id = ws and id = any (members) and is_hidden <> is_now;
  get diagnostics moved = row_count;
  return moved;
end $$;

-- Threads that turn out to be one: all of theirs takes the first's id, and is hidden if one of them was.
create function app.join_threads(kept uuid[], joined uuid[]) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare ws uuid := app.workspace();
begin
  if ws is null then raise exception 'no workspace set' using errcode = '42501'; end if;
  update app.captured_items c set thread_id = pair.kept from unnest(kept, joined) as pair (kept, joined)
    where c.workspace_id = ws and c.thread_id = pair.joined;
  insert into app.hidden_threads (workspace_id, thread_id, user_id, recorded_at)
    select ws, pair.kept, h.user_id, h.recorded_at from unnest(kept, joined) as pair (kept, joined)
    join app.hidden_threads h on h.workspace_id = ws and h.thread_id = pair.joined on conflict do nothing;
  delete from app.hidden_threads h where h.workspace_id = ws and h.thread_id = any (joined);
  update app.interactions i set is_hidden = true from app.captured_items c, app.hidden_threads h
    where h.workspace_id = ws and h.thread_id = any (kept) and c.workspace_id = ws and c.thread_id = h.thread_id
      and i.workspace_id = ws and i.id = c.interaction_id and not i.is_hidden;
end $$;

/*
 * Captured meetings that were moved, cancelled, answered otherwise, or whose people became known: the rows become what the corrections
 * say; what differs goes to changes. Each correction: id, state, occurred_at, duration_minutes, place, participants.
 */
create function app.correct_captured(corrections jsonb) returns setof uuid language plpgsql security definer set search_path = pg_catalog as $$
declare
  ws uuid := app.workspace();
  names constant jsonb := '{"state":"state","occurred_at":"occurredAt","duration_minutes":"durationMinutes","place":"place"}';
  mine uuid[];
  moved uuid[];
  people_before uuid[];
begin
  -- those that a calendar of the acting person holds
  mine := array(select distinct c.interaction_id from jsonb_array_elements(corrections) as correction
    join app.captured_items c on c.workspace_id = ws and c.interaction_id = (correction ->> 'id')::uuid
    join app.capture_reads r on r.workspace_id = ws and r.item_key = c.item_key
    join app.capture_sources s on s.workspace_id = ws and s.id = r.source_id and s.user_id = app.user_id());
  with said as (
    select correction, (jsonb_populate_record(null::app.interactions, correction)).* from jsonb_array_elements(corrections) as correction
    where (correction ->> 'id')::uuid = any (mine)
  ), difference as (
    select known.id, names ->> field as field, nullif(to_jsonb(known) -> field, 'null') as from_value, nullif(to_jsonb(said) -> field, 'null') as to_value
    from said join app.interactions known on known.workspace_id = ws and known.id = said.id and known.key like 'meeting:%' and known.source = 'windshield'
    cross join jsonb_object_keys(names) as field
    where to_jsonb(known) -> field is distinct from to_jsonb(said) -> field
  ), told as (
    insert into app.changes (workspace_id, id, record_kind, record_id, field, from_value, to_value, user_id, source, reason)
    select ws, gen_random_uuid(), 'interactions', d.id, d.field, d.from_value, d.to_value, app.user_id(), 'system', 'The calendar says so'
    from difference d
  ), corrected as (
    update app.interactions i set (state, occurred_at, duration_minutes, place) = (said.state, said.occurred_at, said.duration_minutes, said.place)
    from said where i.workspace_id = ws and i.id = said.id and i.key like 'meeting:%' and i.source = 'windshield'
    returning i.id
  )
  select array_agg(corrected.id) into moved from corrected;
  people_before := array(select distinct p.contact_id from app.interaction_participants p
    where p.workspace_id = ws and p.interaction_id = any (moved) and p.contact_id is not null);
  delete from app.interaction_participants p using jsonb_array_elements(corrections) as correction
    where p.workspace_id = ws and p.interaction_id = (correction ->> 'id')::uuid and p.interaction_id = any (moved);
  insert into app.interaction_participants (workspace_id, interaction_id, position, role, user_id, contact_id, has_accepted, occurred_at)
    select ws, one.interaction_id, one.position, one.role, one.user_id, one.contact_id, one.has_accepted, one.occurred_at
    from jsonb_array_elements(corrections) as correction,
      jsonb_populate_recordset(null::app.interaction_participants, correction -> 'participants') as one
    where one.interaction_id = any (moved);
  perform app.refold_last_interactions(people_before, '{}', '{}');
  perform app.refold_interactions(moved);
  return query select unnest(moved);
end $$;

-- Plans whose time has passed have taken place (those that were declined are cancelled already). Returns what became contact.
create function app.settle_meetings(at timestamptz) returns setof uuid language plpgsql security definer set search_path = pg_catalog as $$
declare ws uuid := app.workspace(); settled uuid[];
begin
  with passed as (
    update app.interactions i set state = 'done'
    where i.workspace_id = ws and i.state = 'planned' and i.type = 'meeting' and i.source = 'windshield' and i.key like 'meeting:%'
      and i.occurred_at <= at and i.occurred_at + coalesce(i.duration_minutes, 0) * interval '1 minute' <= at
    returning i.id
  ), told as (
    insert into app.changes (workspace_id, id, record_kind, record_id, field, from_value, to_value, user_id, source)
    select ws, gen_random_uuid(), 'interactions', id, 'state', '"planned"', '"done"', app.user_id(), 'system' from passed
  )
  select array_agg(id) into settled from passed;
  perform app.refold_interactions(coalesce(settled, '{}'));
  return query select unnest(settled);
end $$;

-- Interactions that this source alone has brought go with it, at its owner's wish. How many they were.
create function app.remove_captured(of_source uuid) returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
  ws uuid := app.workspace();
  items uuid[];
  gone uuid[];
  contact_ids uuid[];
  account_ids uuid[];
  deal_ids uuid[];
begin
  if not exists (select from app.capture_sources s where s.workspace_id = ws and s.id = of_source and s.user_id = app.user_id()) then
    raise exception 'only the owner of a mailbox or calendar may remove what it brought' using errcode = '42501';
  end if;
  items := array(select distinct r.item_key from app.capture_reads r where r.workspace_id = ws and r.source_id = of_source
    and not exists (select from app.capture_reads o where o.workspace_id = ws and o.item_key = r.item_key and o.source_id <> of_source));
  gone := array(select c.interaction_id from app.captured_items c where c.workspace_id = ws and c.item_key = any (items) and c.interaction_id is not null);
  contact_ids := array(select i.contact_id from app.interactions i where i.workspace_id = ws and i.id = any (gone) and i.contact_id is not null
    union select p.contact_id from app.interaction_participants p where p.workspace_id = ws and p.interaction_id = any (gone) and p.contact_id is not null);
  account_ids := array(select distinct i.account_id from app.interactions i where i.workspace_id = ws and i.id = any (gone) and i.account_id is not null);
  deal_ids := array(select distinct i.deal_id from app.interactions i where i.workspace_id = ws and i.id = any (gone) and i.deal_id is not null);
  delete from app.interaction_participants where workspace_id = ws and interaction_id = any (gone);
  delete from app.interaction_contents where workspace_id = ws and (interaction_id = any (gone) or source_id = of_source);
  delete from app.proposals where workspace_id = ws and interaction_id = any (gone) and state = 'open';
  delete from app.interactions where workspace_id = ws and id = any (gone);
  delete from app.captured_items where workspace_id = ws and item_key = any (items);
  perform app.refold_last_interactions(contact_ids, account_ids, deal_ids);
  insert into app.changes (workspace_id, id, record_kind, record_id, field, from_value, user_id, source)
    values (ws, gen_random_uuid(), 'captureSources', of_source, 'interactions', to_jsonb(cardinality(gone)), app.user_id(), 'undo');
  return cardinality(gone);
end $$;

-- What everyone may know of everyone's sources: that they are there, and whether they work.
create function app.sources_seen() returns table (id uuid, kind text, user_id uuid, name text, state text, covers_since timestamptz, last_read_at timestamptz, on_server bigint, read bigint)
  language sql stable security definer set search_path = pg_catalog as $$
  select s.id, s.kind, s.user_id, s.name, s.state, s.covers_since, s.last_read_at,
    (select sum(f.on_server) from app.capture_folders f where f.workspace_id = s.workspace_id and f.source_id = s.id and f.is_included),
    (select coalesce(sum(f.read_count), 0) from app.capture_folders f where f.workspace_id = s.workspace_id and f.source_id = s.id and f.is_included)
  from app.capture_sources s where s.workspace_id = app.workspace() and s.deleted_at is null
$$;

-- Whose address it is on our side: users' own, and those of the sources that they read.
create function app.own_addresses() returns table (address text, user_id uuid) language sql stable security definer set search_path = pg_catalog as $$
  select lower(u.email), u.id from app.users u where u.workspace_id = app.workspace() and u.deleted_at is null and u.email like '%@%'
  union
  select lower(one), s.user_id from app.capture_sources s cross join unnest(array_append(s.aliases, s.address)) as one
    where s.workspace_id = app.workspace() and one like '%@%'
$$;

-- What capture holds of a person goes with the person; the rest of erasing is as it was.
alter function app.erase_contact(uuid, text) rename to erase_contact_records;
revoke all on function app.erase_contact_records from public, windshield_app;
create function app.erase_contact(erased uuid, why text) returns table (erased_at timestamptz, records integer) language plpgsql security definer
  set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  ws uuid := app.workspace();
  addresses text[];
  tell_tales text[];
  meetings uuid[];
  waiting uuid[];
  touched integer := 0;
  n integer;
begin
  if app.role() is distinct from 'admin' then raise exception 'only an admin may erase a person' using errcode = '42501'; end if;
  addresses := array(
    select lower(p.value_key) from app.contact_points p where p.workspace_id = ws and p.contact_id = erased and p.value_key <> ''
    union select lower(p.value) from app.contact_points p where p.workspace_id = ws and p.contact_id = erased and p.value <> ''
    union select lower(c.email) from app.contacts c where c.workspace_id = ws and c.id = erased and c.email <> '');
  tell_tales := addresses || array(select lower(c.name) from app.contacts c where c.workspace_id = ws and c.id = erased and length(c.name) > 3);
  meetings := array(
    select i.id from app.interactions i where i.workspace_id = ws and i.contact_id = erased
    union select p.interaction_id from app.interaction_participants p where p.workspace_id = ws and p.contact_id = erased);
  delete from app.interaction_contents where workspace_id = ws and (interaction_id = any (meetings) or app.gives_away(content, tell_tales));
  get diagnostics n = row_count; touched := touched + n;
  update app.captured_items set people = null, subject_key = null where workspace_id = ws and interaction_id = any (meetings);
  get diagnostics n = row_count; touched := touched + n;
  -- what still waits and names the person will never be decided: it goes whole
  waiting := array(
    select a.item_key from app.waiting_addresses a where a.workspace_id = ws and a.address = any (addresses)
    union select w.item_key from app.waiting_items w where w.workspace_id = ws and app.gives_away(w.facts::text, tell_tales));
  delete from app.waiting_items where workspace_id = ws and item_key = any (waiting);
  get diagnostics n = row_count; touched := touched + n;
  delete from app.waiting_addresses where workspace_id = ws and item_key = any (waiting);
  update app.waiting_addresses set name = null where workspace_id = ws and app.gives_away(name, tell_tales);
  update app.captured_items set people = null, subject_key = null where workspace_id = ws and item_key = any (waiting);
  update app.capture_reads set fate = 'ignored', reason = 'erased' where workspace_id = ws and item_key = any (waiting) and fate = 'waiting';
  delete from app.address_decisions where workspace_id = ws and (contact_id = erased or (scope = 'address' and value = any (addresses)));
  get diagnostics n = row_count; touched := touched + n;
  delete from app.proposals where workspace_id = ws and (contact_id = erased or app.gives_away(value::text, tell_tales));
  get diagnostics n = row_count; touched := touched + n;
  delete from app.contact_absences where workspace_id = ws and contact_id = erased;
  get diagnostics n = row_count; touched := touched + n;
  return query select e.erased_at, e.records + touched from app.erase_contact_records(erased, why) e;
end $$;

do $$
declare made text;
begin
  foreach made in array array['app.refold_last_interactions(uuid[], uuid[], uuid[])', 'app.refold_interactions(uuid[])', 'app.hide_thread(uuid, boolean)',
    'app.join_threads(uuid[], uuid[])', 'app.correct_captured(jsonb)', 'app.settle_meetings(timestamptz)', 'app.remove_captured(uuid)', 'app.sources_seen()',
    'app.own_addresses()', 'app.erase_contact(uuid, text)'] loop
    execute format('revoke all on function %s from public', made);
    execute format('grant execute on function %s to windshield_app', made);
  end loop;
end $$;
`)
    .execute(db);
}
