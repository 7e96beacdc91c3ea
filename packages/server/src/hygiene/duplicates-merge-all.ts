import { enqueue, hygiene, InvalidValue, inWorkspace, type WorkspaceTransaction } from '@windshield/store';
import { Interrupted } from '../app/interrupted.ts';
import { faultOf } from '../app/request-log.ts';
import type { Services } from '../services.ts';
import { checkSoon } from './duplicates-check.ts';
import { modelOf } from './duplicates-models.ts';

const { createBatch, getBatch, noteBatch, standingMergesOf, waitingClusters } = hygiene.duplicates;
const { chooseKept, mergedKind, mergeRecords, readRows, undoMerge } = hygiene.merging;
type MergeKind = hygiene.merging.MergeKind;
type MergeBatch = hygiene.duplicates.MergeBatch;

export interface MergeAllWish {
  readonly kind: MergeKind;
  /** Unsaid: all that may be merged unasked. */
  readonly minProbability?: number | undefined;
  readonly dryRun: boolean;
}

export interface MergeAllCount {
  readonly clusters: number;
  /** Records that would go into others. */
  readonly records: number;
  /** From which on so little is estimated to be wrong that nobody needs to look at each. */
  readonly leastProbability: number;
  readonly batch: MergeBatch | null;
}

/**
 * Counts what would be merged and, unless it is only to be counted, asks for it.
 *
 * @throws InvalidValue when less sure ones are asked for than may be merged without a look at each
 */
export async function askForMergeAll(services: Services, tx: WorkspaceTransaction, wish: MergeAllWish): Promise<MergeAllCount> {
  const { kind, dryRun } = wish;
  const leastProbability = (await modelOf(services, tx, kind)).model.mergeAt;
  const minProbability = wish.minProbability ?? leastProbability;
  if (minProbability < leastProbability)
    throw new InvalidValue({
      field: 'minProbability',
      message: `takes ${leastProbability} at least for ${kind}: what is less sure is looked at one by one`,
    });
  const clusters = await waitingClusters(tx, kind, minProbability);
  const records = clusters.reduce((sum, { ids }) => sum + ids.length - 1, 0);
  const counted = { clusters: clusters.length, records, leastProbability };
  if (dryRun) return { ...counted, batch: null };
  const batch = await createBatch(tx, { kind, minProbability, clusters: clusters.length });
  await enqueue(tx, 'merge_all', { batchId: batch.id }, `merge_all ${batch.id}`);
  return { ...counted, batch };
}

/** In whose name a batch works: whoever asked for it. Their right to was looked at then. */
const actorOf = (workspaceId: string, { userId }: MergeBatch) =>
  ({ workspaceId, role: 'admin', source: 'system', ...(userId !== null && { userId }) }) as const;

/** The job: merges group after group, each in a transaction of its own. Taken up again it goes on with what is left. */
export async function mergeAll(services: Services, workspaceId: string, batchId: string): Promise<void> {
  const { pools, ending, log, writes } = services;
  const begun = await inWorkspace(pools.app, { workspaceId, role: 'admin', source: 'system' }, async (tx) => {
    const batch = await getBatch(tx, batchId);
    if (batch.status !== 'waiting' && batch.status !== 'running') return undefined;
    const clusters = await waitingClusters(tx, batch.kind, batch.minProbability);
    await noteBatch(tx, batchId, { status: 'running', clusters: batch.done + clusters.length });
    return { batch, clusters };
  });
  if (!begun) return;
  const { batch, clusters } = begun;
  const actor = actorOf(workspaceId, batch);
  try {
    for (const { ids } of clusters) {
      if (ending.signal.aborted) throw new Interrupted('the server stops; merging goes on when it starts again');
      await inWorkspace(pools.app, actor, async (tx) => {
        const merged = await mergeGroup(tx, batch.kind, ids, batchId);
        await noteBatch(tx, batchId, { done: 1, merged });
      });
    }
    await inWorkspace(pools.app, actor, (tx) => noteBatch(tx, batchId, { status: 'done' }));
  } catch (error) {
    if (ending.signal.aborted) throw error;
    log.error({ fault: faultOf(error) }, 'merging all stopped');
    await inWorkspace(pools.app, actor, (tx) =>
      noteBatch(tx, batchId, { status: 'failed', error: 'It could not go on; what was merged can be taken back.' }),
    );
  } finally {
    writes.note(workspaceId);
    checkSoon(services, workspaceId);
  }
}

/** Merges a group; who was deleted or merged meanwhile is left out. */
async function mergeGroup(tx: WorkspaceTransaction, kind: MergeKind, ids: readonly string[], batchId: string): Promise<number> {
  const described = mergedKind(kind);
  const living = (await readRows(tx, described, ids)).filter((row) => !row['deleted_at'] && !row['erased_at']);
  if (living.length < 2) return 0;
  const keepId = chooseKept(described, living);
  const mergeIds = living.map(({ id }) => id).filter((id) => id !== keepId);
  await mergeRecords(tx, { kind, keepId, mergeIds, batchId });
  return mergeIds.length;
}

/** Asks for taking a batch back as a whole. @throws InvalidValue while it is running or when it was taken back already */
export async function askForUndoBatch(tx: WorkspaceTransaction, batchId: string): Promise<MergeBatch> {
  const { status } = await getBatch(tx, batchId);
  if (status !== 'done' && status !== 'failed' && status !== 'undoing')
    throw new InvalidValue({ field: 'id', message: `is a bulk merge that is ${status}; it can be taken back once it is done` });
  await noteBatch(tx, batchId, { status: 'undoing' });
  await enqueue(tx, 'undo_merge_all', { batchId }, `undo_merge_all ${batchId}`);
  return getBatch(tx, batchId);
}

/** The job: takes the merges of a batch back, the last first, each in a transaction of its own. */
export async function undoMergeAll(services: Services, workspaceId: string, batchId: string): Promise<void> {
  const { pools, ending, writes } = services;
  const [batch, merges] = await inWorkspace(pools.app, { workspaceId, role: 'admin', source: 'system' }, async (tx) => [
    await getBatch(tx, batchId),
    await standingMergesOf(tx, batchId),
  ]);
  const actor = actorOf(workspaceId, batch);
  for (const id of merges) {
    if (ending.signal.aborted) throw new Interrupted('the server stops; taking back goes on when it starts again');
    await inWorkspace(pools.app, actor, async (tx) => noteBatch(tx, batchId, { conflicts: await undoMerge(tx, id) }));
  }
  await inWorkspace(pools.app, actor, (tx) => noteBatch(tx, batchId, { status: 'undone' }));
  writes.note(workspaceId);
  checkSoon(services, workspaceId);
}
