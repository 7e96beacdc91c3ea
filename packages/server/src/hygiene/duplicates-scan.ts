import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { enqueue, hygiene, inWorkspace, type WorkspaceTransaction } from '@windshield/store';
import { Interrupted } from '../app/interrupted.ts';
import { faultOf } from '../app/request-log.ts';
import type { Services } from '../services.ts';
import { system } from '../workspace/index.ts';
import type { FoundInScan, FromScan, ScanWork, ToScan } from './duplicates-messages.ts';
import { askForScan } from './quality-scan.ts';

const { addPairs, beginScan, clearQueue, dropPairsBefore, keepKeys, noteScan, pageCompared, saveModel } = hygiene.duplicates;
type MergeKind = hygiene.merging.MergeKind;

const pageRows = 2_000;
const mostPairs = 100_000;
const heapMegabytes = 3_400;
/** Reading is so much of the work. */
const shareOfReading = 0.5;

/** The job after an import or its undo: all kinds may have changed. */
export function findDuplicatesOfAll(services: Services, workspaceId: string): Promise<void> {
  return inWorkspace(services.pools.app, system(workspaceId), (tx) => askForDuplicateScan(tx, hygiene.merging.mergeKinds));
}

/** Asks for looking through all records of these kinds, within the caller's transaction. */
export async function askForDuplicateScan(tx: WorkspaceTransaction, kinds: readonly MergeKind[]): Promise<void> {
  for (const kind of kinds) {
    await noteScan(tx, kind, { status: 'waiting', progress: 0, phase: null, error: null });
    await enqueue(tx, 'scan_duplicates', { kind }, `scan_duplicates ${kind}`);
  }
}

/**
 * The job: looks through all records of a kind, learns how agreement is to be weighed there, and keeps what may be the same. Computing is
 * done in a thread. Ended by the end of the process it begins anew.
 */
export async function scanDuplicates(services: Services, workspaceId: string, kind: MergeKind): Promise<void> {
  const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(services.pools.app, system(workspaceId), work);
  const worker = new Worker(new URL('./duplicates-thread.ts', import.meta.url), {
    workerData: { kind, mostPairs } satisfies ScanWork,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  const { signal } = services.ending;
  const stop = () => worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    await scan(run, kind, new ScanThread(worker));
  } catch (error) {
    if (signal.aborted) throw new Interrupted('the server stops; duplicates are looked for again when it starts');
    services.log.error({ kind, fault: faultOf(error) }, 'looking for duplicates stopped');
    await run((tx) => noteScan(tx, kind, { status: 'failed', phase: null, error: 'It could not go on; the log of the server says why.' }));
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
    services.writes.note(workspaceId);
  }
}

type Run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => Promise<T>;

async function scan(run: Run, kind: MergeKind, thread: ScanThread): Promise<void> {
  await run((tx) => hygiene.merging.settleStrays(tx, kind));
  const { records, since } = await run((tx) => beginScan(tx, kind));
  let read = 0;
  for (let after: string | undefined = undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
    const page = await run((tx) => pageCompared(tx, kind, after, pageRows));
    const keyed = await thread.takeRows(page.rows);
    read += page.count;
    await run(async (tx) => {
      await keepKeys(tx, keyed);
      await noteScan(tx, kind, { progress: shareOfReading * Math.min(1, read / Math.max(1, records)) });
    });
    after = page.after;
  }
  let compared = 0;
  const found = await thread.find(
    (doing, share = compared) => {
      compared = share;
      const progress = shareOfReading + (1 - shareOfReading) * 0.9 * compared;
      return run((tx) => noteScan(tx, kind, { phase: inWords(doing), progress }));
    },
    (pairs) => run((tx) => addPairs(tx, kind, pairs)),
  );
  await run(async (tx) => {
    await dropPairsBefore(tx, kind, since);
    await clearQueue(tx, kind, since);
    if (found.isFitted) await saveModel(tx, kind, found.model, read);
    // What is there twice counts in how far the data can be trusted.
    await askForScan(tx);
    await noteScan(tx, kind, {
      ...{ status: 'done', phase: null, progress: 1, records: read, pairs: found.pairs, notes: found.notes, autoMergeFrom: found.mergeAt },
    });
  });
}

const inWords = (doing: string) => `${doing[0]?.toUpperCase() ?? ''}${doing.slice(1)}`;

/** The thread, one question after the other. */
class ScanThread {
  readonly #worker: Worker;
  /** Fails when the thread does, or is ended: whoever waits for a message then waits no longer. */
  readonly #end: Promise<never>;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.#end = new Promise((_, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the thread ended before it was done')));
    });
    this.#end.catch(() => undefined);
  }

  async takeRows(rows: string): Promise<readonly hygiene.duplicates.KeyedRecord[]> {
    this.#send({ rows });
    const [message] = (await Promise.race([once(this.#worker, 'message'), this.#end])) as [FromScan];
    if (!('keyed' in message)) throw new Error('the thread gave no keys');
    return message.keyed;
  }

  /** Each message is dealt with before the next is. */
  find(
    onProgress: (doing: string, share: number | undefined) => Promise<void>,
    onPairs: (pairs: readonly hygiene.duplicates.FoundPair[]) => Promise<void>,
  ): Promise<FoundInScan> {
    return new Promise((resolve, reject) => {
      let turn = Promise.resolve();
      this.#end.catch(reject);
      this.#worker.on('message', (message: FromScan) => {
        turn = turn
          .then(async () => {
            if ('doing' in message) await onProgress(message.doing, message.share);
            else if ('pairs' in message) await onPairs(message.pairs);
            else if ('done' in message) resolve(message.done);
          })
          .catch(reject);
      });
      this.#send({ find: true });
    });
  }

  #send(message: ToScan): void {
    this.#worker.postMessage(message);
  }
}
