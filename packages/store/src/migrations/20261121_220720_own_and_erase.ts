import { type Kysely, sql } from 'kysely';

/**
 * Audited functions for what the app's role may not do by itself. Each runs as windshield_house, under row-level security of the
 * transaction's workspace, checks its right first, and leaves a line in the history where something is taken away.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
-- Everyone's own settings; the rest of a user's row is for admins.
create function app.set_own_settings(own jsonb, sets_zone boolean, zone text) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  update app.users set settings = settings || own, time_zone = case when sets_zone then zone else time_zone end, updated_at = now()
    where workspace_id = app.workspace() and id = app.user_id();
  if not found then raise exception 'nobody is acting' using errcode = '42501'; end if;
end $$;

-- Takes back what the acting person entered by hand within the last day; false: there is no such interaction.
create function app.take_back_interaction(taken uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare was app.interactions;
begin
  select * into was from app.interactions where workspace_id = app.workspace() and id = taken;
  if not found then return false; end if;
  if was.source <> 'windshield' or was.import_id is not null or was.recorded_by is distinct from app.user_id() or was.recorded_at < now() - interval '1 day' then
    raise exception 'only an interaction that you entered by hand within the last day can be taken back' using errcode = '42501';
  end if;
  delete from app.interaction_participants where workspace_id = app.workspace() and interaction_id = taken;
  delete from app.interactions where workspace_id = app.workspace() and id = taken;
  update app.contacts c set last_interaction_at = (select max(at) from (
      select max(i.occurred_at) as at from app.interactions i where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.state = 'done'
      union all select max(p.occurred_at) from app.interaction_participants p join app.interactions i on i.workspace_id = p.workspace_id and i.id = p.interaction_id
        where p.workspace_id = c.workspace_id and p.contact_id = c.id and i.state = 'done') t)
    where c.workspace_id = app.workspace() and c.last_interaction_at = was.occurred_at;
  update app.accounts c set last_interaction_at = (select max(i.occurred_at) from app.interactions i where i.workspace_id = c.workspace_id and i.account_id = c.id and i.state = 'done')
    where c.workspace_id = app.workspace() and c.id = was.account_id;
  update app.deals c set last_interaction_at = (select max(i.occurred_at) from app.interactions i where i.workspace_id = c.workspace_id and i.deal_id = c.id and i.state = 'done')
    where c.workspace_id = app.workspace() and c.id = was.deal_id;
  update app.leads c set last_interaction_at = (select max(i.occurred_at) from app.interactions i where i.workspace_id = c.workspace_id and i.lead_id = c.id and i.state = 'done')
    where c.workspace_id = app.workspace() and c.id = was.lead_id;
  return true;
end $$;

create function app.gives_away(said text, tell_tales text[]) returns boolean immutable parallel safe language sql
  return exists (select from unnest(tell_tales) t where position(t in lower(said)) > 0);
-- the text with every tell-tale in it replaced, whatever its case
create function app.without(said text, tell_tales text[]) returns text immutable strict parallel safe language plpgsql set search_path = pg_catalog as $$
declare t text;
begin
  -- the longer first: a married name holds the one before
  for t in select one from unnest(tell_tales) one order by length(one) desc loop
    said := regexp_replace(said, regexp_replace(t, '([][().*+?{}|^$\\\\-])', '\\\\\\1', 'g'), '(erased)', 'gi');
  end loop;
  return said;
end $$;

/*
 * Erases a person. Blanked are: the contact itself, its addresses; leads with the same mail address, phone or that became this contact;
 * subjects and bodies of interactions they took part in, and their address in them; values of their history; words noted about them
 * alone; what imports last saw of them and rejected rows that hold one of their addresses; answers kept for requests sent twice.
 * What stays: that something happened, when, with which account and deal.
 */
create function app.erase_contact(erased uuid, why text) returns table (erased_at timestamptz, records integer) language plpgsql security definer
  set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  ws uuid := app.workspace();
  person app.contacts;
  leads_too uuid[];
  ids uuid[];
  meetings uuid[];
  addresses text[];
  tell_tales text[];
  touched integer := 0;
  n integer;
