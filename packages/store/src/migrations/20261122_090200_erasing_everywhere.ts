import { type Kysely, sql } from 'kysely';

/** Columns in which somebody can be named who is not what the row is about. There only the name and the addresses go. */
const texts = {
  accounts: ['address'],
  cleanings: ['answer'],
  contacts: ['description'],
  costs: ['description'],
  deals: ['competitor'],
  decisions: ['facts', 'reason'],
  imports: ['error'],
  interactions: ['place'],
  leads: ['description'],
} as const;
const documents = {
  accounts: ['custom'],
  address_decisions: ['wrote'],
  contacts: ['custom'],
  costs: ['custom'],
  data_trust: ['detail'],
  deals: ['custom'],
  duplicate_pairs: ['terms'],
  external_keys: ['last_seen'],
  import_files: ['plan'],
  import_rows: ['before'],
  import_shapes: ['plan'],
  imports: ['inspection', 'conflicts', 'findings'],
  interactions: ['custom'],
  leads: ['custom'],
  merge_batches: ['conflicts'],
  merges: ['conflicts'],
  needs: ['custom'],
  next_steps: ['custom'],
  notes: ['custom'],
  outcomes: ['custom'],
  pending_references: ['reference'],
  proposals: ['wrote'],
} as const;

const columns = (of: Readonly<Record<string, readonly string[]>>, isDocument: boolean): string =>
  Object.entries(of)
    .flatMap(([table, names]) => names.map((name) => `('${table}', '${name}', ${isDocument})`))
    .join(', ');

