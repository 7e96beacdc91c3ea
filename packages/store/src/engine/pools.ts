import { availableParallelism } from 'node:os';
import pg from 'pg';
import type { Engine, EngineRole } from './engine.ts';
import { valueTypes } from './value-types.ts';

/** The app's rows, reached only through `inWorkspace`. Wrapped so that nobody queries the bare pool by accident. */
export interface Database {
  /** For work that writes, copies or takes long. */
  readonly pool: pg.Pool;
  /** For short reads: on these connections a question may be sent before the one ahead of it was answered. */
  readonly reading: pg.Pool;
}

/** One pool per role; no role can see what belongs to another. */
export interface Pools {
  /** windshield_app: every row of every workspace passes row-level security. Use it through `inWorkspace`. */
  readonly app: Database;
  /** windshield_auth, search_path = auth: for better-auth alone. */
  readonly auth: pg.Pool;
  /** windshield_worker: for graphile-worker alone. */
  readonly worker: pg.Pool;
  close(): Promise<void>;
}

export interface PoolSizes {
  readonly app?: number;
  readonly reading?: number;
  readonly auth?: number;
  readonly worker?: number;
}

/**
 * Reads beyond this many at a time wait for their turn, in the order they came: more of them at once would only share the processors
 * among them, and the unlucky would wait three times as long as the rest.
 */
const readsAtOnce = Math.max(4, Math.min(availableParallelism(), 16));
const restMs = 30_000;
/** A new connection plans anew what it is asked, at up to a tenth of a second a question. */
const readingRestMs = 300_000;

/** Opens no connection yet; each is made when first needed and closed after a while without work. */
export function openPools(engine: Engine, sizes: PoolSizes = {}): Pools {
  const app = openPool(engine, 'windshield_app', { max: sizes.app ?? 16, types: valueTypes });
  const reading = openPool(engine, 'windshield_app', {
    max: sizes.reading ?? readsAtOnce,
    types: valueTypes,
    pipeline: true,
    idleTimeoutMillis: readingRestMs,
  });
  const auth = openPool(engine, 'windshield_auth', { max: sizes.auth ?? 4 });
  const worker = openPool(engine, 'windshield_worker', { max: sizes.worker ?? 6 });
  let closing: Promise<void> | undefined;
  return {
    app: { pool: app, reading },
    auth,
    worker,
    close() {
      closing ??= Promise.all([app, reading, auth, worker].map((pool) => pool.end())).then(() => undefined);
      return closing;
    },
  };
}

function openPool(engine: Engine, role: EngineRole, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...engine.connectionAs(role), idleTimeoutMillis: restMs, ...options });
  // A connection lost while idle (the server restarted) is not an error: the next query opens another.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
