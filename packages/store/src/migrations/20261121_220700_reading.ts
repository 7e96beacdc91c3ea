import { type Kysely, sql } from 'kysely';

/** How values are written in JSON, when somebody was last in touch, and one index per order that lists offer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
-- Both are inlined by the planner: they cost no call.
create function app.iso(timestamptz) returns text stable parallel safe language sql
  return to_char($1 at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
create function app.named(uuid, text) returns json immutable parallel safe language sql
  return case when $2 is null then null else json_build_object('id', $1, 'name', $2) end;

-- The day from which ages are counted (see workspace/as-of.ts, which says why).
create function app.counted_from() returns date stable parallel safe language sql
  return (select coalesce(w.export_day, (now() at time zone w.time_zone)::date) from app.workspaces w where w.workspace_id = app.workspace());

-- Folded from interactions that took place (planned ones are no contact yet).
alter table app.accounts add column last_interaction_at timestamptz;
alter table app.contacts add column last_interaction_at timestamptz;
alter table app.deals add column last_interaction_at timestamptz;
alter table app.leads add column last_interaction_at timestamptz;

alter table app.needs add foreign key (workspace_id, author_id) references app.users;
alter table app.targets add column created_at timestamptz;

-- Unknown values come last in either direction: a stand-in takes their place in the index, so that a page is one range of it.
create index accounts_by_interaction on app.accounts (workspace_id, (coalesce(last_interaction_at, '-infinity')) desc, id desc) where deleted_at is null;
create index accounts_by_employees on app.accounts (workspace_id, (coalesce(employees, -1)) desc, id desc) where deleted_at is null;
create index accounts_by_recorded on app.accounts (workspace_id, recorded_at, id) where deleted_at is null;
create index contacts_by_interaction on app.contacts (workspace_id, (coalesce(last_interaction_at, '-infinity')) desc, id desc) where deleted_at is null;
create index contacts_by_recorded on app.contacts (workspace_id, recorded_at, id) where deleted_at is null;
create index leads_by_recorded on app.leads (workspace_id, recorded_at, id) where deleted_at is null;
create index leads_by_created on app.leads (workspace_id, (coalesce(created_at, 'infinity')), id) where deleted_at is null;
create index leads_by_status on app.leads (workspace_id, status, id) where deleted_at is null;
create index deals_by_close on app.deals (workspace_id, (coalesce(expected_close_on, 'infinity')), id) where deleted_at is null;
create index deals_by_status_close on app.deals (workspace_id, status, (coalesce(expected_close_on, 'infinity')), id) where deleted_at is null;
create index deals_by_owner_close on app.deals (workspace_id, owner_id, status, (coalesce(expected_close_on, 'infinity')), id) where deleted_at is null;
create index deals_by_amount on app.deals (workspace_id, (coalesce(amount_minor, -1)) desc, id desc) where deleted_at is null;
create index deals_by_opened on app.deals (workspace_id, (coalesce(opened_at, 'infinity')), id) where deleted_at is null;
create index deals_by_closed on app.deals (workspace_id, (coalesce(closed_at, '-infinity')) desc, id desc) where deleted_at is null;
create index deals_by_interaction on app.deals (workspace_id, (coalesce(last_interaction_at, '-infinity')) desc, id desc) where deleted_at is null;
create index deals_by_recorded on app.deals (workspace_id, recorded_at, id) where deleted_at is null;
create index deals_open_of_account on app.deals (workspace_id, account_id) include (amount_minor, currency) where status = 'open' and deleted_at is null;
create index interactions_newest on app.interactions (workspace_id, occurred_at desc, id desc);
create index interactions_planned on app.interactions (workspace_id, occurred_at) where state = 'planned';
create index interactions_lead on app.interactions (workspace_id, lead_id, occurred_at desc) where lead_id is not null;
create index next_steps_open_of_deal on app.next_steps (workspace_id, deal_id, due_on) where status = 'open' and deleted_at is null;
create index next_steps_lead on app.next_steps (workspace_id, lead_id) where lead_id is not null;
create index needs_lead on app.needs (workspace_id, lead_id) where lead_id is not null;
-- served by the indexes above
drop index app.deals_status, app.deals_owner, app.deals_amount;

-- An interaction moves the last contact of everyone in it, also of records that are somebody else's to edit, hence definer. Called by
-- whoever appends one; imports fold once, at their end. No trigger: one with a transition table would slow every bulk load.
create function app.fold_interaction(appended uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare i app.interactions;
begin
  select * into i from app.interactions where workspace_id = app.workspace() and id = appended and state = 'done';
  if not found then return; end if;
  update app.contacts c set last_interaction_at = i.occurred_at where c.workspace_id = i.workspace_id
    and (c.id = i.contact_id or c.id in (select p.contact_id from app.interaction_participants p where p.workspace_id = i.workspace_id and p.interaction_id = i.id))
    and (c.last_interaction_at is null or c.last_interaction_at < i.occurred_at);
  update app.accounts c set last_interaction_at = i.occurred_at
    where c.workspace_id = i.workspace_id and c.id = i.account_id and (c.last_interaction_at is null or c.last_interaction_at < i.occurred_at);
  update app.deals c set last_interaction_at = i.occurred_at
    where c.workspace_id = i.workspace_id and c.id = i.deal_id and (c.last_interaction_at is null or c.last_interaction_at < i.occurred_at);
  update app.leads c set last_interaction_at = i.occurred_at
    where c.workspace_id = i.workspace_id and c.id = i.lead_id and (c.last_interaction_at is null or c.last_interaction_at < i.occurred_at);
end $$;

-- The same fold over everything, set-wise: for the end of an import, an undo, a rebuild. Writes only what differs.
-- Hash joins whatever the statistics say: right after an import they know of no rows yet.
create function app.fold_last_interactions() returns integer language plpgsql security definer set search_path = pg_catalog set enable_nestloop = off as $$
declare ws uuid := app.workspace(); folded integer := 0; n integer;
begin
  update app.contacts c set last_interaction_at = a.at
    from (select c.id, max(t.at) as at from app.contacts c left join (
            select contact_id, max(occurred_at) as at from app.interactions where workspace_id = ws and state = 'done' and contact_id is not null group by 1
            union all
            select p.contact_id, max(p.occurred_at) from app.interaction_participants p join app.interactions i on i.workspace_id = p.workspace_id and i.id = p.interaction_id
            where p.workspace_id = ws and p.contact_id is not null and i.state = 'done' group by 1) t on t.contact_id = c.id
          where c.workspace_id = ws group by c.id) a
    where c.workspace_id = ws and c.id = a.id and c.last_interaction_at is distinct from a.at;
  get diagnostics n = row_count; folded := folded + n;
  update app.accounts c set last_interaction_at = a.at
    from (select c.id, t.at from app.accounts c left join (
            select account_id, max(occurred_at) as at from app.interactions where workspace_id = ws and state = 'done' and account_id is not null group by 1) t on t.account_id = c.id
          where c.workspace_id = ws) a
    where c.workspace_id = ws and c.id = a.id and c.last_interaction_at is distinct from a.at;
  get diagnostics n = row_count; folded := folded + n;
  update app.deals c set last_interaction_at = a.at
    from (select c.id, t.at from app.deals c left join (
            select deal_id, max(occurred_at) as at from app.interactions where workspace_id = ws and state = 'done' and deal_id is not null group by 1) t on t.deal_id = c.id
          where c.workspace_id = ws) a
    where c.workspace_id = ws and c.id = a.id and c.last_interaction_at is distinct from a.at;
  get diagnostics n = row_count; folded := folded + n;
  update app.leads c set last_interaction_at = a.at
    from (select c.id, t.at from app.leads c left join (
            select lead_id, max(occurred_at) as at from app.interactions where workspace_id = ws and state = 'done' and lead_id is not null group by 1) t on t.lead_id = c.id
          where c.workspace_id = ws) a
    where c.workspace_id = ws and c.id = a.id and c.last_interaction_at is distinct from a.at;
  get diagnostics n = row_count;
  return folded + n;
end $$;
revoke all on function app.fold_last_interactions, app.fold_interaction from public;
grant execute on function app.fold_last_interactions, app.fold_interaction to windshield_app;
`)
    .execute(db);
}
