export { enqueue } from './enqueue.ts';
export { freeAbandonedJobs } from './free-abandoned-jobs.ts';
