import { type Kysely, sql } from 'kysely';

/** What a decision wrote is kept with it: taken back, exactly that goes, and only where it still is what the decision wrote. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
-- of an accepted proposal: {"nextStep": id}, {"point": id} or {"title": {"from", "to"}}; {} where nothing had to be written
alter table app.proposals add column wrote jsonb;
-- of an unknown person's: {"point": id} where the address is new to the contact, {"account": id} where one was made
alter table app.address_decisions add column wrote jsonb;
`)
    .execute(db);
}
