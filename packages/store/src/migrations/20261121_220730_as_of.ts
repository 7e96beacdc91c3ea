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

-- fields as they had been by an instant, laid over the fields as they are
create function app.fields_as_happened(kind text, record uuid, at timestamptz) returns jsonb stable parallel safe language sql
  set search_path = pg_catalog as $$
  select coalesce(jsonb_object_agg(field, value), '{}') from (
    select c.field, coalesce(
        (array_agg(coalesce(c.to_value, 'null') order by c.occurred_at desc, c.recorded_at desc, c.id desc) filter (where c.occurred_at <= at))[1],
        (array_agg(coalesce(c.from_value, 'null') order by c.occurred_at, c.recorded_at, c.id) filter (where c.occurred_at > at))[1]) as value
    from app.changes c
    where c.workspace_id = app.workspace() and c.record_kind = kind and c.record_id = record
    group by c.field having bool_or(c.occurred_at > at)) known
$$;
grant execute on function app.fields_as_known, app.fields_as_happened to windshield_app;
create index changes_by_occurrence on app.changes (workspace_id, occurred_at);
`)
    .execute(db);
}
