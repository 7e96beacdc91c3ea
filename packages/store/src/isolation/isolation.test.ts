import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, type ActorRole, type Database, inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { freshWorkspace, testEngine } from '../engine/testing.ts';
import { definerFunctions, searchedAcrossWorkspaces } from './exceptions.ts';
import { fillEveryTable } from './testing/every-table.ts';

let owner: pg.Client;
let database: Database;
let a: Actor & { userId: string };
let b: Actor & { userId: string };
let tables: string[];
/** A row of each table of workspace A, as JSON, without generated columns. */
const rows = new Map<string, { json: string; columns: string }>();

/** What happens, as PostgreSQL's error code or the number of rows; nothing stays. */
async function attempt(actor: Actor, text: string, values: unknown[] = []): Promise<string> {
  let result = '';
  await inWorkspace(database, actor, async (tx) => {
    try {
      const { rowCount } = await tx.client.query(text, values);
      result = `${rowCount} rows`;
    } catch (error) {
      result = (error as { code: string }).code;
    }
    throw new Error('take it back');
  }).catch(() => {});
  return result;
}

const insertCopy = (table: string, { columns }: { columns: string }) =>
  `insert into app.${table} (${columns}) select ${columns} from json_populate_record(null::app.${table}, $1)`;

beforeAll(async () => {
  owner = new pg.Client((await testEngine()).connectionAs('owner'));
  await owner.connect();
  const first = await freshWorkspace('A');
  const second = await freshWorkspace('B');
  ({ database } = first);
  a = first.admin;
  b = second.admin;
  for (const actor of [a, b]) await inWorkspace(database, actor, (tx) => fillEveryTable(tx, actor.userId));
  tables = (
    await owner.query(`select relname from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') order by 1`)
  ).rows.map(({ relname }) => relname);
  for (const table of tables) {
    const { rows: found } = await owner.query<{ columns: string }>(
      `select string_agg(quote_ident(attname), ', ') as columns from pg_attribute where attrelid = $1::regclass and attnum > 0 and attgenerated = '' and not attisdropped`,
      [`app.${table}`],
    );
    const [row] = await inWorkspace(database, a, (tx: WorkspaceTransaction) =>
      tx.raw<{ json: string }>(`select row_to_json(t)::text as json from app.${table} t limit 1`),
    );
    expect(row, `workspace A has no row in app.${table}: add one to testing/every-table.ts`).toBeDefined();
    rows.set(table, { json: row?.json as string, columns: found[0]?.columns as string });
  }
}, 60_000);
afterAll(() => owner?.end());

