import { type Kysely, sql } from 'kysely';

/**
 * The domain of a contact's mail address as a column of its own: under row-level security an index over an expression is not used, because
 * the function in it could leak what it sees. And whether an unknown address stands beside people who are known.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
drop index app.contact_points_domain;
-- worked out for the rows that are there, past their policies; then a column like any other, which merging can copy
alter table app.contact_points add column domain text generated always as (case kind when 'email' then split_part(value_key, '@', 2) end) stored;
alter table app.contact_points alter column domain drop expression;
create function app.set_point_domain() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  new.domain := case new.kind when 'email' then split_part(new.value_key, '@', 2) end;
  return new;
end $$;
create trigger set_domain before insert or update of kind, value_key on app.contact_points for each row execute function app.set_point_domain();
create index contact_points_domain on app.contact_points (workspace_id, domain) where domain is not null;

alter table app.waiting_addresses add column has_interaction boolean not null default false;
`)
    .execute(db);
}
