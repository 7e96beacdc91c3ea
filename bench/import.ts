import { randomUUIDv7 } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect, openInputs, prepareReading, readRecords } from '@windshield/ingest';
import { type Engine, imports, inWorkspace, migrate, openPools, startEngine } from '@windshield/store';
import { copyFinishedRows } from './bare-copy.ts';
import { type Sizes, writeMadeUpExport } from './made-up-export.ts';
import { met, tellIfBusy } from './met.ts';

const rowsASecond = 8_000;
const timesBareCopy = 2.5;
const peakMegabytes = 500;

const share = Number(process.env['BENCH_SHARE'] ?? 1);
const sizes: Sizes = { users: 40, accounts: 10_000 * share, contacts: 100_000 * share, interactions: 1_000_000 * share };

/**
 * Imports a Salesforce export from CSV as `windshield import` does, provenance kept, on an engine with its usual settings; then copies
 * the very rows it left, as bare COPY into the same emptied tables with the same indexes, and compares.
 */
export async function run(): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), 'windshield-bench-'));
  const engine = await startEngine(path.join(folder, 'data'));
  try {
    await migrate(engine);
    const files = path.join(folder, 'export');
    await writeMadeUpExport(files, sizes);
    const workspaceId = randomUUIDv7();
    const { rows, seconds, inspectSeconds } = await importFolder(engine, workspaceId, files);
    const peak = process.resourceUsage().maxRSS / 1_024;
    const bare = await copyFinishedRows(engine, path.join(folder, 'copied'));
    const rate = rows / seconds;
    const times = seconds / bare.seconds;
    console.log(`  ${rows.toLocaleString('en')} rows in ${seconds.toFixed(1)} s after ${inspectSeconds.toFixed(1)} s of looking at them`);
    for (const { table, rows: copied, seconds: took } of bare.tables)
      console.log(`    bare COPY ${table}: ${copied.toLocaleString('en')} rows, ${took.toFixed(1)} s`);
    console.log(`    bare COPY of all it left: ${bare.seconds.toFixed(1)} s`);
    tellIfBusy();
    return [
      met('rows a second', rate, rate >= rowsASecond, `at least ${rowsASecond}`),
      met('times a bare COPY', times, times <= timesBareCopy, `at most ${timesBareCopy}`),
      met('MB of memory at the peak', peak, peak <= peakMegabytes, `at most ${peakMegabytes}`),
    ].every(Boolean);
  } finally {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function importFolder(engine: Engine, workspaceId: string, folder: string) {
  const pools = openPools(engine);
  const actor = { workspaceId, role: 'admin', source: 'import' } as const;
  const opened = await openInputs([folder]);
  try {
    await inWorkspace(pools.app, actor, (tx) =>
      tx.raw(`insert into app.workspaces (workspace_id, name) values ($1, 'Bench')`, [workspaceId]),
    );
    const looked = performance.now();
    const reading = { timeZone: 'UTC', currency: 'EUR', now: '2026-11-21T00:00:00Z' };
    const inspection = await inspect(opened.inputs, reading);
    const began = performance.now();
    const { importId, plans } = await inWorkspace(pools.app, actor, async (tx) => {
      const id = await imports.createImport(tx, { name: 'bench' });
      const saved = await imports.saveInspection(tx, id, inspection);
      await imports.startImport(tx, id);
      return { importId: id, plans: saved };
    });
    const context = await prepareReading(
      opened.inputs,
      plans.map(({ plan }) => plan),
      reading,
    );
    let rows = 0;
    for (const { fileNo, plan } of plans) {
      const input = opened.inputs.find((one) => one.path === plan.path);
      if (plan.kind === undefined || !input) continue;
      const from = performance.now();
      const writer = await imports.openImportWriter(pools.app, actor, importId, fileNo);
      for await (const batch of readRecords(input, plan, context, {})) await writer.write(batch);
      const { created, rejected } = await writer.close();
      if (rejected > 0) throw new Error(`${rejected} rows of ${plan.path} were rejected`);
      rows += created;
      console.log(`    ${plan.path}: ${created.toLocaleString('en')} rows, ${((performance.now() - from) / 1_000).toFixed(1)} s`);
    }
    const finishing = performance.now();
    await imports.finishImport(pools.app, actor, importId);
    console.log(`    at the end: ${((performance.now() - finishing) / 1_000).toFixed(1)} s`);
    return { rows, seconds: (performance.now() - began) / 1_000, inspectSeconds: (began - looked) / 1_000 };
  } finally {
    await opened.close();
    await pools.close();
  }
}
