import { type Kysely, sql } from 'kysely';

/**
 * What happened between people, what was promised, what was said, what it brought and cost, and what was advised.
 * Interactions and their participants carry no foreign keys: they are append-only, written set-wise after their references were
 * resolved, and are the one table meant to grow into the hundreds of millions.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table app.interactions (
  workspace_id uuid not null default app.workspace(),
  id uuid not null,
  type text not null check (type in ('mail','meeting','call','chat','visit','task','other')),
  direction text not null check (direction in ('in','out','both')),
  state text not null default 'done' check (state in ('done','planned','cancelled')),
  occurred_at timestamptz not null,
  duration_minutes integer check (duration_minutes >= 0),
  subject text,
  body text,
  place text,
  thread_key text,
  user_id uuid,
  contact_id uuid,
  account_id uuid,
  deal_id uuid,
  lead_id uuid,
  custom jsonb,
  -- identity in the source system, as external_keys holds it for records
  source text not null,
  key text not null,
  fingerprint bytea,
  import_id uuid,
  created_at timestamptz,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (workspace_id, id));
create unique index interactions_key on app.interactions (workspace_id, source, key);
create index interactions_contact on app.interactions (workspace_id, contact_id, occurred_at desc) where contact_id is not null;
create index interactions_account on app.interactions (workspace_id, account_id, occurred_at desc) where account_id is not null;
create index interactions_deal on app.interactions (workspace_id, deal_id, occurred_at desc) where deal_id is not null;
create index interactions_user on app.interactions (workspace_id, user_id, occurred_at desc) where user_id is not null;

-- everyone involved beyond the user and the contact that the interaction itself names
create table app.interaction_participants (
  workspace_id uuid not null default app.workspace(),
  interaction_id uuid not null,
  position smallint not null,
  role text not null check (role in ('from','to','cc','organiser','attendee')),
  user_id uuid,
  contact_id uuid,
  address text,
  has_accepted boolean,
  occurred_at timestamptz not null,
  primary key (workspace_id, interaction_id, position));
create index interaction_participants_contact on app.interaction_participants (workspace_id, contact_id, occurred_at desc) where contact_id is not null;
create index interaction_participants_address on app.interaction_participants (workspace_id, address) where address is not null;

create table app.next_steps (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  what text not null check (what <> ''),
  promised_by text not null check (promised_by in ('us','them')),
  user_id uuid,
  contact_id uuid,
  account_id uuid,
  deal_id uuid,
  lead_id uuid,
  due_on date,
  status text not null default 'open' check (status in ('open','kept','broken','dropped')),
  settled_at timestamptz,
  custom jsonb not null default '{}',
  created_at timestamptz,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references app.users,
  foreign key (workspace_id, contact_id) references app.contacts,
  foreign key (workspace_id, account_id) references app.accounts,
  foreign key (workspace_id, deal_id) references app.deals,
  foreign key (workspace_id, lead_id) references app.leads,
  check (num_nonnulls(contact_id, account_id, deal_id, lead_id) > 0));
create index next_steps_user on app.next_steps (workspace_id, user_id, due_on) where status = 'open' and deleted_at is null;
create index next_steps_deal on app.next_steps (workspace_id, deal_id) where deal_id is not null;
create index next_steps_account on app.next_steps (workspace_id, account_id) where account_id is not null;
create index next_steps_contact on app.next_steps (workspace_id, contact_id) where contact_id is not null;

create table app.needs (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  words text not null check (words <> ''),
  language text,
  contact_id uuid,
  account_id uuid,
  deal_id uuid,
  lead_id uuid,
  occurred_at timestamptz,
  author_id uuid,
  custom jsonb not null default '{}',
  created_at timestamptz,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references app.contacts,
  foreign key (workspace_id, account_id) references app.accounts,
  foreign key (workspace_id, deal_id) references app.deals,
  foreign key (workspace_id, lead_id) references app.leads,
  check (num_nonnulls(contact_id, account_id, deal_id, lead_id) > 0));
create index needs_deal on app.needs (workspace_id, deal_id) where deal_id is not null;
create index needs_account on app.needs (workspace_id, account_id) where account_id is not null;
create index needs_contact on app.needs (workspace_id, contact_id) where contact_id is not null;

create table app.notes (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  body text not null check (body <> ''),
  author_id uuid,
  contact_id uuid,
  account_id uuid,
  deal_id uuid,
  lead_id uuid,
  occurred_at timestamptz,
  custom jsonb not null default '{}',
  created_at timestamptz,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, author_id) references app.users,
  foreign key (workspace_id, contact_id) references app.contacts,
  foreign key (workspace_id, account_id) references app.accounts,
  foreign key (workspace_id, deal_id) references app.deals,
  foreign key (workspace_id, lead_id) references app.leads,
  check (num_nonnulls(contact_id, account_id, deal_id, lead_id) > 0));
create index notes_deal on app.notes (workspace_id, deal_id) where deal_id is not null;
create index notes_account on app.notes (workspace_id, account_id) where account_id is not null;
create index notes_contact on app.notes (workspace_id, contact_id) where contact_id is not null;
create index notes_lead on app.notes (workspace_id, lead_id) where lead_id is not null;

create table app.outcomes (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  promised text not null check (promised <> ''),
  delivered text,
  promised_on date,
  delivered_on date,
  contact_id uuid,
  account_id uuid,
  deal_id uuid,
  lead_id uuid,
  custom jsonb not null default '{}',
  created_at timestamptz,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references app.contacts,
  foreign key (workspace_id, account_id) references app.accounts,
  foreign key (workspace_id, deal_id) references app.deals,
  foreign key (workspace_id, lead_id) references app.leads,
  check (num_nonnulls(contact_id, account_id, deal_id, lead_id) > 0));
create index outcomes_account on app.outcomes (workspace_id, account_id) where account_id is not null;
create index outcomes_deal on app.outcomes (workspace_id, deal_id) where deal_id is not null;

create table app.costs (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  type text not null check (type in ('campaign','dayRate','travel','other')),
  amount_minor bigint not null,
  currency char(3) not null,
  incurred_on date not null,
  lead_source text,
  campaign text,
  user_id uuid,
  contact_id uuid,
  account_id uuid,
  deal_id uuid,
  lead_id uuid,
  description text,
  custom jsonb not null default '{}',
  created_at timestamptz,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references app.users,
  foreign key (workspace_id, contact_id) references app.contacts,
  foreign key (workspace_id, account_id) references app.accounts,
  foreign key (workspace_id, deal_id) references app.deals,
  foreign key (workspace_id, lead_id) references app.leads);
create index costs_day on app.costs (workspace_id, incurred_on);

-- what was advised, what the person chose, why; taking a choice back is a row of its own
create table app.decisions (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  user_id uuid not null,
  item_key text not null,
  item_kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  choice text not null check (choice in ('acted','done','later','dismissed','undone')),
  reason_key text,
  reason text,
  until_on date,
  -- hash of the facts behind the advice: it comes back when they change
  facts text not null,
  advice jsonb not null,
  undoes uuid,
  occurred_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references app.users);
create index decisions_user on app.decisions (workspace_id, user_id, occurred_at desc);

-- derived: can be dropped and computed again from deals
create table app.deal_clocks (
  workspace_id uuid primary key default app.workspace() references app.workspaces on delete cascade,
  as_of date not null,
  clock jsonb not null,
  computed_at timestamptz not null default now());
`)
    .execute(db);
}
