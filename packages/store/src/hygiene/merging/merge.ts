import { randomUUIDv7 } from 'node:crypto';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import { explainRefusal, InvalidValue, NotFound } from '../../records/index.ts';
import { putFirst } from './first-points.ts';
import { surroundingLines, surroundingsOf, writeLines } from './history.ts';
import { type MergedKind, mergedKind } from './kinds.ts';
import { columnsFor, type TakenValue, takenValues } from './merged-values.ts';
import { takenParent } from './parents.ts';
import { rememberValues } from './remembered-values.ts';
import { type RecordRow, readRows, writeColumns } from './rows.ts';
import { asSaid } from './said.ts';

export interface MergeWish {
  readonly kind: string;
  /** The record that stays. */
  readonly keepId: string;
  /** Those that go into it; empty fields are filled from them in this order. */
  readonly mergeIds: readonly string[];
  /** Per field the id of the record whose value stays, where it is not the kept one's. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly batchId?: string | undefined;
}

/** Merging and taking back come one after the other in a workspace: each looks at what the others left. */
export async function lockMerging(tx: WorkspaceTransaction): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(hashtextextended('merge ' || app.workspace()::text, 0))`);
}

/**
 * Makes one record of several: what points at the others points at the kept one from now on, its empty fields are filled from them, and
 * they are put aside with `mergedInto`. Nothing is lost, and {@link undoMerge} takes exactly this back.
 *
 * @returns the id of the merge
 * @throws NotFound, Forbidden, InvalidValue
 */
export async function mergeRecords(tx: WorkspaceTransaction, wish: MergeWish): Promise<string> {
  const kind = mergedKind(wish.kind);
  const mergeIds = [...new Set(wish.mergeIds)];
  if (mergeIds.length === 0 || mergeIds.includes(wish.keepId))
    throw new InvalidValue({ field: 'mergeIds', message: 'takes the ids of the records that go into the kept one, without its own' });
  await lockMerging(tx);
  try {
    await tx.raw('select app.must_be_fieldworker()');
    const rows = await livingRows(tx, kind, [wish.keepId, ...mergeIds]);
    return await merge(tx, kind, rows, wish);
  } catch (error) {
    throw explainRefusal(error, kind.room.one);
  }
}

async function livingRows(tx: WorkspaceTransaction, kind: MergedKind, ids: readonly string[]): Promise<RecordRow[]> {
  const rows = await readRows(tx, kind, ids, { isLocked: true });
  for (const [index, id] of ids.entries()) {
    const field = index === 0 ? 'keepId' : 'mergeIds';
    const row = rows.find((one) => one.id === id);
    if (!row) throw new NotFound(kind.room.one, id);
    if (row['merged_into'])
      throw new InvalidValue({ field, message: `${row.name} was merged already; take the record that it was merged into` });
    if (row['erased_at']) throw new InvalidValue({ field, message: 'names a person who was erased; they cannot be merged' });
    if (row['deleted_at']) throw new InvalidValue({ field, message: `${row.name} is deleted; restore it before it is merged` });
  }
  return rows;
}

async function merge(tx: WorkspaceTransaction, kind: MergedKind, rows: readonly RecordRow[], wish: MergeWish): Promise<string> {
  const [kept, ...others] = rows as readonly RecordRow[] as [RecordRow, ...RecordRow[]];
  const gone = others.map(({ id }) => id);
  const id = randomUUIDv7();
  const taken = await taking(tx, kind, rows, wish.values);
  const before = await surroundingsOf(tx, kind.kind, [kept.id]);
  await tx.raw('insert into app.merges (id, record_kind, kept_id, merged_ids, batch_id, user_id) values ($1, $2, $3, $4::uuid[], $5, $6)', [
    id,
    kind.kind,
    kept.id,
    gone,
    wish.batchId ?? null,
    tx.actor.userId ?? null,
  ]);
  await writeTaken(tx, kind, kept, id, taken);
  await tx.raw('select app.merge_rows($1, $2, $3, $4::uuid[])', [kind.kind, id, kept.id, gone]);
  if (kind.kind === 'contacts') await putFirst(tx, id, kept.id, taken, wish.values ?? {});
  const after = await surroundingsOf(tx, kind.kind, [kept.id]);
  const now = new Date().toISOString();
  await writeLines(
    tx,
    [
      ...surroundingLines(kind.kind, before, after),
      ...gone.flatMap((recordId) => [
        { kind: kind.kind, recordId, field: 'mergedInto', from: null, to: kept.id },
        { kind: kind.kind, recordId, field: 'deletedAt', from: null, to: now },
      ]),
    ],
    'merge',
  );
  return id;
}

/** What the kept record takes, in terms of what the records said. */
async function taking(
  tx: WorkspaceTransaction,
  kind: MergedKind,
  rows: readonly RecordRow[],
  chosen: Readonly<Record<string, string>> = {},
): Promise<TakenValue[]> {
  const said = await asSaid(tx, kind, rows);
  const [kept, ...others] = said as [RecordRow, ...RecordRow[]];
  const taken = takenValues(kind, kept, others, chosen);
  if (kind.kind !== 'accounts') return taken;
  const parent = await takenParent(tx, rows, said, chosen['parentId']);
  return [...taken.filter(({ field }) => field !== 'parentId'), ...(parent ? [parent] : [])];
}

async function writeTaken(
  tx: WorkspaceTransaction,
  kind: MergedKind,
  kept: RecordRow,
  mergeId: string,
  taken: readonly TakenValue[],
): Promise<void> {
  const plain = taken.filter(({ field }) => !kind.pointers.has(field));
  // A new version also where nothing is taken: whoever has the record open sees that it is more now.
  await writeColumns(tx, kind.room.table, kept.id, columnsFor(kind, kept, plain));
  for (const { field, to } of taken) {
    const target = kind.pointers.get(field);
    if (target)
      await tx.raw('select app.point_field($1, $2, $3, $4, $5)', [kind.kind, kind.columns.get(field), kept.id, to ?? null, target]);
  }
  const lines = taken.map(({ field, from, to }) => ({ kind: kind.kind, recordId: kept.id, field, from, to }));
  const changes = await writeLines(tx, lines, 'merge');
  await rememberValues(
    tx,
    mergeId,
    taken.map((one, index) => ({ ...one, recordKind: kind.kind, recordId: kept.id, changeId: changes[index] })),
  );
}