/**
 * Erasing a person reaches what it did not: addresses that only their leads have; where others, imports and what is kept to undo them, name them; costs of
 * theirs. A lead whose phone alone is the same, such as a switchboard's, is somebody else's unless the name is the same, too. And a lead that never
 * became a contact can be erased.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
-- most of what is looked through holds nothing
create or replace function app.gives_away(said text, tell_tales text[]) returns boolean immutable parallel safe language sql
  return said is not null and exists (select from unnest(tell_tales) t where position(t in lower(said)) > 0);

do $$
declare was text := pg_get_functiondef('app.erase_contact_records(uuid, text)'::regprocedure);
declare becomes text := replace(was, 'or lower(l.phone) = any (addresses))', 'or (lower(l.phone) = any (addresses) and l.name_key = person.name_key))');
begin
  if becomes = was then raise exception 'erase_contact_records is not as expected'; end if;
  execute becomes;
end $$;

alter function app.erase_contact(uuid, text) rename to erase_contact_captured;
revoke all on function app.erase_contact_captured from public, windshield_app;
create function app.erase_contact(erased uuid, why text) returns table (erased_at timestamptz, records integer) language plpgsql security definer
  set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  ws uuid := app.workspace();
  person app.contacts;
  addresses text[];
  leads_too uuid[];
  tell_tales text[];
  -- all of them in one pattern, for the long tables
  pattern text;
  place record;
  touched integer := 0;
  n integer;
  done record;
begin
  if app.role() is distinct from 'admin' then raise exception 'only an admin may erase a person' using errcode = '42501'; end if;
  select * into person from app.contacts c where c.workspace_id = ws and c.id = erased for update;
  if not found then return; end if;

  addresses := array(
    select distinct lower(a) from (
      select value from app.contact_points where workspace_id = ws and contact_id = erased
      union all select value_key from app.contact_points where workspace_id = ws and contact_id = erased
      union all select person.email union all select person.phone) t (a) where a <> '');
  leads_too := array(select app.merged_under('leads', array(
    select l.id from app.leads l where l.workspace_id = ws
      and (l.contact_id = erased or lower(l.email) = any (addresses) or (lower(l.phone) = any (addresses) and l.name_key = person.name_key)))));
  -- what their leads knew are their addresses as well, wherever they are looked for
  insert into app.contact_points (workspace_id, id, contact_id, kind, value, value_key)
    select ws, gen_random_uuid(), erased, t.kind, t.value, lower(t.value) from (
      select distinct 'email' as kind, l.email as value from app.leads l where l.workspace_id = ws and l.id = any (leads_too) and l.email <> ''
      union select distinct 'phone', l.phone from app.leads l where l.workspace_id = ws and l.id = any (leads_too) and l.phone <> '' and l.name_key = person.name_key) t
    on conflict do nothing;
  tell_tales := array(
    select distinct lower(told) from (
      select unnest(addresses)
      union all select value from app.contact_points where workspace_id = ws and contact_id = erased
      union all select person.name
      union all select l.name from app.leads l where l.workspace_id = ws and l.id = any (leads_too)
      union all select c.from_value #>> '{}' from app.changes c where c.workspace_id = ws and (c.record_id = erased or c.record_id = any (leads_too)) and c.field = 'name') t (told)
    where length(told) > 3 and told !~ '["\\\\]');

  pattern := array_to_string(array(select regexp_replace(told, '([][().*+?{}|^$-])', '\\\\\\1', 'g') from unnest(tell_tales) told), '|');

  select * into done from app.erase_contact_captured(erased, why);

  update app.import_rows set before = null where workspace_id = ws and before is not null and (record_id = erased or record_id = any (leads_too));
  get diagnostics n = row_count; touched := touched + n;
  update app.costs set description = null, custom = '{}', updated_at = now() where workspace_id = ws and (contact_id = erased or lead_id = any (leads_too));
  get diagnostics n = row_count; touched := touched + n;
  delete from app.findings where workspace_id = ws and app.gives_away(detail::text, tell_tales);
  update app.cleaning_changes set from_value = null, to_value = null
    where workspace_id = ws and (app.gives_away(from_value::text, tell_tales) or app.gives_away(to_value::text, tell_tales));
  if pattern = '' then return query select done.erased_at, done.records + touched; return; end if;
  for place in select * from (values ${columns(texts, false)}, ${columns(documents, true)}) t (of_table, of_column, is_document) loop
    execute format('update app.%1$I set %2$I = app.without(%2$I::text, $2)' || case when place.is_document then '::jsonb' else '' end
      || ' where workspace_id = $1 and lower(%2$I::text) ~ $3', place.of_table, place.of_column) using ws, tell_tales, pattern;
    get diagnostics n = row_count; touched := touched + n;
  end loop;
  return query select done.erased_at, done.records + touched;
end $$;

-- Somebody who never became a contact. For as long as this takes they are one, so that erasing reaches them everywhere in the one way there is.
create function app.erase_lead(erased uuid, why text) returns table (erased_at timestamptz, records integer) language plpgsql security definer
  set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  ws uuid := app.workspace();
  person uuid := gen_random_uuid();
  lead app.leads;
  done record;
begin
  if app.role() is distinct from 'admin' then raise exception 'only an admin may erase a person' using errcode = '42501'; end if;
  select * into lead from app.leads l where l.workspace_id = ws and l.id = erased and l.contact_id is null for update;
  if not found then return; end if;
  insert into app.contacts (workspace_id, id, name, name_key, email, phone) values (ws, person, lead.name, lead.name_key, lead.email, lead.phone);
  update app.leads set contact_id = person where workspace_id = ws and id = erased;
  select * into done from app.erase_contact(person, why);
  update app.leads set contact_id = null where workspace_id = ws and contact_id = person;
  update app.changes set record_kind = 'leads', record_id = erased where workspace_id = ws and record_id = person;
  delete from app.duplicate_queue where workspace_id = ws and record_id = person;
  delete from app.record_keys where workspace_id = ws and record_id = person;
  delete from app.contacts where workspace_id = ws and id = person;
  return query select done.erased_at, done.records;
end $$;

revoke all on function app.erase_contact(uuid, text), app.erase_lead(uuid, text) from public;
grant execute on function app.erase_contact(uuid, text), app.erase_lead(uuid, text) to windshield_app;
`)
    .execute(db);
}
