import { type Kysely, sql } from 'kysely';

/**
 * Interactions and history are append-only for the app's role. These functions are the ways around it that imports have: each works in
 * the transaction's workspace alone, only for those who may import, and tells in `changes` what it did.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create function app.must_be_operator() returns void stable language plpgsql set search_path = pg_catalog as $$
begin
  if app.workspace() is null then raise exception 'no workspace set' using errcode = '42501'; end if;
  if app.role() is null or app.role() not in ('manager', 'admin') then
    raise exception 'only managers and administrators may correct what was imported' using errcode = '42501';
  end if;
end $$;

-- A source tells interactions differently than last time: the rows become what it says now, the differences go to changes.
create function app.correct_interactions(of_import uuid, changed_at timestamptz, corrections jsonb) returns setof uuid
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  names constant jsonb := '{"type":"type","direction":"direction","state":"state","occurred_at":"occurredAt","duration_minutes":"durationMinutes",
    "subject":"subject","body":"body","place":"place","thread_key":"threadKey","user_id":"userId","contact_id":"contactId",
    "account_id":"accountId","deal_id":"dealId","lead_id":"leadId","custom":"custom","created_at":"createdAt"}';
begin
  perform app.must_be_operator();
  return query
  with said as (
    select correction, (jsonb_populate_record(null::app.interactions, correction)).*
    from jsonb_array_elements(corrections) as correction
  ), known as (
    select interaction.*, (
      select coalesce(jsonb_agg(jsonb_build_array(role, user_id, contact_id, address, has_accepted) order by position), '[]')
      from app.interaction_participants participant
      where participant.workspace_id = interaction.workspace_id and participant.interaction_id = interaction.id) as people
    from app.interactions interaction where workspace_id = app.workspace() and id in (select said.id from said)
  ), difference as (
    select known.id, names ->> field as field, nullif(to_jsonb(known) -> field, 'null') as from_value,
      nullif(to_jsonb(said) -> field, 'null') as to_value
    from said join known on known.id = said.id cross join jsonb_object_keys(names) as field
    where to_jsonb(known) -> field is distinct from to_jsonb(said) -> field
    union all
    select known.id, 'participants', known.people, people.list
    from said join known on known.id = said.id cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_array(one ->> 'role', one -> 'user_id', one -> 'contact_id', one -> 'address', one -> 'has_accepted')
        order by (one ->> 'position')::integer), '[]') as list
      from jsonb_array_elements(said.correction -> 'participants') as one) people
    where known.people <> people.list
  ), told as (
    insert into app.changes (workspace_id, id, record_kind, record_id, field, from_value, to_value, occurred_at, user_id, source, import_id)
    select app.workspace(), md5(of_import::text || difference.id || difference.field || coalesce(difference.from_value::text, '') || coalesce(difference.to_value::text, ''))::uuid,
      'interactions', difference.id, difference.field, difference.from_value, difference.to_value, changed_at, app.user_id(), 'import', of_import
    from difference on conflict do nothing
  ), corrected as (
    update app.interactions interaction set (type, direction, state, occurred_at, duration_minutes, subject, body, place, thread_key,
      user_id, contact_id, account_id, deal_id, lead_id, custom, created_at, fingerprint)
      = (said.type, said.direction, said.state, said.occurred_at, said.duration_minutes, said.subject, said.body, said.place, said.thread_key,
      said.user_id, said.contact_id, said.account_id, said.deal_id, said.lead_id, said.custom, said.created_at, said.fingerprint)
    from said where interaction.workspace_id = app.workspace() and interaction.id = said.id
  )
  select distinct difference.id from difference;
  delete from app.interaction_participants participant using jsonb_array_elements(corrections) as correction
  where participant.workspace_id = app.workspace() and participant.interaction_id = (correction ->> 'id')::uuid;
  insert into app.interaction_participants (workspace_id, interaction_id, position, role, user_id, contact_id, address, has_accepted, occurred_at)
  select app.workspace(), one.interaction_id, one.position, one.role, one.user_id, one.contact_id, one.address, one.has_accepted, one.occurred_at
  from jsonb_array_elements(corrections) as correction,
    jsonb_populate_recordset(null::app.interaction_participants, correction -> 'participants') as one;
end $$;

-- A reference of an interaction whose target has arrived: filled where nothing stands.
create function app.link_interactions(links jsonb) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform app.must_be_operator();
  update app.interactions interaction set
    user_id = coalesce(interaction.user_id, link.user_id), contact_id = coalesce(interaction.contact_id, link.contact_id),
    account_id = coalesce(interaction.account_id, link.account_id), deal_id = coalesce(interaction.deal_id, link.deal_id),
    lead_id = coalesce(interaction.lead_id, link.lead_id)
  from jsonb_to_recordset(links) as link (id uuid, user_id uuid, contact_id uuid, account_id uuid, deal_id uuid, lead_id uuid)
  where interaction.workspace_id = app.workspace() and interaction.id = link.id;
  update app.interaction_participants participant set contact_id = link.contact_id, address = null
  from jsonb_to_recordset(links) as link (id uuid, contact_id uuid, participant text)
  where link.participant is not null and participant.workspace_id = app.workspace() and participant.interaction_id = link.id
    and participant.contact_id is null and participant.address = link.participant;
end $$;

-- Undo: interactions and source history that an import brought go, and one row of history for each says how many there were.
create function app.remove_imported(of_import uuid) returns table (interactions bigint, history bigint)
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform app.must_be_operator();
  delete from app.interaction_participants participant using app.interactions interaction
  where interaction.workspace_id = app.workspace() and interaction.import_id = of_import
    and participant.workspace_id = app.workspace() and participant.interaction_id = interaction.id;
  with gone as (delete from app.interactions where workspace_id = app.workspace() and import_id = of_import returning 1)
  select count(*) into interactions from gone;
  with gone as (
    delete from app.changes change using app.import_rows row
    where change.workspace_id = app.workspace() and change.import_id = of_import and change.source = 'import'
      and row.workspace_id = app.workspace() and row.import_id = of_import and row.outcome = 'created' and row.record_id = change.id
    returning 1)
  select count(*) into history from gone;
  insert into app.changes (workspace_id, id, record_kind, record_id, field, from_value, occurred_at, user_id, source, import_id)
  select app.workspace(), gen_random_uuid(), 'imports', of_import, field, to_jsonb(rows), now(), app.user_id(), 'undo', of_import
  from (values ('interactions', interactions), ('changes', history)) as removed (field, rows) where rows > 0;
  return next;
end $$;

-- Thousands of new rows make the planner's picture of a table wrong at once; autovacuum would notice minutes later.
create function app.refresh_table_statistics(table_names text[]) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare table_name text;
begin
  perform app.must_be_operator();
  foreach table_name in array table_names loop execute format('analyze app.%I', table_name); end loop;
end $$;

do $$
declare made text;
begin
  foreach made in array array['app.must_be_operator()', 'app.correct_interactions(uuid, timestamptz, jsonb)', 'app.link_interactions(jsonb)', 'app.remove_imported(uuid)', 'app.refresh_table_statistics(text[])'] loop
    execute format('revoke all on function %s from public', made);
    execute format('grant execute on function %s to windshield_app', made);
  end loop;
end $$;
`)
    .execute(db);
}
