import type pg from 'pg';

/**
 * Lets jobs run again whose worker died with its process. Only whoever holds the right to serve may call it, before starting a
 * worker: then no living worker can hold a job.
 */
export async function freeAbandonedJobs(worker: pg.Pool): Promise<void> {
  await worker.query(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker._private_jobs where locked_by is not null`,
  );
}
