// A thread of its own: does one job after the other and hands back its result, or what went wrong.
import { parentPort } from 'node:worker_threads';
import { type LearnerJob, runLearnerJob } from '@windshield/core';

parentPort?.on('message', (job: LearnerJob) => {
  parentPort?.postMessage(runLearnerJob(job));
});
