import { Worker } from 'node:worker_threads';
import { type LearnerJob, type LearnerJobResult, type RunLearnerJobs, runLearnerJobsHere } from '@windshield/core';

/** Threads that do jobs of the learner. The results are the same for any number of them, to the last bit. */
export interface LearnerThreads {
  readonly run: RunLearnerJobs;
  /** Ends them; nothing can be run afterwards. */
  close(): Promise<void>;
}

/**
 * Threads are started with the first jobs and kept until the end. With one, everything is done on this thread.
 *
 * @param threads how many jobs are done at once, 1 or more
 */
export function openLearnerThreads(threads: number): LearnerThreads {
  const workers: Worker[] = [];
  return {
    async run(jobs, onDone) {
      if (threads === 1 || jobs.length < 2) return runLearnerJobsHere(jobs, onDone);
      while (workers.length < Math.min(threads, jobs.length)) workers.push(new Worker(new URL('./learner-thread.ts', import.meta.url)));
      const results = new Array<LearnerJobResult>(jobs.length);
      let next = 0;
      const work = async (worker: Worker) => {
        while (next < jobs.length) {
          const at = next++;
          results[at] = await resultOf(worker, jobs[at] as LearnerJob);
          onDone();
        }
      };
      await Promise.all(workers.map(work));
      return results;
    },
    async close() {
      await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
    },
  };
}

function resultOf(worker: Worker, job: LearnerJob): Promise<LearnerJobResult> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      end();
    };
    const onMessage = (result: LearnerJobResult) => settle(() => resolve(result));
    const onError = (error: unknown) => settle(() => reject(error));
    const onExit = (code: number) => settle(() => reject(new Error(`A learner thread ended with ${code} before its job was done.`)));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(job);
  });
}
