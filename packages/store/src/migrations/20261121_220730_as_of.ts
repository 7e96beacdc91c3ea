import { type Kysely, sql } from 'kysely';

/**
 * The past of records, from what they are now and what was changed since.
 *
 * As it was KNOWN on a day: changes are taken back in the order in which they were recorded. Rows of a source system's own history
 * (they carry a key) were never the state here when they were recorded, so they are not taken back; and what was recorded later was not
 * known.
 *
 * As it had HAPPENED by a day: the last change until then says what a field was, whenever we learned of it; without one, the first
 * change after it says what it changed from; without any, it is as it is now.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
-- fields as they were known at an instant, laid over the fields as they are
create function app.fields_as_known(kind text, record uuid, at timestamptz) returns jsonb stable parallel safe language sql
  set search_path = pg_catalog as $$
  select coalesce(jsonb_object_agg(field, from_value), '{}') from (
    select distinct on (c.field) c.field, coalesce(c.from_value, 'null') as from_value from app.changes c
    where c.workspace_id = app.workspace() and c.record_kind = kind and c.record_id = record and c.recorded_at > at and c.key is null
    order by c.field, c.recorded_at, c.id) first_since
$$;

-- A source's own history speaks of stages and owners by name or by its own id, and of amounts as text: as our fields have them.
create function app.field_in_our_words(field text) returns text immutable parallel safe language sql
  return case field when 'stageName' then 'stageId' when 'owner' then 'ownerId' when 'account' then 'accountId' when 'amount' then 'amountMinor' else field end;
create function app.value_in_our_words(field text, value jsonb) returns jsonb stable parallel safe language sql set search_path = pg_catalog as $$
  select case
    when value is null or value = 'null' then 'null'::jsonb
    when field = 'amount' then case when value #>> '{}' ~ '^-?[0-9]{1,15}$' then to_jsonb((value #>> '{}')::bigint) else 'null' end
    when field = 'stageName' then coalesce((select to_jsonb(s.id) from app.stages s where s.workspace_id = app.workspace() and lower(s.name) = lower(value #>> '{}') order by s.id limit 1), 'null')
    when field in ('owner', 'account') then coalesce(
      (select to_jsonb(e.record_id) from app.external_keys e where e.workspace_id = app.workspace() and e.kind = case field when 'owner' then 'users' else 'accounts' end and e.key = value #>> '{}' limit 1),
      case field
        when 'owner' then (select to_jsonb(u.id) from app.users u where u.workspace_id = app.workspace() and lower(u.name) = lower(value #>> '{}') order by u.id limit 1)
        else (select to_jsonb(a.id) from app.accounts a where a.workspace_id = app.workspace() and lower(a.name) = lower(value #>> '{}') order by a.id limit 1) end, 'null')
    else value end
$$;

-- fields as they had been by an instant, laid over the fields as they are
create function app.fields_as_happened(kind text, record uuid, at timestamptz) returns jsonb stable parallel safe language sql
  set search_path = pg_catalog as $$
  select coalesce(jsonb_object_agg(field, value), '{}') from (
    select field, coalesce(
        (array_agg(app.value_in_our_words(said, to_value) order by occurred_at desc, recorded_at desc, id desc) filter (where occurred_at <= at))[1],
        (array_agg(app.value_in_our_words(said, from_value) order by occurred_at, recorded_at, id) filter (where occurred_at > at))[1]) as value
    from (select app.field_in_our_words(c.field) as field, c.field as said, c.from_value, c.to_value, c.occurred_at, c.recorded_at, c.id
          from app.changes c where c.workspace_id = app.workspace() and c.record_kind = kind and c.record_id = record) c
    group by field having bool_or(occurred_at > at)) known
$$;
grant execute on function app.fields_as_known, app.fields_as_happened, app.field_in_our_words, app.value_in_our_words to windshield_app;
create index changes_by_occurrence on app.changes (workspace_id, occurred_at);
`)
    .execute(db);
}
