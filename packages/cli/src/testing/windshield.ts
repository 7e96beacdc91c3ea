import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const main = path.join(import.meta.dirname, '../main.ts');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `windshield …` as a process of its own, as a person would, and waits for its end. */
export function windshield(args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}): Promise<Ended> {
  const child = start(args, options.env);
  child.stdin?.end(options.input ?? '');
  return ended(child);
}

/** Runs a command with `--json` and reads its answer; one that failed throws what it said. */
export async function answerOf<T>(args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await windshield([...args, '--json']);
  if (code !== 0) throw new Error(`windshield ${args.join(' ')} ended with ${code}: ${stdout}${stderr}`);
  return JSON.parse(stdout) as T;
}

export function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  // What the machine of the test sets for Windshield must not reach it.
  const { WINDSHIELD_DATA: _, DATABASE_URL: __, PORT: ___, ...rest } = process.env;
  return spawn(process.execPath, [main, ...args], { env: { ...rest, LOG_LEVEL: 'error', ...env } });
}

export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

export interface Served {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it by the signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** `windshield serve` on a free port, once it says that it is ready. */
export async function serveOn(dataDir: string): Promise<Served> {
  const child = start(['serve', '--port', '0', '--data', dataDir, '--json']);
  const gone = ended(child);
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('\n')) resolve((JSON.parse(said) as { url: string }).url);
    });
    void gone.then(({ stderr }) => reject(new Error(`serve ended before it was ready: ${said}${stderr}`)));
  });
  return {
    url,
    process: child,
    async end(signal) {
      child.kill(signal);
      await gone;
    },
  };
}

/** The process id of the data directory's PostgreSQL, while one runs. */
export function postgresOf(dataDir: string): number | undefined {
  const file = path.join(dataDir, 'postgres/postmaster.pid');
  const pid = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n', 1)[0]) : Number.NaN;
  return Number.isInteger(pid) && isRunning(pid) ? pid : undefined;
}

/** Kills PostgreSQL with all of its processes, as a crash of the machine would. */
export async function killPostgres(dataDir: string): Promise<void> {
  const pid = postgresOf(dataDir);
  if (pid === undefined) return;
  process.kill(pid, 'SIGKILL');
  while (isRunning(pid)) await sleep(5);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !/^State:\s*Z/m.test(statusOf(pid));
}

function statusOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

const made: string[] = [];

/** A new directory; `removeDataDirs` stops what still runs in it and takes it away. */
export function newDataDir(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'windshield-cli-'));
  made.push(dir);
  return dir;
}

export async function removeDataDirs(): Promise<void> {
  for (const dir of made.splice(0)) {
    await killPostgres(dir);
    fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Every file of a folder by its name, as text. */
export function filesOf(dir: string): Record<string, string> {
  return Object.fromEntries(
    fs
      .readdirSync(dir)
      .sort()
      .map((name) => [name, fs.readFileSync(path.join(dir, name), 'utf8')]),
  );
}
