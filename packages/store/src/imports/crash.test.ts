import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { inWorkspace } from '../engine/index.ts';
import { freshWorkspace, type TestWorkspace } from '../engine/testing.ts';
import { exported } from './export/testing.ts';
import { finishImport } from './finish.ts';
import { madeUpRecords } from './made-up-records.ts';
import { beginImport, importRecords } from './testing.ts';

const kills = 20;
const accounts = 120;
const given = { records: madeUpRecords(accounts), system: 'salesforce', exportDay: '2025-12-31' } as const;

/** Everything that the import left, ids included, but for what tells two runs apart. */
async function leftBy({ database, admin }: TestWorkspace): Promise<Record<string, unknown[]>> {
  const tables = await inWorkspace(database, admin, (tx) =>
    tx.raw<{ table: string; columns: string }>(
      `select table_name as table, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns from information_schema.columns
       where table_schema = 'app' and column_name not in ('workspace_id', 'import_id', 'recorded_at', 'updated_at') and is_generated = 'NEVER'
         and (table_name, column_name) <> ('buying_group', 'id') -- by chance
         and table_name not in ('workspaces', 'imports', 'users', 'last_seen') group by 1`,
    ),
  );
  return inWorkspace(database, admin, async (tx) => {
    const left: Record<string, unknown[]> = {};
    for (const { table, columns } of tables)
      left[table] = await tx.raw(`select ${columns} from app.${table} order by ${columns}`).catch(() => []);
    return left;
  });
}

test(`killed at ${kills} random moments and resumed, an import is the undisturbed import`, { timeout: 300_000 }, async () => {
  const calm = await freshWorkspace();
  const calmImport = await importRecords(calm.database, { workspaceId: calm.workspaceId }, given);
  const wanted = await exported(calm.database, calm.admin);
  const wantedRows = await leftBy(calm);
  for (let killed = 0; killed < kills; ) {
    const disturbed = await freshWorkspace();
    const importId = await beginImport(disturbed.database, { workspaceId: disturbed.workspaceId }, given);
    for (let isDone = false; !isDone; ) {
      const run = [
        fileURLToPath(new URL('./crash/testing.ts', import.meta.url)),
        inject('engineDir'),
        disturbed.workspaceId,
        importId,
        String(accounts),
        '60',
      ];
      const child = spawn(process.execPath, run, { stdio: ['ignore', 'pipe', 'inherit'] });
      const exit = once(child, 'exit');
      const started = once(child.stdout, 'data');
      await Promise.race([started, exit]);
      if (killed < kills) {
        await Promise.race([sleep(Math.random() * 400), exit]);
        if (child.kill('SIGKILL')) killed++;
      }
      const [code] = await exit;
      isDone = code === 0;
    }
    const state = await finishImport(disturbed.database, disturbed.admin, importId);
    const counts = (files: typeof state.files) =>
      files.map(({ created, updated, unchanged, rejected }) => ({ created, updated, unchanged, rejected }));
    expect(counts(state.files)).toEqual(counts(calmImport.files));
    const files = await exported(disturbed.database, disturbed.admin);
    const own = (map: typeof files) => new Map([...map].map(([kind, rows]) => [kind, rows.filter((row) => !row.includes('Ada Admin'))]));
    expect(own(files)).toEqual(own(wanted));
    const rows = await leftBy(disturbed);
    for (const [table, list] of Object.entries(wantedRows)) expect(rows[table], table).toEqual(list);
  }
});

test('row by row or thousands at once, an import gives the same', { timeout: 120_000 }, async () => {
  const records = madeUpRecords(12);
  const [one, many] = [await freshWorkspace(), await freshWorkspace()];
  await importRecords(one.database, one.admin, { ...given, records, batchRows: 1 });
  await importRecords(many.database, many.admin, { ...given, records, batchRows: 5_000 });
  const files = async ({ database, admin }: TestWorkspace) =>
    new Map([...(await exported(database, admin))].map(([kind, rows]) => [kind, rows.filter((row) => !row.includes('Ada Admin'))]));
  expect(await files(one)).toEqual(await files(many));
});
