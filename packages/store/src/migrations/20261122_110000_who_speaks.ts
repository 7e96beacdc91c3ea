import { type Kysely, sql } from 'kysely';

/** Who may speak of a meeting by mail is known with it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
-- of an event: its organiser as a number that tells nothing, then the service that first invited in their name
alter table app.captured_items add column speakers bigint[];
`)
    .execute(db);
}
