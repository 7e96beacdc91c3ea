import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startEngine } from './embedded.ts';
import type { Engine } from './engine.ts';
import { clearDeadPostmaster, readPostmaster } from './postmaster.ts';

let home: string;
let engines: Engine[];
let children: ChildProcess[];

beforeEach(() => {
  home = fs.mkdtempSync(path.join(tmpdir(), 'windshield engine '));
  engines = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(engines.map((engine) => engine.stop()));
  const left = fs.readdirSync(home).map((name) => readPostmaster(path.join(home, name, 'postgres')));
  for (const server of left) if (server) process.kill(server.pid, 'SIGQUIT');
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 20 });
});

const dataDir = (name = 'data') => path.join(home, name);
const clusterDir = (name = 'data') => path.join(dataDir(name), 'postgres');

async function start(dir = dataDir()): Promise<Engine> {
  const engine = await startEngine(dir, { durable: false });
  engines.push(engine);
  return engine;
}

async function ask<Row extends object>(engine: Engine, text: string): Promise<Row[]> {
  const client = new pg.Client(engine.connectionAs('owner'));
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function seatsTaken(engine: Engine): Promise<number> {
  return (await ask(engine, `select from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and granted`)).length;
}

/** Another Windshield process: it starts the engine, says what it found, and stays until it is killed or its input ends. */
function startProcess(dir = dataDir()): { child: ChildProcess; said: Promise<{ adopted: boolean }>; ended: Promise<void> } {
  const program = `
    import { startEngine } from ${JSON.stringify(path.join(import.meta.dirname, 'embedded.ts'))};
    const engine = await startEngine(process.argv[1], { durable: false });
    console.log(JSON.stringify({ adopted: engine.adopted }));
    process.stdin.resume().on('end', () => engine.stop());`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, dir], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = new Promise<{ adopted: boolean }>((resolve, reject) => {
    child.stdout?.once('data', (line) => resolve(JSON.parse(String(line))));
    child.once('exit', () => reject(new Error('the process ended without a word')));
  });
  return { child, said, ended };
}