describe('two workspaces', () => {
  it('have row-level security on every table, forced, and every key begins with the workspace', async () => {
    const { rows: open } = await owner.query(
      `select relname from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(open).toEqual([]);
    const { rows: keys } = await owner.query(
      `select indexrelid::regclass::text as name from pg_index join pg_class c on c.oid = indrelid and c.relnamespace = 'app'::regnamespace
       where indisunique and indkey[0] <> (select attnum from pg_attribute where attrelid = indrelid and attname = 'workspace_id')`,
    );
    expect(keys).toEqual([]);
    const { rows: references } = await owner.query(
      `select conname from pg_constraint c where contype = 'f' and connamespace = 'app'::regnamespace
         and not (select attnum from pg_attribute where attrelid = c.conrelid and attname = 'workspace_id') = any (c.conkey)`,
    );
    expect(references).toEqual([]);
  });

  it("never see, change, remove or add each other's rows, in any table", async () => {
    for (const table of tables) {
      expect([table, await attempt(b, `select from app.${table} where workspace_id = $1`, [a.workspaceId])]).toEqual([table, '0 rows']);
      expect([
        table,
        await attempt(b, `update app.${table} set workspace_id = workspace_id where workspace_id = $1`, [a.workspaceId]),
      ]).toEqual([table, expect.stringMatching(/^(0 rows|42501)$/)]);
      expect([table, await attempt(b, `delete from app.${table} where workspace_id = $1`, [a.workspaceId])]).toEqual([
        table,
        expect.stringMatching(/^(0 rows|42501)$/),
      ]);
      const row = rows.get(table) as { json: string; columns: string };
      expect([table, await attempt(b, insertCopy(table, row), [row.json])]).toEqual([table, '42501']);
      const moved = await attempt(b, `update app.${table} set workspace_id = $1`, [a.workspaceId]);
      expect([table, moved]).toEqual([table, '42501']);
    }
  });

  it('are closed to a connection that says no workspace', async () => {
    for (const table of tables) {
      const client = await database.pool.connect();
      try {
        expect([table, (await client.query(`select from app.${table}`)).rowCount]).toEqual([table, 0]);
      } finally {
        client.release();
      }
    }
  });

  it('are served by a role that owns nothing and cannot look past the policies', async () => {
    const { rows: roles } = await owner.query(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname in ('windshield_app', 'windshield_house', 'windshield_search') order by 1`,
    );
    expect(roles.map(({ rolname }) => rolname)).toEqual(['windshield_app', 'windshield_house', 'windshield_search']);
    for (const role of roles)
      expect(role).toMatchObject({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
    const { rows: owned } = await owner.query(
      `select relname from pg_class where relowner = 'windshield_app'::regrole union all select proname from pg_proc where proowner = 'windshield_app'::regrole`,
    );
    expect(owned).toEqual([]);
    const { rows: memberships } = await owner.query(`select from pg_auth_members where member = 'windshield_app'::regrole`);
    expect(memberships).toEqual([]);
  });

  it('have no exceptions but those that are written down', async () => {
    const { rows: functions } = await owner.query<{ role: string; name: string }>(
      `select proowner::regrole::text as role, proname as name from pg_proc where pronamespace = 'app'::regnamespace and prosecdef order by 1, 2`,
    );
    const found: Record<string, string[]> = {};
    for (const { role, name } of functions) found[role] = [...(found[role] ?? []), name];
    expect(found).toEqual(definerFunctions);
    const { rows: policies } = await owner.query(
      `select tablename, roles::text[] as roles, cmd from pg_policies where schemaname = 'app' and permissive = 'PERMISSIVE' and coalesce(qual, '') not like '%app.workspace()%' order by 1`,
    );
    expect(policies).toEqual(
      searchedAcrossWorkspaces.tables.map((tablename) => ({ tablename, roles: [searchedAcrossWorkspaces.role], cmd: 'SELECT' })),
    );
    const { rows: views } = await owner.query(
      `select relname from pg_class where relnamespace = 'app'::regnamespace and relkind in ('v', 'm')`,
    );
    expect(views).toEqual([]);
    const { rows: publicFunctions } = await owner.query(
      `select p.proname from pg_proc p, aclexplode(p.proacl) acl where p.pronamespace = 'app'::regnamespace and p.prosecdef and acl.grantee = 0`,
    );
    expect(publicFunctions).toEqual([]);
  });
});

describe('roles', () => {
  const everyone = ['rep', 'manager', 'marketer', 'executive', 'admin'];
  const may: Record<string, readonly string[]> = {
    ...Object.fromEntries(['workspaces', 'teams', 'users'].map((table) => [table, ['admin']])),
    ...Object.fromEntries(
      [
        'rates',
        'targets',
        'pipelines',
        'stages',
        'products',
        'imports',
        'import_files',
        'import_rows',
        'external_keys',
        'import_shapes',
      ].map((table) => [table, ['manager', 'admin']]),
    ),
    pending_references: ['manager', 'admin'],
    // written by functions alone
    ...Object.fromEntries(['merge_moves', 'merge_parts'].map((table) => [table, []])),
    ...Object.fromEntries(
      [
        ...['accounts', 'contacts', 'contact_points', 'employments', 'buying_group', 'leads', 'interactions', 'interaction_participants'],
        ...['next_steps', 'needs', 'notes', 'outcomes', 'costs', 'search_words'],
        ...['findings', 'cleanings', 'cleaning_changes'],
        ...['merges', 'merge_values', 'merge_batches', 'distinct_pairs', 'duplicate_pairs', 'duplicate_scans', 'duplicate_queue'],
        ...['record_keys', 'linkage_models'],
      ].map((table) => [table, ['rep', 'manager', 'marketer', 'admin']]),
    ),
    ...Object.fromEntries(['deals', 'deal_lines'].map((table) => [table, ['rep', 'manager', 'admin']])),
    ...Object.fromEntries(['decisions', 'deal_clocks', 'changes', 'idempotency_keys'].map((table) => [table, everyone])),
    ...Object.fromEntries(
      [
        ...[
          'capture_sources',
          'capture_secrets',
          'capture_folders',
          'capture_reads',
          'captured_items',
          'waiting_items',
          'waiting_addresses',
          'meeting_notices',
        ],
        ...['address_decisions', 'interaction_contents', 'hidden_threads', 'proposals', 'contact_absences', 'data_trust'],
      ].map((table) => [table, everyone]),
    ),
  };

  it('write what is theirs to write and nothing else, table by table', async () => {
    expect(Object.keys(may).sort()).toEqual(tables);
    for (const table of tables) {
      const row = rows.get(table) as { json: string; columns: string };
      const own = JSON.stringify({
        ...JSON.parse(row.json),
        ...(table === 'decisions' ? { user_id: a.userId } : {}),
        ...(table === 'deals' ? { owner_id: null } : {}),
      });
      const allowed: string[] = [];
      for (const role of everyone) {
        // the copy has the same key: 23505 says that only the key stood in the way
        const result = await attempt({ ...a, role: role as ActorRole }, insertCopy(table, row), [own]);
        expect([table, role, result]).toEqual([table, role, expect.stringMatching(/^(23505|42501|1 rows)$/)]);
        if (result !== '42501') allowed.push(role);
      }
      expect([table, allowed]).toEqual([table, may[table]]);
    }
  });

  it('never change or remove history', async () => {
    for (const table of ['interactions', 'interaction_participants', 'decisions', 'changes', 'import_rows'])
      for (const verb of ['update', 'delete'])
        expect([
          table,
          verb,
          await attempt(a, verb === 'update' ? `update app.${table} set workspace_id = workspace_id` : `delete from app.${table}`),
        ]).toEqual([table, verb, '42501']);
  });

  it("read other people's decisions never", async () => {
    const other = { ...a, userId: b.userId };
    expect(await attempt(other, 'select from app.decisions')).toBe('0 rows');
    expect(await attempt(a, 'select from app.decisions')).toBe('1 rows');
  });
});
