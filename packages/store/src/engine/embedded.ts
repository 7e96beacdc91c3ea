import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { type Cluster, initialiseCluster, launchCluster } from './cluster.ts';
import { type Engine, EngineError, type EngineRole } from './engine.ts';
import { HeldLock, lockNumber } from './held-lock.ts';
import { clearDeadPostmaster, type Postmaster, readPostmaster, stopPostmaster } from './postmaster.ts';
import { chooseRunAs, type RunAsChoice } from './run-as.ts';

export interface EmbeddedOptions {
  /** PostgreSQL settings beside ours. They count only when this call starts the server. */
  readonly settings?: Readonly<Record<string, string>>;
  /** False for data that nobody will miss after a power cut, such as a test's. */
  readonly durable?: boolean;
  /** Where a socket may live when the data directory's path is too long for one, usually $XDG_RUNTIME_DIR. */
  readonly runtimeDir?: string | undefined;
  /** As root: insists on how to become somebody whom PostgreSQL accepts. */
  readonly runAs?: RunAsChoice;
  readonly log?: (message: string) => void;
}

const startPatienceMs = 300_000;
const answerPatienceMs = 15_000;

/**
 * Starts the PostgreSQL of a data directory, or joins the one that runs there already: left by a process that was killed, or in use by
 * others now. Any number of processes may do so at once, in any order; PostgreSQL's own lock file is the referee. The last one to
 * `stop` stops the server. While in use, a server that dies (out of memory, by hand) is started again. Takes about 0.4 s on a new directory and 0.05 s on an old one.
 *
 * @param dataDir made when missing; holds `postgres/` (the cluster), `run/` (its socket) and `postgres.log`
 * @throws EngineError when PostgreSQL cannot run here, with what to do about it
 */
export async function startEngine(dataDir: string, options: EmbeddedOptions = {}): Promise<Engine> {
  const began = performance.now();
  const cluster = await describeCluster(path.resolve(dataDir), options);
  const deadline = Date.now() + startPatienceMs;
  for (;;) {
    const { postmaster, adopted } = await findOrStart(cluster, deadline, options.log);
    const revive = () => findOrStart(cluster, Date.now() + startPatienceMs, options.log);
    const seat = await takeSeat(postmaster, revive).catch((error: Error) => {
      if (Date.now() > deadline) throw error;
    });
    if (!seat) {
      await sleep(20); // The last one to leave is stopping the server: wait for its end, then start it anew.
      continue;
    }
    const connectionAs = (role: EngineRole) => connection(postmaster.socketDir, role);
    let stopping: Promise<boolean> | undefined;
    return {
      kind: 'embedded',
      location: cluster.dataDir,
      adopted,
      startupMs: performance.now() - began,
      connectionAs,
      stop() {
        stopping ??= leave(cluster, seat);
        return stopping;
      },
    };
  }
}

async function describeCluster(dataDir: string, options: EmbeddedOptions): Promise<Cluster> {
  const dir = path.join(dataDir, 'postgres');
  try {
    fs.mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw new EngineError(
      `The data directory ${dataDir} cannot be made: ${(error as Error).message}. Choose another with --data or WINDSHIELD_DATA.`,
    );
  }
  const binaries = await findBinaries();
  const runAs = chooseRunAs(dataDir, dir, binaries, options.runAs);
  return { dataDir, dir, binaries, runAs, durable: options.durable ?? true, settings: options.settings, runtimeDir: options.runtimeDir };
}

async function findOrStart(
  cluster: Cluster,
  deadline: number,
  log: EmbeddedOptions['log'],
): Promise<{ postmaster: Postmaster; adopted: boolean }> {
  let readySince: number | undefined;
  for (; Date.now() < deadline; await sleep(10)) {
    const found = readPostmaster(cluster.dir);
    if (found) {
      if (!found.ready) continue;
      if (await answers(found)) return { postmaster: found, adopted: true };
      readySince ??= Date.now();
      if (Date.now() - readySince < answerPatienceMs) continue;
      log?.(`PostgreSQL (process ${found.pid}) runs but does not answer; it is stopped and started again`);
      await stopPostmaster(cluster.dir, found.pid);
      readySince = undefined;
      continue;
    }
    clearDeadPostmaster(cluster.dir);
    if (!fs.existsSync(path.join(cluster.dir, 'PG_VERSION'))) await initialiseCluster(cluster);
    const started = await launchCluster(cluster, deadline);
    if (started) return { postmaster: started, adopted: false };
  }
  throw new EngineError(
    `PostgreSQL in ${cluster.dataDir} was not ready after ${startPatienceMs / 1000} s. ${path.join(cluster.dataDir, 'postgres.log')} says why.`,
  );
}

function connection(socketDir: string, role: EngineRole): pg.ClientConfig {
  const searchPath = role === 'windshield_auth' ? { options: '-c search_path=auth' } : {};
  return { host: socketDir, port: 5432, user: role, database: 'windshield', application_name: `windshield ${role}`, ...searchPath };
}

async function answers({ socketDir }: Postmaster): Promise<boolean> {
  const client = maintenanceClient(socketDir);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

const maintenanceClient = (socketDir: string): pg.Client => {
  const client = new pg.Client({ ...connection(socketDir, 'owner'), database: 'postgres', connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  return client;
};

async function ensureDatabase({ socketDir }: Postmaster): Promise<void> {
  const client = maintenanceClient(socketDir);
  try {
    await client.connect();
    const { rowCount } = await client.query(`select from pg_database where datname = 'windshield'`);
    if (rowCount === 0) await client.query('create database windshield').catch(ignoreExisting);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Another process may make the database in the same moment: either it exists now, or its unique name was just taken. */
function ignoreExisting(error: { code?: string }): void {
  if (error.code !== '42P04' && error.code !== '23505') throw error;
}

/** Everyone who uses the server holds this lock shared, so that whoever can have it alone is the last. */
async function takeSeat(postmaster: Postmaster, revive: () => Promise<unknown>): Promise<HeldLock> {
  await ensureDatabase(postmaster);
  const config = { ...connection(postmaster.socketDir, 'owner'), application_name: `windshield seat ${process.pid}` };
  return HeldLock.share(config, lockNumber.using, revive);
}

async function leave(cluster: Cluster, seat: HeldLock): Promise<boolean> {
  let last: Postmaster | undefined;
  await seat.release(async (client) => {
    const { rows } = await client.query<{ granted: boolean }>('select pg_try_advisory_lock($1) as granted', [lockNumber.using]);
    if (rows[0]?.granted !== true) return;
    last = readPostmaster(cluster.dir);
    // The lock is still held while the server hears of its end, so that nobody sits down in between.
    if (last) process.kill(last.pid, 'SIGINT');
  });
  if (last) await stopPostmaster(cluster.dir, last.pid);
  return last !== undefined;
}
