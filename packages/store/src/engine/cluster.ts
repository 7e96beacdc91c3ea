import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { EngineError } from './engine.ts';
import { type Postmaster, readPostmaster } from './postmaster.ts';
import type { RunAs } from './run-as.ts';
import { settingArguments } from './settings.ts';
import { makeSocketDirectory } from './socket-directory.ts';

/** A PostgreSQL cluster on disk and how to run it. */
export interface Cluster {
  readonly dataDir: string;
  /** PostgreSQL's own directory within `dataDir`. */
  readonly dir: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly durable: boolean;
  readonly settings: Readonly<Record<string, string>> | undefined;
  readonly runtimeDir: string | undefined;
}

const maxLogBytes = 10_000_000;

/**
 * Makes a new cluster beside its place and moves it there when complete: neither a kill in the middle nor a second process doing the
 * same can leave half a cluster behind.
 */
export async function initialiseCluster(cluster: Cluster): Promise<void> {
  const draft = `${cluster.dir}.new-${process.pid}`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  if (cluster.runAs.ids) fs.chownSync(draft, cluster.runAs.ids.uid, cluster.runAs.ids.gid);
  const initdb = run(cluster, cluster.binaries.initdb, [
    ...['-D', draft, '--username=owner', '--auth=trust', '--encoding=UTF8', '--no-instructions'],
    ...['--locale-provider=builtin', '--locale=C.UTF-8', ...(cluster.durable ? [] : ['--no-sync'])],
  ]);
  try {
    const { code, output } = await initdb;
    if (code !== 0) throw new EngineError(`PostgreSQL could not make its files in ${cluster.dataDir}: ${output.trim()}`);
    fs.renameSync(draft, cluster.dir);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error; // Else another process was first, and its cluster is as good.
  }
}

/**
 * Starts the server and waits until it answers for itself. It is detached: Ctrl-C in a terminal must reach Windshield alone, which
 * then stops PostgreSQL in order.
 *
 * @returns `undefined` when another process started it at the same moment
 * @throws EngineError with the last lines of its log when it cannot start
 */
export async function launchCluster(cluster: Cluster, deadline: number): Promise<Postmaster | undefined> {
  const socketDir = makeSocketDirectory(cluster.dataDir, cluster.runAs, cluster.runtimeDir);
  const log = openLog(path.join(cluster.dataDir, 'postgres.log'));
  const args = ['-D', cluster.dir, ...settingArguments(socketDir, cluster.durable, cluster.settings)];
  const server = spawnAs(cluster, cluster.binaries.postgres, args, { detached: true, stdio: ['ignore', log.fd, log.fd] });
  fs.closeSync(log.fd);
  let ended: string | undefined;
  server.once('error', (error) => {
    ended = error.message;
  });
  server.once('exit', (code, signal) => {
    ended = `exit ${code ?? signal}`;
  });
  server.unref();
  for (; Date.now() < deadline; await sleep(5)) {
    const running = readPostmaster(cluster.dir);
    if (running && running.pid !== server.pid) return undefined;
    if (running?.ready) return running;
    if (ended !== undefined) {
      if (running) return undefined;
      throw new EngineError(`PostgreSQL stopped at its start (${ended}): ${log.readNew().slice(-800).trim()}`);
    }
  }
  throw new EngineError(`PostgreSQL was still starting when patience ran out: ${log.readNew().slice(-800).trim()}`);
}

/** Appends to the log, after putting a long one aside; `readNew` gives what was written since. */
function openLog(file: string): { fd: number; readNew(): string } {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > maxLogBytes) fs.renameSync(file, `${file}.old`);
  const from = size > maxLogBytes ? 0 : size;
  return { fd: fs.openSync(file, 'a', 0o600), readNew: () => fs.readFileSync(file).subarray(from).toString() };
}

function run(cluster: Cluster, program: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawnAs(cluster, program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child.once('error', reject).once('close', (code) => resolve({ code, output }));
  });
}

function spawnAs(
  { runAs }: Cluster,
  program: string,
  args: string[],
  options: { detached?: boolean; stdio: ('ignore' | 'pipe' | number)[] },
): ChildProcess {
  const [command, ...rest] = [...runAs.prefix, program, ...args] as [string, ...string[]];
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return spawn(command, rest, { ...options, ...runAs.ids, env });
}