begin
  if app.role() is distinct from 'admin' then raise exception 'only an admin may erase a person' using errcode = '42501'; end if;
  select * into person from app.contacts c where c.workspace_id = ws and c.id = erased for update;
  if not found then return; end if;

  select array_agg(distinct lower(a)) into addresses from (
    select value from app.contact_points where workspace_id = ws and contact_id = erased
    union all select value_key from app.contact_points where workspace_id = ws and contact_id = erased
    union all select person.email union all select person.phone) t (a) where a <> '';
  addresses := coalesce(addresses, '{}');
  select array_agg(l.id) into leads_too from app.leads l
    where l.workspace_id = ws and (l.contact_id = erased or lower(l.email) = any (addresses) or lower(l.phone) = any (addresses));
  ids := array_append(coalesce(leads_too, '{}'), erased);
  select array_agg(distinct id) into meetings from (
    select i.id from app.interactions i where i.workspace_id = ws and (i.contact_id = erased or i.lead_id = any (leads_too))
    union all select p.interaction_id from app.interaction_participants p where p.workspace_id = ws and (p.contact_id = erased or lower(p.address) = any (addresses))) t (id);
  meetings := coalesce(meetings, '{}');
  -- what gives them away in free text and kept rows: whole addresses and the whole name
  select addresses || array_agg(distinct lower(name)) into tell_tales from (
    select person.name union all select l.name from app.leads l where l.workspace_id = ws and l.id = any (leads_too)
    union all select c.from_value #>> '{}' from app.changes c where c.workspace_id = ws and c.record_id = any (ids) and c.field = 'name') t (name)
    where length(name) > 3;

  update app.interactions set subject = null, body = null, place = null, custom = null, fingerprint = null,
      thread_key = case when app.gives_away(thread_key, tell_tales) then null else thread_key end,
      key = case when app.gives_away(key, tell_tales) then 'erased:' || id else key end
    where workspace_id = ws and id = any (meetings);
  get diagnostics n = row_count; touched := touched + n;
  update app.interaction_participants set address = null
    where workspace_id = ws and address is not null and (contact_id = erased or lower(address) = any (addresses));
  get diagnostics n = row_count; touched := touched + n;

  delete from app.contact_points where workspace_id = ws and contact_id = erased;
  get diagnostics n = row_count; touched := touched + n;
  update app.employments set title = null where workspace_id = ws and contact_id = erased and title is not null;
  get diagnostics n = row_count; touched := touched + n;
  update app.buying_group set role = null where workspace_id = ws and contact_id = erased and role is not null;

  update app.leads set name = 'Erased person', name_key = 'erasedperson', title = null, email = null, phone = null, description = null, custom = '{}',
      company = case when account_id is null then null else company end, erased_at = now(), updated_at = now(), version = version + 1
    where workspace_id = ws and id = any (leads_too);
  get diagnostics n = row_count; touched := touched + n;

  update app.needs set words = '(erased)', custom = '{}', updated_at = now() where workspace_id = ws and (contact_id = erased or lead_id = any (leads_too));
  get diagnostics n = row_count; touched := touched + n;
  update app.notes set body = '(erased)', custom = '{}', updated_at = now() where workspace_id = ws and (contact_id = erased or lead_id = any (leads_too));
  get diagnostics n = row_count; touched := touched + n;
  update app.next_steps set what = '(erased)', custom = '{}', updated_at = now() where workspace_id = ws and (contact_id = erased or lead_id = any (leads_too));
  get diagnostics n = row_count; touched := touched + n;
  update app.outcomes set promised = '(erased)', delivered = case when delivered is not null then '(erased)' end, custom = '{}', updated_at = now()
    where workspace_id = ws and (contact_id = erased or lead_id = any (leads_too));
  get diagnostics n = row_count; touched := touched + n;
  -- where others are written about, only the person's name and addresses go
  update app.notes set body = app.without(body, tell_tales), updated_at = now() where workspace_id = ws and app.gives_away(body, tell_tales);
  update app.next_steps set what = app.without(what, tell_tales), updated_at = now() where workspace_id = ws and app.gives_away(what, tell_tales);
  update app.needs set words = app.without(words, tell_tales), updated_at = now() where workspace_id = ws and app.gives_away(words, tell_tales);
  update app.outcomes set promised = app.without(promised, tell_tales), delivered = app.without(delivered, tell_tales), updated_at = now()
    where workspace_id = ws and (app.gives_away(promised, tell_tales) or app.gives_away(delivered, tell_tales));
  update app.deals set name = app.without(name, tell_tales), description = app.without(description, tell_tales), loss_reason = app.without(loss_reason, tell_tales), updated_at = now()
    where workspace_id = ws and (app.gives_away(name, tell_tales) or app.gives_away(description, tell_tales) or app.gives_away(loss_reason, tell_tales));
  update app.accounts set description = app.without(description, tell_tales), phone = app.without(phone, tell_tales), updated_at = now()
    where workspace_id = ws and (app.gives_away(description, tell_tales) or app.gives_away(phone, tell_tales));
  update app.interactions set subject = app.without(subject, tell_tales), body = app.without(body, tell_tales)
    where workspace_id = ws and (app.gives_away(subject, tell_tales) or app.gives_away(body, tell_tales));

  -- the history of the person, and of what was noted about them
  update app.changes set from_value = null, to_value = null, reason = null, key = case when key is not null then 'erased:' || id end
    where workspace_id = ws and (record_id = any (ids) or record_id = any (meetings)
      or app.gives_away(from_value::text, tell_tales) or app.gives_away(to_value::text, tell_tales) or app.gives_away(reason, tell_tales)
      or (field = 'contacts' and concat(from_value, to_value) like '%' || erased || '%')
      or (record_kind = 'nextSteps' and record_id in (select id from app.next_steps where workspace_id = ws and (contact_id = erased or lead_id = any (leads_too))))
      or (record_kind = 'needs' and record_id in (select id from app.needs where workspace_id = ws and (contact_id = erased or lead_id = any (leads_too))))
      or (record_kind = 'notes' and record_id in (select id from app.notes where workspace_id = ws and (contact_id = erased or lead_id = any (leads_too))))
      or (record_kind = 'outcomes' and record_id in (select id from app.outcomes where workspace_id = ws and (contact_id = erased or lead_id = any (leads_too)))));
  get diagnostics n = row_count; touched := touched + n;

  -- what imports keep: the row stays known (so that the same file does not bring the person back), its contents do not
  update app.external_keys set last_seen = '{}', fingerprint = '', key = case when key like 'name:%' then 'erased:' || encode(sha256(convert_to(key, 'UTF8')), 'hex') else key end
    where workspace_id = ws and (record_id = any (ids) or record_id = any (meetings));
  get diagnostics n = row_count; touched := touched + n;
  update app.import_rows set cells = null, reason = null
    where workspace_id = ws and (record_id = any (ids) or app.gives_away(cells::text, tell_tales) or app.gives_away(reason, tell_tales));
  get diagnostics n = row_count; touched := touched + n;
  delete from app.idempotency_keys where workspace_id = ws and app.gives_away(body::text, tell_tales);
  update app.decisions set advice = '{}', reason = null where workspace_id = ws
    and (subject_id = any (ids) or subject_id = any (meetings) or app.gives_away(advice::text, tell_tales));
  get diagnostics n = row_count; touched := touched + n;

  update app.contacts set name = 'Erased person', name_key = 'erasedperson', first_name = null, last_name = null, title = null, lifecycle = null,
      language = null, country = null, description = null, email = null, phone = null, custom = '{}', erased_at = now(), updated_at = now(),
      deleted_at = coalesce(deleted_at, now()), version = version + 1
    where workspace_id = ws and id = erased;
  touched := touched + 1;

  insert into app.changes (id, record_kind, record_id, field, to_value, user_id, source, reason)
    values (gen_random_uuid(), 'contacts', erased, 'erasedAt', to_jsonb(app.iso(now())), app.user_id(), coalesce(nullif(current_setting('app.source', true), 'import'), 'user'), why);
  return query select now(), touched;
end $$;

-- The first deal of a workspace that imported nothing needs a pipeline, whoever enters it; with one there, nothing happens.
create function app.make_first_pipeline(names text[], name_keys text[], statuses text[]) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare made uuid := gen_random_uuid();
begin
  if app.role() is null or app.role() not in ('rep', 'manager', 'admin') then raise exception 'your role may not write deals' using errcode = '42501'; end if;
  perform from app.workspaces where workspace_id = app.workspace() for update;
  if exists (select from app.stages where workspace_id = app.workspace() and status = 'open' and deleted_at is null) then return; end if;
  insert into app.pipelines (workspace_id, id, name, name_key) values (app.workspace(), made, 'Deals', 'deals')
    on conflict (workspace_id, name_key) do update set deleted_at = null returning id into made;
  insert into app.stages (workspace_id, id, pipeline_id, name, name_key, position, status)
    select app.workspace(), gen_random_uuid(), made, s.name, s.key, s.place - 1, s.status from unnest(names, name_keys, statuses) with ordinality s (name, key, status, place)
    on conflict (workspace_id, pipeline_id, name_key) do update set deleted_at = null;
end $$;

revoke all on function app.make_first_pipeline, app.set_own_settings, app.take_back_interaction, app.erase_contact from public;
grant execute on function app.make_first_pipeline, app.set_own_settings, app.take_back_interaction, app.erase_contact to windshield_app;
`)
    .execute(db);
}
