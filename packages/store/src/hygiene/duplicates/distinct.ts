import { randomUUIDv7 } from 'node:crypto';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import { explainRefusal, InvalidValue, NotFound } from '../../records/index.ts';
import { type MergeKind, mergedKind, readRows } from '../merging/index.ts';

/**
 * Remembers that none of these records is another of them.
 *
 * @returns the decision, by which it can be taken back, and how many pairs it covers
 * @throws NotFound, Forbidden, InvalidValue
 */
export async function notTheSame(
  tx: WorkspaceTransaction,
  kindName: string,
  asked: readonly string[],
): Promise<{ id: string; pairs: number }> {
  const kind = mergedKind(kindName);
  const ids = [...new Set(asked)].sort();
  if (ids.length < 2) throw new InvalidValue({ field: 'ids', message: 'takes at least two records that are different' });
  const known = new Set((await readRows(tx, kind, ids)).map((row) => row.id));
  for (const id of ids) if (!known.has(id)) throw new NotFound(kind.room.one, id);
  const pairs = ids.flatMap((a, at) => ids.slice(at + 1).map((b) => [a, b] as const));
  const id = randomUUIDv7();
  try {
    await tx.raw(
      `insert into app.distinct_pairs (record_kind, a_id, b_id, decision_id, user_id) select $1, a, b, $2, $3 from unnest($4::uuid[], $5::uuid[]) p (a, b)`,
      [kind.kind, id, tx.actor.userId ?? null, pairs.map(([a]) => a), pairs.map(([, b]) => b)],
    );
  } catch (error) {
    throw explainRefusal(error, kind.room.one);
  }
  return { id, pairs: pairs.length };
}

/** @throws NotFound when there is no such decision, or it was taken back */
export async function undoNotTheSame(tx: WorkspaceTransaction, id: string): Promise<void> {
  await tx.raw('select app.must_be_fieldworker()');
  const gone = await tx.raw(
    `delete from app.distinct_pairs where workspace_id = (select app.workspace()) and decision_id = $1 returning a_id`,
    [id],
  );
  if (gone.length === 0) throw new NotFound('decision', id);
}

/** Pairs that were called different, each record as what it was merged into since. */
export async function distinctPairs(tx: WorkspaceTransaction, kind: MergeKind): Promise<(readonly [string, string])[]> {
  const rows = await tx.raw<{ a: string; b: string }>(
    `select distinct app.merged_target($1, a_id) as a, app.merged_target($1, b_id) as b from app.distinct_pairs where workspace_id = (select app.workspace()) and record_kind = $1`,
    [kind],
  );
  return rows.map(({ a, b }) => [a, b] as const);
}
