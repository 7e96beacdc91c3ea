import { freeAbandonedJobs } from '@windshield/store';
import { Logger, run, runMigrations } from 'graphile-worker';
import type { Services } from '../services.ts';
import { taskList } from './tasks.ts';

export interface Jobs {
  /** Lets jobs in hand come to their next safe place. */
  stop(): Promise<void>;
}

/** Starts the worker. Call it only with the right to serve: jobs of a worker that died are taken up again at once. */
export async function startJobs(services: Services): Promise<Jobs> {
  const common = { pgPool: services.pools.worker, schema: 'graphile_worker', logger: loggerOf(services) };
  await runMigrations(common);
  await freeAbandonedJobs(services.pools.worker);
  const runner = await run({
    ...common,
    taskList: taskList(services),
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 2_000,
    parsedCronItems: [],
  });
  return { stop: () => runner.stop() };
}

/** graphile-worker's words, without payloads. */
function loggerOf({ log }: Services): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ from: 'jobs' }, message);
    else if (level === 'warning') log.warn({ from: 'jobs' }, message);
  });
}
