import { openAsBlob } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createKey, openServices } from '@windshield/server';
import { type Sizes, writeMadeUpExport } from './made-up-export.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const share = Number(process.env['BENCH_SHARE'] ?? 1);
const sizes: Sizes = { users: 40, accounts: 10_000 * share, contacts: 100_000 * share, interactions: 1_000_000 * share };

/** `windshield serve` from nothing: how soon it answers, how much memory it takes idle, and at the peak of an import that was uploaded to it. */
export async function run(): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), 'windshield-bench-'));
  const dataDir = path.join(folder, 'data');
  let server: ServerProcess | undefined;
  try {
    server = await startServer(dataDir);
    const firstMs = server.readyMs;
    await server.stop();
    server = await startServer(dataDir);
    const secondMs = server.readyMs;
    await new Promise((wait) => setTimeout(wait, 5_000));
    const idleMb = server.memory().nowMb;
    await server.stop();
    const key = await keyOf(dataDir);
    server = await startServer(dataDir);
    const files = path.join(folder, 'export');
    await writeMadeUpExport(files, sizes);
    const rows = await importByUpload(server, key, files);
    const { peakMb } = server.memory();
    console.log(`  ${rows.toLocaleString('en')} rows were uploaded and imported`);
    return [
      met('s until a new data directory is served', firstMs / 1_000, 5),
      met('s until it is served again', secondMs / 1_000, 2),
      met('MB of memory idle', idleMb, 250),
      met('MB of memory at the peak of the import', peakMb, 500),
    ].every(Boolean);
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function met(what: string, value: number, most: number): boolean {
  const isMet = value <= most;
  console.log(`  ${isMet ? 'ok    ' : 'MISSED'} ${value.toLocaleString('en', { maximumSignificantDigits: 3 })} ${what} (at most ${most})`);
  return isMet;
}

async function keyOf(dataDir: string): Promise<string> {
  const services = await openServices({ dataDir, logLevel: 'error' });
  try {
    return (await createKey(services, 'bench', 'admin')).key;
  } finally {
    await services.stop();
  }
}

interface ImportState {
  readonly id: string;
  readonly status: string;
  readonly rowsDone: number;
  readonly problem?: string | null;
}

async function importByUpload({ url }: ServerProcess, key: string, folder: string): Promise<number> {
  const ask = async (method: string, where: string, body?: FormData): Promise<ImportState> => {
    const headers = { authorization: `Bearer ${key}` };
    const response = await fetch(new URL(where, url), { method, headers, ...(body && { body }) });
    if (!response.ok) throw new Error(`${method} ${where} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    return (await response.json()) as ImportState;
  };
  const form = new FormData();
  for (const name of await readdir(folder)) form.append('files', await openAsBlob(path.join(folder, name)), name);
  const { id } = await ask('POST', '/api/v1/imports', form);
  const until = async (...statuses: string[]): Promise<ImportState> => {
    for (;;) {
      const state = await ask('GET', `/api/v1/imports/${id}`);
      if (statuses.includes(state.status)) return state;
      if (state.status === 'failed') throw new Error(`the import failed: ${JSON.stringify(state)}`);
      await new Promise((wait) => setTimeout(wait, 250));
    }
  };
  await until('ready');
  await ask('POST', `/api/v1/imports/${id}/start`);
  return (await until('done')).rowsDone;
}
