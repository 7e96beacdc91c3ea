import { type Kysely, sql } from 'kysely';

/** What its writer marked confidential shows its words to nobody but its owner; what was marked private is taken back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table app.interaction_contents add column is_confidential boolean not null default false;
alter table app.interaction_contents add constraint interaction_contents_confidential check (not (is_confidential and is_shared));

/*
 * Takes back what the acting person's sources brought of these items. An interaction goes where no source of anybody else has it; elsewhere the
 * acting person's words go. Its history keeps that it was taken back, without times. Returns how many interactions went.
 */
create function app.withdraw_captured(keys uuid[], why text) returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
  ws uuid := app.workspace();
  me uuid := app.user_id();
  mine uuid[];
  of_these uuid[];
  gone uuid[];
  contact_ids uuid[];
  account_ids uuid[];
  deal_ids uuid[];
begin
  if me is null then raise exception 'only the owner of a mailbox or calendar may take back what it brought' using errcode = '42501'; end if;
  mine := array(select s.id from app.capture_sources s where s.workspace_id = ws and s.user_id = me);
  update app.capture_reads r set fate = 'leftOut', reason = why, decision_id = null
    where r.workspace_id = ws and r.item_key = any (keys) and r.source_id = any (mine) and (r.fate, r.reason) is distinct from ('leftOut', why);
  delete from app.waiting_items w where w.workspace_id = ws and w.item_key = any (keys) and w.owner_id = me;
  delete from app.waiting_addresses w where w.workspace_id = ws and w.item_key = any (keys) and w.owner_id = me;
  of_these := array(select c.interaction_id from app.captured_items c where c.workspace_id = ws and c.item_key = any (keys) and c.interaction_id is not null);
  if cardinality(of_these) = 0 then return 0; end if;
  delete from app.interaction_contents where workspace_id = ws and interaction_id = any (of_these) and owner_id = me;
  gone := array(select i.id from app.interactions i join app.captured_items c on c.workspace_id = ws and c.interaction_id = i.id
    where i.workspace_id = ws and i.id = any (of_these) and i.source = 'windshield' and i.recorded_by = me
      and not exists (select from app.capture_reads r where r.workspace_id = ws and r.item_key = c.item_key and r.fate = 'interaction' and r.source_id <> all (mine)));
  if cardinality(gone) = 0 then return 0; end if;
  contact_ids := array(select i.contact_id from app.interactions i where i.workspace_id = ws and i.id = any (gone) and i.contact_id is not null
    union select p.contact_id from app.interaction_participants p where p.workspace_id = ws and p.interaction_id = any (gone) and p.contact_id is not null);
  account_ids := array(select distinct i.account_id from app.interactions i where i.workspace_id = ws and i.id = any (gone) and i.account_id is not null);
  deal_ids := array(select distinct i.deal_id from app.interactions i where i.workspace_id = ws and i.id = any (gone) and i.deal_id is not null);
  delete from app.interaction_participants where workspace_id = ws and interaction_id = any (gone);
  delete from app.interaction_contents where workspace_id = ws and interaction_id = any (gone);
  delete from app.proposals where workspace_id = ws and interaction_id = any (gone) and state = 'open';
  delete from app.interactions where workspace_id = ws and id = any (gone);
  -- it is known by its name alone from now on, as what was never read
  update app.captured_items set interaction_id = null, occurred_at = null, answers_key = null, subject_key = null, people = null, sequence = null, stamped_at = null
    where workspace_id = ws and item_key = any (keys) and interaction_id = any (gone);
  perform app.refold_last_interactions(contact_ids, account_ids, deal_ids);
  update app.changes set from_value = null, to_value = null where workspace_id = ws and record_kind = 'interactions' and record_id = any (gone);
  insert into app.changes (workspace_id, id, record_kind, record_id, field, user_id, source, reason)
    select ws, gen_random_uuid(), 'interactions', one, 'deletedAt', me, 'system', 'Its source does not give it away any more' from unnest(gone) as one;
  return cardinality(gone);
end $$;
revoke all on function app.withdraw_captured from public;
grant execute on function app.withdraw_captured to windshield_app;
`)
    .execute(db);
}
