import pg from 'pg';
import type { Engine, EngineRole } from './engine.ts';
import { valueTypes } from './value-types.ts';

/** The app's rows, reached only through `inWorkspace`. Wrapped so that nobody queries the bare pool by accident. */
export interface Database {
  readonly pool: pg.Pool;
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
  readonly auth?: number;
  readonly worker?: number;
}

/** Opens no connection yet; each is made when first needed and closed after half a minute without work. */
export function openPools(engine: Engine, sizes: PoolSizes = {}): Pools {
  const app = openPool(engine, 'windshield_app', sizes.app ?? 16, valueTypes);
  const auth = openPool(engine, 'windshield_auth', sizes.auth ?? 4);
  const worker = openPool(engine, 'windshield_worker', sizes.worker ?? 6);
  let closing: Promise<void> | undefined;
  return {
    app: { pool: app },
    auth,
    worker,
    close() {
      closing ??= Promise.all([app.end(), auth.end(), worker.end()]).then(() => undefined);
      return closing;
    },
  };
}

function openPool(engine: Engine, role: EngineRole, max: number, types: pg.CustomTypesConfig = pg.types): pg.Pool {
  const pool = new pg.Pool({ ...engine.connectionAs(role), types, max, idleTimeoutMillis: 30_000 });
  // A connection lost while idle (the server restarted) is not an error: the next query opens another.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
