export { enqueue, enqueueWhereServed } from './enqueue.ts';
export { freeAbandonedJobs } from './free-abandoned-jobs.ts';
export { putJobsBack } from './put-jobs-back.ts';
