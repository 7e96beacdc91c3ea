import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The server process of one cluster, as its `postmaster.pid` tells. */
export interface Postmaster {
  readonly pid: number;
  readonly socketDir: string;
  /** False while it starts, recovers after a crash, or stops. */
  readonly ready: boolean;
}

/** The live server of this cluster, or `undefined`. A file that names a dead process, a zombie or a stranger counts for nothing. */
export function readPostmaster(clusterDir: string): Postmaster | undefined {
  const lines = readPidFile(clusterDir);
  const pid = Number(lines?.[0]);
  if (!lines || !isServerOf(clusterDir, pid)) return undefined;
  return { pid, socketDir: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
}

/**
 * Frees a cluster from the trace of a dead server. PostgreSQL takes any process with the noted number for a live server: a zombie that
 * nobody reaps (as under many containers' first process), or a stranger who got the number after a reboot. An impossible number stands in; the
 * rest of the file stays, because PostgreSQL finds surviving sessions of the dead server by it.
 */
export function clearDeadPostmaster(clusterDir: string): void {
  const lines = readPidFile(clusterDir);
  const pid = Number(lines?.[0]);
  if (!lines || !isAlive(pid) || isServerOf(clusterDir, pid)) return;
  lines[0] = '2147483646';
  fs.writeFileSync(pidFile(clusterDir), lines.join('\n'));
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) fs.rmSync(path.join(lines[4] ?? '', name), { force: true });
}

/** Asks the server to end its sessions and stop in order; insists when it has not after `patienceMs`. Resolves when it is gone. */
export async function stopPostmaster(clusterDir: string, pid: number, patienceMs = 60_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isServerOf(clusterDir, pid)) return;
    process.kill(pid, signal);
    for (const end = Date.now() + patienceMs; Date.now() < end && isServerOf(clusterDir, pid); ) await sleep(10);
  }
}

const pidFile = (clusterDir: string): string => path.join(clusterDir, 'postmaster.pid');

function readPidFile(clusterDir: string): string[] | undefined {
  try {
    return fs.readFileSync(pidFile(clusterDir), 'utf8').split('\n');
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** PostgreSQL works inside its data directory, which tells it from every other process, and a zombie has no directory at all. */
function isServerOf(clusterDir: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return process.platform === 'win32' || isNamedPostgres(pid);
  try {
    const theirs = fs.statSync(`/proc/${pid}/cwd`);
    const ours = fs.statSync(clusterDir);
    return theirs.ino === ours.ino && theirs.dev === ours.dev;
  } catch {
    return false;
  }
}

function isNamedPostgres(pid: number): boolean {
  try {
    const [state, command] = execFileSync('ps', ['-o', 'stat=,comm=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/, 2);
    return !state?.startsWith('Z') && path.basename(command ?? '') === 'postgres';
  } catch {
    return false;
  }
}
