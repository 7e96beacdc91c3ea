import { type Kysely, sql } from 'kysely';

/** A link for a new password is worth no more than the right of the admin who made it: it knows who that was, and where. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
delete from auth.password_links where used_at is null;
alter table auth.password_links add column workspace_id uuid;
alter table auth.password_links add column made_by uuid;
`)
    .execute(db);
}
