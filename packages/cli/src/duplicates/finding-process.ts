// A process of its own, because a million rows need more memory than the command's own heap is given.
import { UsageError } from '../command-line.ts';
import { type DuplicatesRequest, findInFiles } from './find-in-files.ts';
import type { FromProcess } from './run-in-process.ts';

const tell = (message: FromProcess) => process.send?.(message);

/** What is not yet sent when a process lets go of its channel would be lost. */
const tellLast = (message: FromProcess) => process.send?.(message, undefined, undefined, () => process.disconnect?.());

process.once('disconnect', () => process.exit());
process.once('message', (request: DuplicatesRequest) => {
  findInFiles(request, (doing, share) => tell({ doing, share })).then(
    (found) => tellLast({ found }),
    (error: unknown) =>
      tellLast(error instanceof UsageError ? { usage: error.message } : { failed: String((error as Error)?.message ?? error) }),
  );
});
