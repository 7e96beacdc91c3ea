import type { WorkspaceTransaction } from '../../engine/index.ts';
import { explainRefusal, InvalidValue, NotFound } from '../../records/index.ts';
import { type MergeConflict, type RowConflict, rowConflicts } from './conflicts.ts';
import { clearFirstPoints, syncFirstPoints } from './first-points.ts';
import { surroundingLines, surroundingsOf, writeLines } from './history.ts';
import { type MergedKind, mergedKind } from './kinds.ts';
import { lockMerging } from './merge.ts';
import { readRows } from './rows.ts';
import { restoreValues } from './undo-values.ts';

interface Standing {
  readonly record_kind: string;
  readonly kept_id: string;
  readonly merged_ids: string[];
  readonly undone_at: Date | null;
  readonly erased_at: Date | null;
}

/**
 * Takes back what a merge did, also when later merges built upon it, and in whatever order: the merged records are there again with
 * everything that was theirs, the kept one gives back what it took. What somebody wrote since stays where they put it: new interactions
 * on the kept record, a deal moved to a third account, a field that was corrected. Where that stands in the way it is listed.
 *
 * @throws NotFound, Forbidden, InvalidValue when it was taken back already or somebody in it was erased
 */
export async function undoMerge(tx: WorkspaceTransaction, mergeId: string): Promise<MergeConflict[]> {
  await lockMerging(tx);
  const [standing] = await tx.raw<Standing>(
    `select record_kind, kept_id, merged_ids, undone_at, erased_at from app.merges where workspace_id = (select app.workspace()) and id = $1`,
    [mergeId],
  );
  if (!standing) throw new NotFound('merge', mergeId);
  if (standing.undone_at) throw new InvalidValue({ field: 'id', message: 'is a merge that was taken back already' });
  if (standing.erased_at)
    throw new InvalidValue({ field: 'id', message: 'is a merge of a person who was erased since; nothing is left to take back' });
  const kind = mergedKind(standing.record_kind);
  try {
    await tx.raw('select app.must_be_fieldworker()');
    return await takeBack(tx, kind, mergeId, standing);
  } catch (error) {
    throw explainRefusal(error, kind.room.one);
  }
}

async function takeBack(
  tx: WorkspaceTransaction,
  kind: MergedKind,
  mergeId: string,
  { kept_id: keptId, merged_ids: gone }: Standing,
): Promise<MergeConflict[]> {
  const [where] = await tx.raw<{ id: string }>('select app.merged_target($1, $2) as id', [kind.kind, keptId]);
  const keepers = [...new Set([keptId, where?.id ?? keptId])];
  const before = await surroundingsOf(tx, kind.kind, keepers);
  const wasDeleted = new Map((await readRows(tx, kind, gone)).map((row) => [row.id, row['deleted_at']]));
  const [moved] = await tx.raw<{ conflicts: RowConflict[] }>('select app.unmerge_rows($1, $2, $3::uuid[]) as conflicts', [
    kind.kind,
    mergeId,
    gone,
  ]);
  const conflicts = [...(await restoreValues(tx, kind, mergeId)), ...(await rowConflicts(tx, kind.kind, moved?.conflicts ?? []))];
  if (kind.kind === 'contacts') {
    const removed = (moved?.conflicts ?? []).filter(({ table }) => table === 'contact_points');
    for (const contactId of new Set(removed.map(({ saidId }) => saidId))) await clearFirstPoints(tx, contactId);
    await syncFirstPoints(tx, [...keepers, ...gone]);
  }
  const after = await surroundingsOf(tx, kind.kind, keepers);
  await writeLines(
    tx,
    [
      ...surroundingLines(kind.kind, before, after),
      ...gone.flatMap((recordId) => [
        { kind: kind.kind, recordId, field: 'mergedInto', from: keptId, to: null },
        { kind: kind.kind, recordId, field: 'deletedAt', from: wasDeleted.get(recordId), to: null },
      ]),
    ],
    'undo',
  );
  conflicts.push(...(await putAsideWhatImportsTookBack(tx, kind, mergeId, gone)));
  await tx.raw(
    `update app.merges set undone_at = now(), undone_by = $2, conflicts = $3::jsonb where workspace_id = (select app.workspace()) and id = $1`,
    [mergeId, tx.actor.userId ?? null, JSON.stringify(conflicts)],
  );
  return conflicts;
}

/** A record whose import was taken back while it was merged would be gone with it: it comes back deleted, and can be restored. */
async function putAsideWhatImportsTookBack(
  tx: WorkspaceTransaction,
  kind: MergedKind,
  mergeId: string,
  gone: readonly string[],
): Promise<MergeConflict[]> {
  const rows = await tx.raw<{ id: string; name: string; deleted_at: string }>(
    `update ${kind.room.table} r set deleted_at = now()
     from app.imports i, app.merges m
     where r.workspace_id = (select app.workspace()) and r.id = any ($2::uuid[]) and m.workspace_id = r.workspace_id and m.id = $1
       and i.workspace_id = r.workspace_id and i.id = r.import_id and i.status = 'undone' and i.undone_at > m.merged_at
     returning r.id, r.name, app.iso(r.deleted_at) as deleted_at`,
    [mergeId, gone],
  );
  await writeLines(
    tx,
    rows.map(({ id, deleted_at }) => ({ kind: kind.kind, recordId: id, field: 'deletedAt', from: null, to: deleted_at })),
    'undo',
  );
  return rows.map(({ id, name, deleted_at }) => ({
    recordKind: kind.kind,
    recordId: id,
    name,
    field: 'deletedAt',
    mergeWrote: null,
    nowIs: deleted_at,
    wouldBe: null,
    why: 'The import that brought it was taken back meanwhile; it stays deleted and can be restored',
  }));
}
