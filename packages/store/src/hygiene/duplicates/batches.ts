import { randomUUIDv7 } from 'node:crypto';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import { explainRefusal, NotFound } from '../../records/index.ts';
import type { MergeConflict, MergeKind } from '../merging/index.ts';

/** Merging all that is surer than a chosen certainty. */
export interface MergeBatch {
  readonly id: string;
  readonly kind: MergeKind;
  readonly minProbability: number;
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'undoing' | 'undone';
  readonly clusters: number;
  readonly done: number;
  /** Records that went into others. */
  readonly merged: number;
  readonly error: string | null;
  readonly conflicts: readonly MergeConflict[];
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly undoneAt: string | null;
  readonly userId: string | null;
}

const columns = `id, record_kind as kind, min_probability as "minProbability", status, clusters, done, merged, error, conflicts,
  app.iso(started_at) as "startedAt", app.iso(finished_at) as "finishedAt", app.iso(undone_at) as "undoneAt", user_id as "userId"`;

/** The newest first. */
export function listBatches(tx: WorkspaceTransaction, limit = 20): Promise<MergeBatch[]> {
  return tx.raw<MergeBatch>(
    `select ${columns} from app.merge_batches where workspace_id = (select app.workspace()) order by started_at desc, id desc limit $1`,
    [limit],
  );
}

/** @throws NotFound */
export async function getBatch(tx: WorkspaceTransaction, id: string): Promise<MergeBatch> {
  const [row] = await tx.raw<MergeBatch>(
    `select ${columns} from app.merge_batches where workspace_id = (select app.workspace()) and id = $1`,
    [id],
  );
  if (!row) throw new NotFound('bulk merge', id);
  return row;
}

/** @throws Forbidden */
export async function createBatch(
  tx: WorkspaceTransaction,
  { kind, minProbability, clusters }: Pick<MergeBatch, 'kind' | 'minProbability' | 'clusters'>,
): Promise<MergeBatch> {
  const id = randomUUIDv7();
  try {
    await tx.raw(`insert into app.merge_batches (id, record_kind, min_probability, clusters, user_id) values ($1, $2, $3, $4, $5)`, [
      ...[id, kind, minProbability, clusters, tx.actor.userId ?? null],
    ]);
  } catch (error) {
    throw explainRefusal(error, 'bulk merge');
  }
  return getBatch(tx, id);
}

/** What is known of a batch anew; what is not given stays. */
export interface BatchStep {
  readonly status?: MergeBatch['status'];
  readonly clusters?: number;
  /** Added to what was done. */
  readonly done?: number;
  readonly merged?: number;
  readonly error?: string;
  readonly conflicts?: readonly MergeConflict[];
}

/** So many conflicts of one batch are listed; each merge keeps its own besides. */
const mostConflicts = 200;

export async function noteBatch(tx: WorkspaceTransaction, id: string, step: BatchStep): Promise<void> {
  await tx.raw(
    `update app.merge_batches set status = coalesce($2, status), clusters = coalesce($3, clusters), done = done + coalesce($4, 0), merged = merged + coalesce($5, 0),
       error = coalesce($6, error), conflicts = case when $7::jsonb is null or jsonb_array_length(conflicts) >= ${mostConflicts} then conflicts else conflicts || $7::jsonb end,
       finished_at = case when $2 in ('done', 'failed') then now() else finished_at end, undone_at = case when $2 = 'undone' then now() else undone_at end
     where workspace_id = (select app.workspace()) and id = $1`,
    [
      ...[id, step.status ?? null, step.clusters ?? null, step.done ?? null, step.merged ?? null, step.error ?? null],
      step.conflicts && step.conflicts.length > 0 ? JSON.stringify(step.conflicts) : null,
    ],
  );
}

/** Merges of a batch that stand, the last first: in the order in which they are taken back. */
export async function standingMergesOf(tx: WorkspaceTransaction, batchId: string): Promise<string[]> {
  const rows = await tx.raw<{ id: string }>(
    `select id from app.merges where workspace_id = (select app.workspace()) and batch_id = $1 and undone_at is null and erased_at is null order by merged_at desc, id desc`,
    [batchId],
  );
  return rows.map(({ id }) => id);
}
