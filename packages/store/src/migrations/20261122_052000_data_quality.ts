import { type Kysely, sql } from 'kysely';

const everyone = ['rep', 'manager', 'marketer', 'executive', 'admin'];
const fieldworkers = ['rep', 'manager', 'marketer', 'admin'];

/** Who may write what; `findings` and `data_trust` are derived and are replaced, the rest is kept. */
const tables: Record<string, { readonly writers: readonly string[]; readonly grants: string }> = {
  findings: { writers: fieldworkers, grants: 'select, insert, update, delete' },
  cleanings: { writers: fieldworkers, grants: 'select, insert, update' },
  cleaning_changes: { writers: fieldworkers, grants: 'select, insert' },
  data_trust: { writers: everyone, grants: 'select, insert, update' },
};

/** Questions about records, what cleaning them changed, and how far the data could be trusted on each day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table app.findings (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  key text not null,
  rule text not null check (rule in ('missing','stale','invalid','contradiction')),
  record_kind text not null,
  record_id uuid not null,
  -- which of several values of the record, where one check can find many
  part text not null default '',
  owner_id uuid,
  account_id uuid,
  -- question, why and answers, as core put them
  detail jsonb not null,
  chance real,
  at_stake_minor bigint,
  at_stake_currency char(3),
  -- the facts it rests on: kept as it is, it comes back only when they change
  fingerprint text not null,
  state text not null default 'open' check (state in ('open','answered','kept')),
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id));
create unique index findings_of on app.findings (workspace_id, record_kind, record_id, key, part);
create index findings_queue on app.findings (workspace_id, coalesce(at_stake_minor, 0) desc, id) where state = 'open';
create index findings_key on app.findings (workspace_id, key, coalesce(at_stake_minor, 0) desc, id) where state = 'open';

-- one act of cleaning: goals count it, and it can be taken back as a whole
create table app.cleanings (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  user_id uuid,
  key text not null,
  answer text not null,
  records integer not null,
  occurred_at timestamptz not null default now(),
  undone_at timestamptz,
  primary key (workspace_id, id));
create index cleanings_recent on app.cleanings (workspace_id, occurred_at desc);

create table app.cleaning_changes (
  workspace_id uuid not null default app.workspace(),
  cleaning_id uuid not null,
  position integer not null,
  finding_id uuid not null,
  record_kind text not null,
  record_id uuid not null,
  -- absent: nothing was written, the record was said to be right
  field text,
  from_value jsonb,
  to_value jsonb,
  primary key (workspace_id, cleaning_id, position),
  foreign key (workspace_id, cleaning_id) references app.cleanings on delete cascade);
create index cleaning_changes_record on app.cleaning_changes (workspace_id, record_kind, record_id);

create table app.data_trust (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  day date not null,
  value real,
  low real,
  high real,
  detail jsonb not null,
  scanned_at timestamptz not null default now(),
  primary key (workspace_id, day));

-- a person who is erased is named in no question and in nothing that was cleaned
create function app.forget_findings() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  delete from app.findings where workspace_id = new.workspace_id and record_id = new.id;
  update app.cleaning_changes set from_value = null, to_value = null where workspace_id = new.workspace_id and record_id = new.id;
  return null;
end $$;
create trigger forget_findings after update of erased_at on app.contacts for each row
  when (old.erased_at is null and new.erased_at is not null) execute function app.forget_findings();
create trigger forget_findings after update of erased_at on app.leads for each row
  when (old.erased_at is null and new.erased_at is not null) execute function app.forget_findings();
`)
    .execute(db);
  for (const [table, { writers, grants }] of Object.entries(tables)) {
    const mayWrite = `(select app.role()) in (${writers.map((role) => `'${role}'`).join(', ')})`;
    await sql
      .raw(`
alter table app.${table} enable row level security;
alter table app.${table} force row level security;
create policy workspace on app.${table} to windshield_app, windshield_house
  using (workspace_id = (select app.workspace())) with check (workspace_id = (select app.workspace()));
create policy writers_insert on app.${table} as restrictive for insert to windshield_app with check (${mayWrite});
create policy writers_update on app.${table} as restrictive for update to windshield_app using (${mayWrite});
create policy writers_delete on app.${table} as restrictive for delete to windshield_app using (${mayWrite});
grant ${grants} on app.${table} to windshield_app;
grant select, update, delete on app.${table} to windshield_house;
`)
      .execute(db);
  }
}
