import pg from 'pg';
import { type Engine, EngineError } from './engine.ts';
import { HeldLock, lockNumber } from './held-lock.ts';

/** The right to serve a data directory, held by one process at a time. */
export interface ServeClaim {
  /** Tells a second `serve`, and commands that look for the server, where this one listens. */
  announce(address: string): Promise<void>;
  release(): Promise<void>;
}

const label = 'windshield serve';

/**
 * Claims the right to serve this engine's data. The claim is an advisory lock of the database, so it ends with the process, whatever
 * ends it. Commands (`import`, `export`, …) need no claim and work beside the server.
 *
 * @throws EngineError naming the process, and its address once it listens, when another one serves already.
 */
export async function claimServe(engine: Engine): Promise<ServeClaim> {
  const config = { ...engine.connectionAs('owner'), application_name: `${label} ${process.pid}` };
  const lock = await HeldLock.tryExclusive(config, lockNumber.serving);
  if (!lock)
    throw new EngineError(
      `${await describeServer(engine)}. Open that one, or choose another data directory with --data or WINDSHIELD_DATA.`,
    );
  return {
    announce: (address) => lock.query(`select set_config('application_name', $1, false)`, [`${label} ${process.pid} ${address}`]),
    release: () => lock.release(),
  };
}

async function describeServer(engine: Engine): Promise<string> {
  const client = new pg.Client(engine.connectionAs('owner'));
  await client.connect();
  try {
    const { rows } = await client.query<{ application_name: string }>(
      `select application_name from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and classid = 0 and objid = $1 and granted and datname = current_database()`,
      [lockNumber.serving],
    );
    const [pid, address] = (rows[0]?.application_name ?? '').slice(label.length).trim().split(' ');
    const who = pid ? ` (process ${pid}${address ? `, ${address}` : ''})` : '';
    return `Windshield already serves ${engine.location}${who}`;
  } finally {
    await client.end();
  }
}
