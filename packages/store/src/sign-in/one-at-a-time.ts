import type pg from 'pg';

const turns = new WeakMap<pg.Pool, Map<number, Promise<unknown>>>();

/**
 * Runs `work` one caller at a time, in all processes on the database together.
 *
 * @param lockNumber which work; callers with another number do not wait
 */
export function oneAtATime<T>(auth: pg.Pool, lockNumber: number, work: (holder: pg.PoolClient) => Promise<T>): Promise<T> {
  const waiting = turns.get(auth) ?? new Map<number, Promise<unknown>>();
  turns.set(auth, waiting);
  // Those who wait in this process hold no connection, so that `work` always finds one.
  const turn = (waiting.get(lockNumber) ?? Promise.resolve()).catch(() => {}).then(() => alone(auth, lockNumber, work));
  waiting.set(lockNumber, turn);
  return turn;
}

async function alone<T>(auth: pg.Pool, lockNumber: number, work: (holder: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await auth.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    try {
      return await work(client);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lockNumber]);
    }
  } finally {
    client.release();
  }
}
