import { freeAbandonedJobs, putJobsBack } from '@windshield/store';
import { Logger, run, runMigrations, type TaskList } from 'graphile-worker';
import { Interrupted } from '../app/interrupted.ts';
import type { Services } from '../services.ts';
import { taskList } from './tasks.ts';

export interface Jobs {
  /** Lets jobs in hand come to their next safe place; those that are not done then are put back as if they had not begun. */
  stop(): Promise<void>;
}

/** Starts the worker. Call it only with the right to serve: jobs of a worker that died are taken up again at once. */
export async function startJobs(services: Services): Promise<Jobs> {
  const { worker } = services.pools;
  const common = { pgPool: worker, schema: 'graphile_worker', logger: loggerOf(services) };
  await runMigrations(common);
  await freeAbandonedJobs(worker);
  const interrupted = new Set<string>();
  const runner = await run({
    ...common,
    taskList: notingInterrupted(taskList(services), interrupted),
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 2_000,
    parsedCronItems: [],
  });
  return {
    async stop() {
      await runner.stop();
      await putJobsBack(worker, [...interrupted]);
    },
  };
}

function notingInterrupted(tasks: TaskList, interrupted: Set<string>): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload, helpers) => {
        try {
          await task?.(payload, helpers);
        } catch (error) {
          if (error instanceof Interrupted) interrupted.add(helpers.job.id);
          throw error;
        }
      },
    ]),
  );
}

/** graphile-worker's words, without payloads. What the end of the server cut short is no error. */
function loggerOf({ log }: Services): Logger {
  return new Logger(() => (level, message, { error } = {}) => {
    if (error instanceof Interrupted) log.info({ from: 'jobs' }, `a job is put back: ${error.message}`);
    else if (level === 'error') log.error({ from: 'jobs' }, message);
    else if (level === 'warning') log.warn({ from: 'jobs' }, message);
  });
}
