// A thread of its own, because a million rows need more memory than the command's own heap is given.
import { parentPort, workerData } from 'node:worker_threads';
import { UsageError } from '../command-line.ts';
import { type DuplicatesRequest, findInFiles } from './find-in-files.ts';
import type { FromThread } from './run-in-thread.ts';

const tell = (message: FromThread) => parentPort?.postMessage(message);

try {
  const found = await findInFiles(workerData as DuplicatesRequest, (doing, share) => tell({ doing, share }));
  tell({ found });
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  tell({ usage: error.message });
}
