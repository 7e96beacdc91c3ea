import { type LinkageRecord, type PairComparison, reviewAt } from '@windshield/core';
import { enqueue, hygiene, inWorkspace, type WorkspaceTransaction } from '@windshield/store';
import type { Services } from '../services.ts';
import { system } from '../workspace/index.ts';
import { modelOf } from './duplicates-models.ts';

const { candidatesByKeys, keepKeys, lookUpKeys, readCompared, replacePairsOf, takeQueued } = hygiene.duplicates;
type MergeKind = hygiene.merging.MergeKind;

export interface Likely extends PairComparison {
  readonly id: string;
}

/** Records that may be the one given, the likeliest first: those that share a key with it are compared with it. */
export async function likelySame(
  services: Services,
  tx: WorkspaceTransaction,
  kind: MergeKind,
  values: LinkageRecord,
  exceptId: string | undefined,
): Promise<Likely[]> {
  const { comparer } = await modelOf(services, tx, kind);
  const candidates = await candidatesByKeys(tx, lookUpKeys(kind, values), exceptId);
  const records = await readCompared(tx, kind, candidates);
  return records
    .map((record) => ({ id: record.id, ...comparer.compare(values, record.values) }))
    .filter(({ probability }) => probability >= reviewAt)
    .sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1));
}

const atOnce = 50;

/** The job: compares records that were written since they were last compared, and keeps what may be the same. */
export async function checkQueued(services: Services, workspaceId: string): Promise<void> {
  let isMore = true;
  while (isMore && !services.ending.signal.aborted) {
    isMore = await inWorkspace(services.pools.app, system(workspaceId), async (tx) => {
      const taken = await takeQueued(tx, atOnce);
      for (const [kind, ones] of Map.groupBy(taken, (one) => one.kind))
        await compareAll(
          services,
          tx,
          kind,
          ones.map(({ id }) => id),
        );
      return taken.length === atOnce;
    });
  }
  services.writes.note(workspaceId);
}

async function compareAll(services: Services, tx: WorkspaceTransaction, kind: MergeKind, ids: readonly string[]): Promise<void> {
  const records = new Map((await readCompared(tx, kind, ids)).map((record) => [record.id, record.values]));
  await keepKeys(
    tx,
    ids.map((id) => {
      const values = records.get(id);
      return { id, keys: values ? lookUpKeys(kind, values) : [] };
    }),
  );
  const pairs: hygiene.duplicates.FoundPair[] = [];
  for (const [id, values] of records)
    for (const { id: other, ...found } of await likelySame(services, tx, kind, values, id)) pairs.push({ aId: id, bId: other, ...found });
  await replacePairsOf(tx, kind, ids, pairs);
}

const settleMs = 700;
const asked = new WeakMap<Services, Set<string>>();

/** Has what was written compared once writing has settled. */
export function checkSoon(services: Services, workspaceId: string): void {
  const waiting = asked.get(services) ?? new Set<string>();
  asked.set(services, waiting);
  if (waiting.has(workspaceId)) return;
  waiting.add(workspaceId);
  setTimeout(() => {
    waiting.delete(workspaceId);
    inWorkspace(services.pools.app, system(workspaceId), (tx) => enqueue(tx, 'check_duplicates', {}, 'check_duplicates')).catch(() =>
      services.log.debug('duplicates could not be asked for'),
    );
  }, settleMs).unref();
}
