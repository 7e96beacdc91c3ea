import { type Kysely, sql } from 'kysely';

/** After an import PostgreSQL's own statistics come a minute too late: until then it plans as if the tables were empty. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create function app.refresh_statistics() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  analyze app.accounts, app.contacts, app.contact_points, app.employments, app.leads, app.deals, app.deal_lines, app.buying_group, app.products,
    app.interactions, app.interaction_participants, app.changes, app.next_steps, app.needs, app.notes, app.users, app.teams, app.external_keys, app.import_rows;
end $$;
revoke all on function app.refresh_statistics from public;
grant execute on function app.refresh_statistics to windshield_app;
`)
    .execute(db);
}
