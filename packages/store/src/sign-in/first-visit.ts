import type pg from 'pg';
import { hasMembers } from './memberships.ts';

/** What only the very first visitor gets to do. */
export interface FirstVisit {
  /** A connection of the sign-in schema; work on it sees what others committed before. */
  readonly auth: pg.PoolClient;
}

const lockNumber = 871_110;

/**
 * Runs `work` when nobody can sign in yet, one caller at a time: of many first visitors in the same moment exactly one sets up.
 *
 * @returns undefined when somebody was here before
 */
export async function firstVisit<T>(auth: pg.Pool, work: (visit: FirstVisit) => Promise<T>): Promise<T | undefined> {
  const client = await auth.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    try {
      return (await hasMembers(client)) ? undefined : await work({ auth: client });
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lockNumber]);
    }
  } finally {
    client.release();
  }
}
