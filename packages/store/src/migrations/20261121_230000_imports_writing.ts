import { type Kysely, sql } from 'kysely';

/** What the writing of imports found, references whose target has not arrived yet, and the audited ways to correct and remove interactions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table app.import_rows add column before jsonb;
alter table app.imports add column findings jsonb not null default '[]';

-- an inspection can be made anew until the import starts
grant delete on app.import_files to windshield_app;

-- a row points at a record that no file has brought yet: linked as soon as one does
create table app.pending_references (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  record_kind text not null,
  record_id uuid not null,
  -- the field of the record as the reader named it: 'account', 'parent', 'contacts'
  field text not null,
  source text not null,
  target_kind text not null,
  -- {key, email, name} as the row had it, and what else the link needs (role of a contact in a deal)
  reference jsonb not null,
  import_id uuid,
  recorded_at timestamptz not null default now());
create unique index pending_references_of on app.pending_references (workspace_id, record_id, field, md5(reference::text));
create index pending_references_target on app.pending_references (workspace_id, target_kind);

alter table app.pending_references enable row level security;
alter table app.pending_references force row level security;
create policy workspace on app.pending_references to windshield_app, windshield_house
  using (workspace_id = (select app.workspace())) with check (workspace_id = (select app.workspace()));
create policy writers_insert on app.pending_references as restrictive for insert to windshield_app with check ((select app.role()) in ('manager', 'admin'));
create policy writers_update on app.pending_references as restrictive for update to windshield_app using ((select app.role()) in ('manager', 'admin'));
create policy writers_delete on app.pending_references as restrictive for delete to windshield_app using ((select app.role()) in ('manager', 'admin'));
grant select, insert, update, delete on app.pending_references to windshield_app;
`)
    .execute(db);
}
