import { Worker } from 'node:worker_threads';
import type { Progress } from '../backtest/progress.ts';
import { UsageError } from '../command-line.ts';
import type { DuplicatesRequest, FoundDuplicates } from './find-in-files.ts';

export type FromThread =
  | { readonly doing: string; readonly share: number | undefined }
  | { readonly found: FoundDuplicates }
  | { readonly usage: string };

const heapMegabytes = 3_200;
/** Nearly all that is made stays: a small nursery would copy it again and again. */
const youngMegabytes = 384;

/** Finds in a thread with a heap that a million rows fit into. @throws UsageError as {@link findInFiles} */
export function findInThread(request: DuplicatesRequest, progress: Progress): Promise<FoundDuplicates> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./finding-thread.ts', import.meta.url), {
      workerData: request,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
    });
    worker.on('message', (message: FromThread) => {
      if ('found' in message) resolve(message.found);
      else if ('usage' in message) reject(new UsageError(message.usage));
      else progress(message.doing, message.share);
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      reject(new Error(`The search ended with ${code} before it was done. Are the files too large for this machine?`)),
    );
  });
}
