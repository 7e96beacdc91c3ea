import { type Kysely, sql } from 'kysely';

/** Who is erased is erased from questions about others that name them, and from leads that became one with theirs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create or replace function app.forget_findings() returns trigger language plpgsql set search_path = pg_catalog as $$
declare tell_tales text[] := array(select lower(one) from unnest(array[old.name, old.email, old.phone]) one where length(one) > 3);
begin
  -- what still holds is asked again, in other words, when the records are next looked through
  delete from app.findings where workspace_id = new.workspace_id and (record_id = new.id or app.gives_away(detail::text, tell_tales));
  update app.cleaning_changes set from_value = null, to_value = null where workspace_id = new.workspace_id
    and (record_id = new.id or app.gives_away(from_value::text, tell_tales) or app.gives_away(to_value::text, tell_tales));
  return null;
end $$;

create function app.erase_merged_leads() returns trigger language plpgsql set search_path = pg_catalog as $$
declare merged uuid[] := array(select id from app.leads where workspace_id = new.workspace_id and merged_into = new.id and erased_at is null);
begin
  if cardinality(merged) = 0 then return null; end if;
  update app.changes set from_value = null, to_value = null, reason = null, key = case when key is not null then 'erased:' || id end
    where workspace_id = new.workspace_id and record_id = any (merged);
  update app.decisions set advice = '{}', reason = null where workspace_id = new.workspace_id and subject_id = any (merged);
  update app.import_rows set cells = null, reason = null where workspace_id = new.workspace_id and record_id = any (merged);
  -- and so on down to those that were merged into them
  update app.leads set name = 'Erased person', name_key = 'erasedperson', title = null, email = null, phone = null, description = null, custom = '{}',
      company = case when account_id is null then null else company end, erased_at = now(), updated_at = now(), version = version + 1
    where workspace_id = new.workspace_id and id = any (merged);
  return null;
end $$;
create trigger erase_merged_leads after update of erased_at on app.leads for each row
  when (old.erased_at is null and new.erased_at is not null) execute function app.erase_merged_leads();
`)
    .execute(db);
}
