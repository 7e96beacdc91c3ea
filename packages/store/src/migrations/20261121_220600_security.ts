import { type Kysely, sql } from 'kysely';

const everyone = ['rep', 'manager', 'marketer', 'executive', 'admin'];
const sellers = ['rep', 'manager', 'admin'];
const fieldworkers = ['rep', 'manager', 'marketer', 'admin'];
const operators = ['manager', 'admin'];

/** Who may write what. Everyone in a workspace reads everything in it, except other people's decisions. */
const writers: Record<string, readonly string[]> = {
  workspaces: ['admin'],
  teams: ['admin'],
  users: ['admin'],
  rates: operators,
  targets: operators,
  accounts: fieldworkers,
  contacts: fieldworkers,
  contact_points: fieldworkers,
  employments: fieldworkers,
  pipelines: operators,
  stages: operators,
  products: operators,
  deals: sellers,
  deal_lines: sellers,
  buying_group: fieldworkers,
  leads: fieldworkers,
  interactions: fieldworkers,
  interaction_participants: fieldworkers,
  next_steps: fieldworkers,
  needs: fieldworkers,
  notes: fieldworkers,
  outcomes: fieldworkers,
  costs: fieldworkers,
  decisions: everyone,
  deal_clocks: everyone,
  changes: everyone,
  imports: operators,
  import_files: operators,
  import_rows: operators,
  external_keys: operators,
  import_shapes: operators,
  idempotency_keys: everyone,
};

/** Append-only for the app's role: taking back and erasing go through audited functions. */
const appendOnly = new Set(['interactions', 'interaction_participants', 'decisions', 'changes', 'import_rows']);

/** Parts of a record that are replaced as a whole, and derived rows; everything else is soft-deleted. */
const deletable = new Set([
  'contact_points',
  'employments',
  'deal_lines',
  'buying_group',
  'external_keys',
  'import_shapes',
  'deal_clocks',
  'rates',
  'idempotency_keys',
]);

const list = (roles: readonly string[]) => roles.map((r) => `'${r}'`).join(', ');

/** Row-level security on every table of schema app, without exception; grants of the app's role; jobs through one function. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, roles] of Object.entries(writers)) {
    const mayWrite = `(select app.role()) in (${list(roles)})`;
    await sql
      .raw(`
alter table app.${table} enable row level security;
alter table app.${table} force row level security;
create policy workspace on app.${table} to windshield_app, windshield_house
  using (workspace_id = (select app.workspace())) with check (workspace_id = (select app.workspace()));
create policy writers_insert on app.${table} as restrictive for insert to windshield_app with check (${mayWrite});
create policy writers_update on app.${table} as restrictive for update to windshield_app using (${mayWrite});
create policy writers_delete on app.${table} as restrictive for delete to windshield_app using (${mayWrite});
grant select, insert on app.${table} to windshield_app;
${appendOnly.has(table) ? '' : `grant update on app.${table} to windshield_app;`}
${deletable.has(table) ? `grant delete on app.${table} to windshield_app;` : ''}
`)
      .execute(db);
  }
  await sql
    .raw(`
-- a rep writes own deals and those that nobody owns yet
create policy own_deals_insert on app.deals as restrictive for insert to windshield_app
  with check ((select app.role()) <> 'rep' or owner_id is null or owner_id = (select app.user_id()));
create policy own_deals_update on app.deals as restrictive for update to windshield_app
  using ((select app.role()) <> 'rep' or owner_id is null or owner_id = (select app.user_id())) with check (true);

-- advice and what a person made of it is that person's own
create policy own_decisions on app.decisions as restrictive for select to windshield_app
  using (user_id = (select app.user_id()));
create policy own_decisions_insert on app.decisions as restrictive for insert to windshield_app
  with check (user_id = (select app.user_id()));

create function app.enqueue(task text, payload json, job_key text default null) returns void language plpgsql security definer
  set search_path = pg_catalog as $$
begin
  if app.workspace() is null then raise exception 'no workspace set'; end if;
  perform graphile_worker.add_job(task, (payload::jsonb || jsonb_build_object('workspaceId', app.workspace()))::json,
    job_key => case when job_key is null then null else app.workspace()::text || ':' || job_key end);
end $$;
alter function app.enqueue owner to windshield_worker;
revoke all on function app.enqueue from public;
grant execute on function app.enqueue to windshield_app;
`)
    .execute(db);
}
