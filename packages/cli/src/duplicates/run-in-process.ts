import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Progress } from '../backtest/progress.ts';
import { UsageError } from '../command-line.ts';
import type { DuplicatesRequest, FoundDuplicates } from './find-in-files.ts';

export type FromProcess =
  | { readonly doing: string; readonly share: number | undefined }
  | { readonly found: FoundDuplicates }
  | { readonly usage: string }
  | { readonly failed: string };

const heapMegabytes = 3_000;
/** Nearly all that is made stays: a small nursery would copy it again and again. */
const nurseryMegabytes = 64;

/** Finds in a process with a heap that a million rows fit into; it ends with this one. @throws UsageError as {@link findInFiles} */
export function findInProcess(request: DuplicatesRequest, progress: Progress): Promise<FoundDuplicates> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./finding-process.ts', import.meta.url)), {
      execArgv: [`--max-old-space-size=${heapMegabytes}`, `--max-semi-space-size=${nurseryMegabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (message: FromProcess) => {
      if ('found' in message) resolve(message.found);
      else if ('usage' in message) reject(new UsageError(message.usage));
      else if ('failed' in message) reject(new Error(message.failed));
      else progress(message.doing, message.share);
    });
    child.once('error', reject);
    child.once('exit', () =>
      reject(new Error('The search ended before it was done. Are the files too large for the memory of this machine?')),
    );
    child.send(request);
  });
}