describe('the embedded PostgreSQL', () => {
  it('keeps its data from one start to the next', async () => {
    const first = await start();
    expect(first.adopted).toBe(false);
    await ask(first, 'create table kept as select 42 as answer');
    expect(await first.stop()).toBe(true);
    expect(readPostmaster(clusterDir())).toBeUndefined();

    const second = await start();
    expect(await ask(second, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('listens on a socket that only its owner reaches, and on no port', async () => {
    const engine = await start();
    expect(await ask(engine, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    const socketDir = String(engine.connectionAs('owner').host);
    expect(fs.statSync(socketDir).mode & 0o777).toBe(0o700);
  });

  it('is found again after its process was killed, with everything that was committed', async () => {
    const { child, said, ended } = startProcess();
    expect(await said).toEqual({ adopted: false });
    const server = readPostmaster(clusterDir());
    child.kill('SIGKILL');
    await ended;

    const engine = await start();
    expect(engine.adopted).toBe(true);
    expect(readPostmaster(clusterDir())?.pid).toBe(server?.pid);
    expect(await engine.stop()).toBe(true);
  });

  it('recovers when the server was killed too', async () => {
    const { child, said, ended } = startProcess();
    await said;
    process.kill(Number(readPostmaster(clusterDir())?.pid), 'SIGKILL');
    child.kill('SIGKILL');
    await ended;

    const engine = await start();
    expect(await ask(engine, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is one server for all who start it at the same moment, on a new directory', async () => {
    const others = [startProcess(), startProcess()];
    const [engine, ...said] = await Promise.all([start(), ...others.map((other) => other.said)]);
    const found = [engine.adopted, ...said.map(({ adopted }) => adopted)];
    expect(found.filter((adopted) => !adopted)).toHaveLength(1);
    expect(fs.readdirSync(dataDir()).sort()).toEqual(['postgres', 'postgres.log', 'run']);
  });

  it('stays while anyone uses it, and stops with the last', async () => {
    const { child, said, ended } = startProcess();
    await said;
    const engine = await start();
    child.stdin?.end();
    await ended;
    expect(await ask(engine, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await engine.stop()).toBe(true);
    expect(readPostmaster(clusterDir())).toBeUndefined();
  });

  it('is started again when it dies while in use', async () => {
    const engine = await start();
    const { pid } = readPostmaster(clusterDir()) ?? {};
    process.kill(Number(pid), 'SIGKILL');
    await vi.waitUntil(() => ask(engine, 'select 1').catch(() => undefined), { timeout: 10_000 });
    expect(readPostmaster(clusterDir())?.pid).not.toBe(pid);
    await vi.waitUntil(async () => (await seatsTaken(engine)) === 1, { timeout: 10_000 });
    expect(await engine.stop()).toBe(true);
    expect(readPostmaster(clusterDir())).toBeUndefined();
  });

  it('still counts who uses it after one of its sessions crashed', async () => {
    const engine = await start();
    const [session] = await ask<{ pid: number }>(engine, `select pid from pg_stat_activity where application_name like 'windshield seat%'`);
    process.kill(Number(session?.pid), 'SIGKILL');
    await vi.waitUntil(async () => (await seatsTaken(engine).catch(() => 0)) === 1, { timeout: 10_000 });
    const visitor = await start();
    expect(await visitor.stop()).toBe(false);
    expect(await ask(engine, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('can be started while the last one leaves', async () => {
    const first = await start();
    const [stopped, second] = await Promise.all([first.stop(), start()]);
    expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(stopped).toBe(!second.adopted);
  });

  it('works in a path with spaces that is too long for a socket', async () => {
    const deep = `${'a long name with spaces '.repeat(4)}/${'and another one '.repeat(4)}`;
    const engine = await start(dataDir(deep));
    const socketDir = String(engine.connectionAs('owner').host);
    expect(socketDir.startsWith(dataDir(deep))).toBe(false);
    expect(Buffer.byteLength(socketDir)).toBeLessThanOrEqual(93);
    expect(await ask(engine, 'select 1 as one')).toEqual([{ one: 1 }]);
    await engine.stop();
    fs.rmSync(socketDir, { recursive: true });
  });

  it('does not take a stranger with the number of a dead server for the server', async () => {
    await (await start()).stop();
    const note = [process.pid, clusterDir(), 0, 5432, dataDir(), '', '', 'ready'].join('\n');
    fs.writeFileSync(path.join(clusterDir(), 'postmaster.pid'), note);
    expect(readPostmaster(clusterDir())).toBeUndefined();
    clearDeadPostmaster(clusterDir());
    expect((await start()).adopted).toBe(false);
  });

  it.runIf(process.platform === 'linux')('does not take a zombie for a server', async () => {
    await (await start()).stop();
    const parent = spawn('sh', ['-c', 'true & exec sleep 60']);
    children.push(parent);
    const zombie = await vi.waitUntil(() => {
      const [pid] = fs.readFileSync(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8').split(' ').filter(Boolean);
      return pid && fs.readFileSync(`/proc/${pid}/stat`, 'utf8').includes(' Z ') ? pid : undefined;
    });
    const note = [zombie, clusterDir(), 0, 5432, dataDir(), '', '', 'ready'].join('\n');
    fs.writeFileSync(path.join(clusterDir(), 'postmaster.pid'), note);
    expect((await start()).adopted).toBe(false);
  });
});

// Only root has these choices.
if (process.getuid?.() === 0) {
  describe('the embedded PostgreSQL, started by root', () => {
    it('refuses to guess when root cannot run it and nobody else may enter', async () => {
      const closed = dataDir('closed');
      fs.mkdirSync(closed, { mode: 0o700 });
      fs.chmodSync(home, 0o700);
      await expect(startEngine(path.join(closed, 'data'), { durable: false, runAs: 'user' })).rejects.toThrow(
        /PostgreSQL refuses to run as root, and the user postgres cannot enter .*closed/,
      );
    });

    it('runs as another user where that user may enter, and goes on so', async () => {
      fs.chmodSync(home, 0o755);
      const open = dataDir('open');
      const first = await startEngine(open, { durable: false, runAs: 'user' });
      engines.push(first);
      const { pid } = readPostmaster(clusterDir('open')) ?? {};
      expect(execFileSync('ps', ['-o', 'user=', '-p', String(pid)], { encoding: 'utf8' }).trim()).toBe('postgres');
      await first.stop();
      const second = await start(open);
      expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }]);
    });
  });
}
