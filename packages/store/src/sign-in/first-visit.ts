import type pg from 'pg';
import { hasMembers } from './memberships.ts';

const lockNumber = 871_110;
const turns = new WeakMap<pg.Pool, Promise<unknown>>();

/**
 * Runs `work` when nobody can sign in yet, one caller at a time: of many first visitors in the same moment exactly one sets up.
 *
 * @returns undefined when somebody was here before
 */
export function firstVisit<T>(auth: pg.Pool, work: () => Promise<T>): Promise<T | undefined> {
  // Those who wait in this process hold no connection, so that `work` always finds one.
  const turn = (turns.get(auth) ?? Promise.resolve()).catch(() => {}).then(() => alone(auth, work));
  turns.set(auth, turn);
  return turn;
}

async function alone<T>(auth: pg.Pool, work: () => Promise<T>): Promise<T | undefined> {
  const client = await auth.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    try {
      return (await hasMembers(client)) ? undefined : await work();
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lockNumber]);
    }
  } finally {
    client.release();
  }
}
