import { type Kysely, sql } from 'kysely';

/** What a decision about an unknown person settled stays for a while, so that the decision can be taken back at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table app.waiting_items add column decision_id uuid;
alter table app.waiting_addresses add column decision_id uuid;
create index waiting_items_decision on app.waiting_items (workspace_id, decision_id) where decision_id is not null;
create index waiting_addresses_decision on app.waiting_addresses (workspace_id, decision_id) where decision_id is not null;

/*
 * Takes back what came about because an address was said to be somebody's: interactions that rest on that person alone go, from others the
 * person goes. What another person's mailbox has as well stays. Only for who decided; returns how many interactions went.
 */
create function app.take_back_decided(decision uuid) returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
  ws uuid := app.workspace();
  person uuid;
  whole uuid[];
  partly uuid[];
  gone uuid[];
  left_over uuid[];
  contact_ids uuid[];
  account_ids uuid[];
  deal_ids uuid[];
begin
  select d.contact_id into person from app.address_decisions d where d.workspace_id = ws and d.id = decision and d.owner_id = app.user_id();
  if not found then raise exception 'only who decided may take it back' using errcode = '42501'; end if;
  whole := array(select c.interaction_id from app.waiting_items w join app.captured_items c on c.workspace_id = ws and c.item_key = w.item_key
    where w.workspace_id = ws and w.decision_id = decision and c.interaction_id is not null);
  -- the person may also stand in it by an address that was known before
  partly := array(select distinct i.id from app.waiting_addresses a join app.captured_items c on c.workspace_id = ws and c.item_key = a.item_key
    join app.interactions i on i.workspace_id = ws and i.id = c.interaction_id
    where a.workspace_id = ws and a.decision_id = decision and i.id <> all (whole) and i.contact_id is distinct from person);
  gone := array(select i.id from app.interactions i where i.workspace_id = ws and i.id = any (whole) and (i.contact_id is null or i.contact_id = person)
    and not exists (select from app.interaction_participants p where p.workspace_id = ws and p.interaction_id = i.id and p.contact_id is not null and p.contact_id <> person)
    and not exists (select from app.captured_items c join app.capture_reads r on r.workspace_id = ws and r.item_key = c.item_key and r.fate = 'interaction'
      join app.capture_sources s on s.workspace_id = ws and s.id = r.source_id and s.user_id <> app.user_id()
      where c.workspace_id = ws and c.interaction_id = i.id));
  left_over := array(select unnest(whole || partly) except select unnest(gone));
  contact_ids := array[person];
  account_ids := array(select distinct i.account_id from app.interactions i where i.workspace_id = ws and i.id = any (gone) and i.account_id is not null);
  deal_ids := array(select distinct i.deal_id from app.interactions i where i.workspace_id = ws and i.id = any (gone) and i.deal_id is not null);
  delete from app.interaction_participants p where p.workspace_id = ws and (p.interaction_id = any (gone) or (p.interaction_id = any (left_over) and p.contact_id = person));
  update app.interactions i set contact_id = (select p.contact_id from app.interaction_participants p
      where p.workspace_id = ws and p.interaction_id = i.id and p.contact_id is not null order by p.position limit 1)
    where i.workspace_id = ws and i.id = any (left_over) and i.contact_id = person;
  delete from app.interaction_contents where workspace_id = ws and interaction_id = any (gone);
  delete from app.proposals where workspace_id = ws and interaction_id = any (gone) and state = 'open';
  delete from app.interactions where workspace_id = ws and id = any (gone);
  update app.captured_items set interaction_id = null where workspace_id = ws and interaction_id = any (gone);
  perform app.refold_last_interactions(contact_ids, account_ids, deal_ids);
  insert into app.changes (workspace_id, id, record_kind, record_id, field, from_value, user_id, source)
    values (ws, gen_random_uuid(), 'addressDecisions', decision, 'interactions', to_jsonb(cardinality(gone)), app.user_id(), 'undo');
  return cardinality(gone);
end $$;
revoke all on function app.take_back_decided from public;
grant execute on function app.take_back_decided to windshield_app;
`)
    .execute(db);
}
