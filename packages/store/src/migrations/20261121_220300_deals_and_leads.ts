import { type Kysely, sql } from 'kysely';

/** Pipelines, products, deals with lines and buying group, leads. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table app.pipelines (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  name text not null,
  name_key text not null,
  position smallint not null default 0,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id));
create unique index pipelines_name on app.pipelines (workspace_id, name_key);

create table app.stages (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  pipeline_id uuid not null,
  name text not null,
  name_key text not null,
  position smallint not null,
  status text not null check (status in ('open','won','lost')),
  import_id uuid,
  recorded_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, pipeline_id) references app.pipelines);
create unique index stages_name on app.stages (workspace_id, pipeline_id, name_key);

create table app.products (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  name text not null check (name <> ''),
  name_key text not null,
  code text,
  family text,
  price_minor bigint,
  price_currency char(3),
  is_active boolean not null default true,
  custom jsonb not null default '{}',
  created_at timestamptz,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  check ((price_minor is null) = (price_currency is null)));
create index products_name on app.products (workspace_id, name_key);

create table app.deals (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  name text not null check (name <> ''),
  account_id uuid,
  owner_id uuid,
  pipeline_id uuid not null,
  stage_id uuid not null,
  status text not null check (status in ('open','won','lost')),
  amount_minor bigint,
  currency char(3),
  opened_at timestamptz,
  expected_close_on date,
  closed_at timestamptz,
  loss_reason text,
  competitor text,
  lead_source text,
  type text,
  stated_probability real check (stated_probability between 0 and 1),
  description text,
  -- the product most of the amount is for, kept here for the deal clock
  product_id uuid,
  -- how often the expected close moved to a later month, folded from changes
  pushes smallint not null default 0,
  custom jsonb not null default '{}',
  created_at timestamptz,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  search_text text generated always as (app.fold(name)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references app.accounts,
  foreign key (workspace_id, owner_id) references app.users,
  foreign key (workspace_id, pipeline_id) references app.pipelines,
  foreign key (workspace_id, stage_id) references app.stages,
  foreign key (workspace_id, product_id) references app.products,
  check ((amount_minor is null) = (currency is null)),
  check (closed_at is null or status <> 'open'));
create index deals_status on app.deals (workspace_id, status, expected_close_on, id) where deleted_at is null;
create index deals_owner on app.deals (workspace_id, owner_id, status, expected_close_on, id) where deleted_at is null;
create index deals_account on app.deals (workspace_id, account_id) where account_id is not null;
create index deals_by_name on app.deals (workspace_id, name, id) where deleted_at is null;
create index deals_amount on app.deals (workspace_id, amount_minor desc, id) where deleted_at is null;
create index deals_closed on app.deals (workspace_id, closed_at) where status <> 'open' and deleted_at is null;
create index deals_search on app.deals using gin (workspace_id, search_text gin_trgm_ops);

create table app.deal_lines (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  deal_id uuid not null,
  product_id uuid not null,
  position smallint not null default 0,
  quantity numeric,
  unit_price_minor bigint,
  amount_minor bigint,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references app.deals on delete cascade,
  foreign key (workspace_id, product_id) references app.products);
create index deal_lines_deal on app.deal_lines (workspace_id, deal_id, position);

create table app.buying_group (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  deal_id uuid not null,
  contact_id uuid not null,
  role text,
  is_primary boolean not null default false,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, deal_id, contact_id),
  foreign key (workspace_id, deal_id) references app.deals on delete cascade,
  foreign key (workspace_id, contact_id) references app.contacts on delete cascade);
create index buying_group_contact on app.buying_group (workspace_id, contact_id);

create table app.leads (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  name text not null check (name <> ''),
  name_key text not null,
  company text,
  title text,
  email text,
  phone text,
  status text not null check (status in ('open','working','accepted','returned','converted','disqualified')),
  status_name text,
  source text,
  campaign text,
  owner_id uuid,
  industry text,
  employees integer,
  country text,
  value_minor bigint,
  value_currency char(3),
  description text,
  converted_at timestamptz,
  account_id uuid,
  contact_id uuid,
  deal_id uuid,
  custom jsonb not null default '{}',
  created_at timestamptz,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  erased_at timestamptz,
  search_text text generated always as (app.fold(name || ' ' || coalesce(company, '') || ' ' || coalesce(email, ''))) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references app.users,
  foreign key (workspace_id, account_id) references app.accounts,
  foreign key (workspace_id, contact_id) references app.contacts,
  foreign key (workspace_id, deal_id) references app.deals,
  check ((value_minor is null) = (value_currency is null)));
create index leads_status on app.leads (workspace_id, status, name, id) where deleted_at is null;
create index leads_by_name on app.leads (workspace_id, name, id) where deleted_at is null;
create index leads_owner on app.leads (workspace_id, owner_id, status, name, id) where deleted_at is null;
create index leads_email on app.leads (workspace_id, email) where email is not null;
create index leads_search on app.leads using gin (workspace_id, search_text gin_trgm_ops);
`)
    .execute(db);
}
