export { startJobs } from './run.ts';
