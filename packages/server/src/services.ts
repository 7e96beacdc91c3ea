import fs from 'node:fs';
import path from 'node:path';
import { connectExternal, type Engine, migrate, openPools, type Pools, startEngine } from '@windshield/store';
import { type Logger, pino } from 'pino';
import { Writes } from './app/writes.ts';
import { Keys } from './auth/keys.ts';
import { readSecret } from './auth/secret.ts';
import { Sessions } from './auth/sessions.ts';
import { SignIn } from './auth/sign-in.ts';
import type { CaptureOptions } from './capture/index.ts';
import { Clocks } from './deals/index.ts';
import { type Memories, openMemories } from './memories.ts';

export interface ServiceOptions {
  /** Made when missing: holds the embedded database, the secret, and files of imports. */
  readonly dataDir: string;
  /** A PostgreSQL to use instead of the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** Where a socket may live when the path of the data directory is too long for one. */
  readonly runtimeDir?: string | undefined;
  /** Address under which people reach the server; decides links and whether cookies are for HTTPS only. */
  readonly baseUrl?: string | undefined;
  readonly logLevel?: string | undefined;
  /** What mailboxes, calendars and folders may be reached beside the public internet; none, if left out. */
  readonly capture?: CaptureOptions | undefined;
  /** False for data that nobody will miss after a power cut, such as a test's. */
  readonly durable?: boolean;
}

/** What use cases stand on. One per process; commands and the server have the same. */
export interface Services {
  readonly engine: Engine;
  readonly pools: Pools;
  readonly dataDir: string;
  readonly baseUrl: string;
  readonly log: Logger;
  readonly capture: CaptureOptions;
  readonly sessions: Sessions;
  readonly keys: Keys;
  readonly signIn: SignIn;
  readonly clocks: Clocks;
  readonly memories: Memories;
  readonly writes: Writes;
  /** Aborted when the process is asked to end: jobs and streams finish what they have in hand. */
  readonly ending: AbortController;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Closes what is open and leaves the engine; the same promise for all who ask. `true`: PostgreSQL stopped with it. */
  stop(): Promise<boolean>;
}

/**
 * Starts the database of a data directory, or joins the one that runs, and brings its schema up to date.
 *
 * @throws EngineError with what to do about it
 */
export async function openServices(options: ServiceOptions): Promise<Services> {
  const dataDir = path.resolve(options.dataDir);
  const log = pino(
    { level: options.logLevel ?? 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
  const engine = options.databaseUrl
    ? await connectExternal(options.databaseUrl)
    : await startEngine(dataDir, { runtimeDir: options.runtimeDir, durable: options.durable ?? true, log: (message) => log.warn(message) });
  try {
    await migrate(engine);
    fs.mkdirSync(dataDir, { recursive: true });
    return servicesOn(engine, openPools(engine), { ...options, dataDir, log });
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

/** Services on an engine and pools that somebody else opened; `stop` closes both. */
export function servicesOn(
  engine: Engine,
  pools: Pools,
  {
    dataDir,
    log,
    baseUrl = 'http://localhost:3210',
    capture = {},
  }: Pick<ServiceOptions, 'dataDir' | 'baseUrl' | 'capture'> & { readonly log: Logger },
): Services {
  const secret = readSecret(dataDir);
  const sessions = new Sessions(pools.auth, secret, baseUrl);
  const writes = new Writes();
  const signIn = new SignIn(pools.auth, secret, baseUrl, sessions, log);
  const ending = new AbortController();
  let stopping: Promise<boolean> | undefined;
  return {
    engine,
    pools,
    dataDir,
    baseUrl,
    log,
    capture,
    sessions,
    keys: new Keys(pools.auth),
    signIn,
    clocks: new Clocks(pools.app, log, writes),
    memories: openMemories(),
    writes,
    ending,
    now: Date.now,
    stop() {
      ending.abort();
      stopping ??= pools.close().then(() => engine.stop());
      return stopping;
    },
  };
}
