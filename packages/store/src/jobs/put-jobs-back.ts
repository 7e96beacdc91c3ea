import type pg from 'pg';

/**
 * Jobs that the end of the process cut short wait again as if they had not begun: at once, and without an attempt less. They are taken from
 * their worker, whose word that they failed may still be under way and then means nothing.
 */
export async function putJobsBack(worker: pg.Pool, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await worker.query(
    `update graphile_worker._private_jobs set attempts = greatest(0, attempts - 1), run_at = least(run_at, now()), last_error = null,
       locked_by = null, locked_at = null
     where id = any ($1::bigint[])`,
    [ids],
  );
}
