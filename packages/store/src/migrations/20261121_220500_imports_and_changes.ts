import { type Kysely, sql } from 'kysely';

/** History that is never overwritten, and where every row came from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table app.changes (
  workspace_id uuid not null default app.workspace(),
  id uuid not null,
  record_kind text not null,
  record_id uuid not null,
  -- a field name as the API has it; 'deletedAt' for delete and restore
  field text not null,
  from_value jsonb,
  to_value jsonb,
  occurred_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  user_id uuid,
  source text not null check (source in ('user','api','import','undo','system')),
  import_id uuid,
  -- identity of a history row in a source system, so that it is taken over once
  key text,
  reason text,
  primary key (workspace_id, id));
create index changes_record on app.changes (workspace_id, record_kind, record_id, occurred_at desc, id);
create index changes_recorded on app.changes (workspace_id, recorded_at);
create index changes_import on app.changes (workspace_id, import_id) where import_id is not null;
create unique index changes_key on app.changes (workspace_id, record_kind, key) where key is not null;

create table app.imports (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  name text not null,
  status text not null check (status in ('inspecting','ready','running','paused','done','failed','undoing','undone')),
  system text,
  -- what was found, and what the person changed before starting
  inspection jsonb,
  export_day date,
  export_day_reason text,
  rows_total integer not null default 0,
  rows_done integer not null default 0,
  error text,
  conflicts jsonb not null default '[]',
  created_by uuid,
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id));
create index imports_recent on app.imports (workspace_id, recorded_at desc, id);

create table app.import_files (
  workspace_id uuid not null default app.workspace(),
  import_id uuid not null,
  file_no smallint not null,
  path text not null,
  sha256 text not null,
  kind text,
  plan jsonb not null,
  rows integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  rejected integer not null default 0,
  -- everything up to this line of the file is committed: where to go on after a crash
  done_line integer not null default 0,
  is_done boolean not null default false,
  primary key (workspace_id, import_id, file_no),
  foreign key (workspace_id, import_id) references app.imports on delete cascade);

create table app.import_rows (
  workspace_id uuid not null default app.workspace(),
  import_id uuid not null,
  file_no smallint not null,
  line integer not null,
  outcome text not null check (outcome in ('created','updated','unchanged','rejected')),
  record_id uuid,
  -- of a rejected row only
  cells jsonb,
  column_name text,
  reason text,
  primary key (workspace_id, import_id, file_no, line));

-- which record a row of a source system is, and what it last said: three-way merge against what people changed here
create table app.external_keys (
  workspace_id uuid not null default app.workspace(),
  kind text not null,
  source text not null,
  key text not null,
  record_id uuid not null,
  external_id text,
  fingerprint bytea not null,
  last_seen jsonb not null,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, kind, source, key));
create index external_keys_record on app.external_keys (workspace_id, record_id);

-- what a person settled for files of this shape
create table app.import_shapes (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  shape text not null,
  plan jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, shape));

-- the answer to a write that may be sent twice
create table app.idempotency_keys (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  key text not null,
  request_hash text not null,
  status smallint not null,
  body jsonb not null,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, key));
`)
    .execute(db);
}
