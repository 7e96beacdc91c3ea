import type { WorkspaceTransaction } from '../../engine/index.ts';
import { type MergeKind, mergeKinds } from '../merging/index.ts';

/** One step of the waterfall, as core explains it: `level` says how alike the two are, `rarity` what the value's being rare adds. */
export interface StoredTerm {
  readonly name: string;
  readonly level?: string | undefined;
  readonly weight: number;
  readonly rarity?: number | undefined;
}

/** Two records that may be one. */
export interface FoundPair {
  readonly aId: string;
  readonly bId: string;
  readonly probability: number;
  /** log2 of the odds. */
  readonly weight: number;
  readonly terms: readonly StoredTerm[];
}

/** Adds what was found, in the place of what was known of these pairs. */
export async function addPairs(tx: WorkspaceTransaction, kind: MergeKind, pairs: readonly FoundPair[]): Promise<void> {
  if (pairs.length === 0) return;
  const byIds = new Map(
    pairs.map((pair) => {
      const inOrder = pair.aId < pair.bId ? pair : { ...pair, aId: pair.bId, bId: pair.aId };
      return [`${inOrder.aId} ${inOrder.bId}`, inOrder] as const;
    }),
  );
  const inOrder = [...byIds.values()];
  await tx.raw(
    `insert into app.duplicate_pairs (record_kind, a_id, b_id, probability, weight, terms)
     select $1, a, b, probability, weight, terms from unnest($2::uuid[], $3::uuid[], $4::float8[], $5::float8[], $6::jsonb[]) p (a, b, probability, weight, terms)
     on conflict (workspace_id, record_kind, a_id, b_id) do update set probability = excluded.probability, weight = excluded.weight, terms = excluded.terms, found_at = now()`,
    [
      kind,
      inOrder.map(({ aId }) => aId),
      inOrder.map(({ bId }) => bId),
      inOrder.map(({ probability }) => probability),
      inOrder.map(({ weight }) => weight),
      inOrder.map(({ terms }) => JSON.stringify(terms)),
    ],
  );
}

/** What was found for some records takes the place of what was found for them before. */
export async function replacePairsOf(
  tx: WorkspaceTransaction,
  kind: MergeKind,
  ids: readonly string[],
  pairs: readonly FoundPair[],
): Promise<void> {
  await tx.raw(
    `delete from app.duplicate_pairs where workspace_id = (select app.workspace()) and record_kind = $1 and (a_id = any ($2::uuid[]) or b_id = any ($2::uuid[]))`,
    [kind, ids],
  );
  await addPairs(tx, kind, pairs);
}

/** Forgets pairs that were not found again since. @param since as the database writes an instant */
export async function dropPairsBefore(tx: WorkspaceTransaction, kind: MergeKind, since: string): Promise<void> {
  await tx.raw(
    `delete from app.duplicate_pairs where workspace_id = (select app.workspace()) and record_kind = $1 and found_at < $2::timestamptz`,
    [kind, since],
  );
}

/** A pair that waits to be decided, without its reasons. */
export interface WaitingPair {
  readonly aId: string;
  readonly bId: string;
  readonly probability: number;
}

const waiting = (kind: MergeKind, pairs = 'app.duplicate_pairs') => `${pairs} p
  join app.${kind} a on a.workspace_id = p.workspace_id and a.id = p.a_id and a.deleted_at is null
  join app.${kind} b on b.workspace_id = p.workspace_id and b.id = p.b_id and b.deleted_at is null
  where p.workspace_id = (select app.workspace()) and p.record_kind = '${kind}'
    and not exists (select from app.distinct_pairs d where d.workspace_id = p.workspace_id and d.record_kind = p.record_kind and d.a_id = p.a_id and d.b_id = p.b_id)`;

/** So many are looked at in one go; the surest of them. */
export const mostWaiting = 20_000;

/** Pairs of living records that nobody called different, the surest first. */
export async function waitingPairs(
  tx: WorkspaceTransaction,
  kind: MergeKind,
  { minProbability = 0, recordId }: { readonly minProbability?: number | undefined; readonly recordId?: string | undefined } = {},
): Promise<WaitingPair[]> {
  return tx.raw<WaitingPair>(
    `select p.a_id as "aId", p.b_id as "bId", p.probability from ${waiting(kind)} and p.probability >= $1
       ${recordId === undefined ? '' : 'and (p.a_id = $2 or p.b_id = $2)'}
     order by p.probability desc, p.a_id, p.b_id limit ${mostWaiting}`,
    recordId === undefined ? [minProbability] : [minProbability, recordId],
  );
}

/** Of an owner's, those among the surest are looked for: they may have none among many. */
function waitingOf(kind: MergeKind, ownerId: string | undefined): string {
  if (ownerId === undefined) return `${waiting(kind)} and p.probability >= $1`;
  const surest = `(select * from app.duplicate_pairs p where p.workspace_id = (select app.workspace()) and p.record_kind = '${kind}' and p.probability >= $1
    order by p.probability desc, p.a_id, p.b_id limit ${mostWaiting})`;
  return `${waiting(kind, surest)} and (a.owner_id = $2 or b.owner_id = $2)`;
}

/** How many pairs wait, by kind; no more than are looked at in one go. @param ownerId of at least one of the two, if given */
export async function countWaiting(tx: WorkspaceTransaction, minProbability: number, ownerId?: string): Promise<Record<MergeKind, number>> {
  const counts = { accounts: 0, contacts: 0, leads: 0 };
  for (const kind of mergeKinds) {
    const [row] = await tx.raw<{ count: number }>(
      `select count(*)::int as count from (select from ${waitingOf(kind, ownerId)} limit ${mostWaiting}) counted`,
      ownerId === undefined ? [minProbability] : [minProbability, ownerId],
    );
    counts[kind] = row?.count ?? 0;
  }
  return counts;
}

/** The names of the surest pair that waits. @param ownerId of at least one of the two, if given */
export async function surestNames(
  tx: WorkspaceTransaction,
  kind: MergeKind,
  minProbability: number,
  ownerId?: string,
): Promise<[string, string] | undefined> {
  const [row] = await tx.raw<{ one: string; other: string }>(
    `select a.name as one, b.name as other from ${waitingOf(kind, ownerId)} order by p.probability desc, p.a_id, p.b_id limit 1`,
    ownerId === undefined ? [minProbability] : [minProbability, ownerId],
  );
  return row && [row.one, row.other];
}

/** The pairs among these records, with their reasons. */
export async function pairsAmong(tx: WorkspaceTransaction, kind: MergeKind, ids: readonly string[]): Promise<FoundPair[]> {
  return tx.raw<FoundPair>(
    `select p.a_id as "aId", p.b_id as "bId", p.probability, p.weight, p.terms from app.duplicate_pairs p
     where p.workspace_id = (select app.workspace()) and p.record_kind = $1 and p.a_id = any ($2::uuid[]) and p.b_id = any ($2::uuid[])
     order by p.probability desc, p.a_id, p.b_id`,
    [kind, ids],
  );
}
