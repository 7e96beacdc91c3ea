import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { readTables } from './render-tables.ts';
import { testEngine } from './testing.ts';

async function ask(query: string): Promise<string[]> {
  const client = new pg.Client((await testEngine()).connectionAs('owner'));
  await client.connect();
  try {
    return (await client.query<{ name: string }>(query)).rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

it('has nothing to do on an up-to-date database, and says so within a moment', async () => {
  const { applied, durationMs } = await migrate(await testEngine());
  expect(applied).toEqual([]);
  expect(durationMs).toBeLessThan(1_000);
});

it('leaves no table without row-level security that binds even its owner', async () => {
  const open = await ask(
    `select relname::text as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
  );
  expect(open).toEqual([]);
});

it('leaves nothing in schema app to a role that sees past row-level security', async () => {
  const mighty = await ask(`
    select c.oid::regclass::text as name from pg_class c join pg_roles r on r.oid = relowner
      where relnamespace = 'app'::regnamespace and (rolsuper or rolbypassrls)
    union all
    select p.oid::regprocedure::text from pg_proc p join pg_roles r on r.oid = proowner
      where pronamespace = 'app'::regnamespace and (rolsuper or rolbypassrls)`);
  expect(mighty).toEqual([]);
});

it('gives the role of the app no object of its own and no way to make one', async () => {
  expect(
    await ask(`select relname::text as name from pg_class where pg_get_userbyid(relowner) = 'windshield_app' and relpersistence <> 't'`),
  ).toEqual([]);
  expect(
    await ask(
      `select nspname::text as name from pg_namespace where has_schema_privilege('windshield_app', oid, 'create') and nspname !~ '^pg_'`,
    ),
  ).toEqual([]);
});

it('matches the committed types of its tables (npm run generate:tables writes them anew)', async () => {
  const committed = fs.readFileSync(path.join(import.meta.dirname, 'tables.ts'), 'utf8');
  expect(await readTables(await testEngine())).toBe(committed);
});
