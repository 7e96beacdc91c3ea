import type pg from 'pg';
import { hasMembers } from './memberships.ts';
import { oneAtATime } from './one-at-a-time.ts';

const lockNumber = 871_110;

/**
 * Runs `work` when nobody can sign in yet, one caller at a time: of many first visitors in the same moment exactly one sets up.
 *
 * @returns undefined when somebody was here before
 */
export function firstVisit<T>(auth: pg.Pool, work: () => Promise<T>): Promise<T | undefined> {
  return oneAtATime(auth, lockNumber, async (holder) => ((await hasMembers(holder)) ? undefined : await work()));
}
