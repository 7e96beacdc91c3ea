import { isDeepStrictEqual } from 'node:util';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import type { MergeConflict } from './conflicts.ts';
import { writeLines } from './history.ts';
import type { MergedKind } from './kinds.ts';
import { columnsFor, saidIn } from './merged-values.ts';
import { type RecordRow, readRows, writeColumns } from './rows.ts';
import { asSaid } from './said.ts';

interface Written {
  readonly id: number;
  readonly record_kind: string;
  readonly record_id: string;
  readonly field: string;
  readonly from_value: unknown;
  readonly to_value: unknown;
  /** Of the next merge that wrote the same field and still stands. */
  readonly next_id: number | null;
  /** Somebody else wrote the field between this merge and the next one, or now. */
  readonly is_touched: boolean;
  /** The record that took the value over in a later merge, and still has it. */
  readonly carried_to: string | null;
}

/**
 * Takes back what a merge wrote into fields: of several merges that wrote one, the last that stands says what it is. A value that somebody
 * changed since stays, and so does one that a later merge carried on into another record: both are conflicts to show.
 */
export async function restoreValues(tx: WorkspaceTransaction, kind: MergedKind, mergeId: string): Promise<MergeConflict[]> {
  const written = await writtenBy(tx, mergeId);
  const conflicts: MergeConflict[] = [];
  const ofRecord = written.filter(({ record_kind }) => record_kind === kind.kind);
  for (const [recordId, values] of Map.groupBy(ofRecord, ({ record_id }) => record_id))
    conflicts.push(...(await restoreRecord(tx, kind, recordId, values)));
  for (const { record_kind, record_id, field, from_value, to_value } of written)
    if (record_kind === 'contactPoints' && field === 'position')
      await tx.raw(
        `update app.contact_points set position = $2 where workspace_id = (select app.workspace()) and id = $1 and position = $3`,
        [record_id, from_value, to_value],
      );
  return conflicts;
}

function writtenBy(tx: WorkspaceTransaction, mergeId: string): Promise<Written[]> {
  return tx.raw<Written>(
    `select v.id::int, v.record_kind, v.record_id, v.field, v.from_value, v.to_value, next.id::int as next_id,
       exists (select from app.changes c where c.workspace_id = v.workspace_id and c.record_kind = v.record_kind and c.record_id = v.record_id and c.field = v.field
         and c.recorded_at > v.written_at and (next.written_at is null or c.recorded_at < next.written_at)
         and not (c.source = 'undo' and c.import_id is null)
         and not exists (select from app.merge_values w where w.workspace_id = v.workspace_id and w.record_id = v.record_id and w.field = v.field and w.change_id = c.id)) as is_touched,
       (select w.record_id from app.merge_values w join app.merges m on m.workspace_id = w.workspace_id and m.id = w.merge_id and m.undone_at is null
         where w.workspace_id = v.workspace_id and w.source_id = v.record_id and w.field = v.field and w.to_value = v.to_value and w.written_at > v.written_at
           and w.record_id <> v.record_id order by w.id limit 1) as carried_to
     from app.merge_values v left join lateral (
       select w.id, w.written_at from app.merge_values w join app.merges m on m.workspace_id = w.workspace_id and m.id = w.merge_id and m.undone_at is null
       where w.workspace_id = v.workspace_id and w.record_id = v.record_id and w.field = v.field and w.id > v.id order by w.id limit 1) next on true
     where v.workspace_id = (select app.workspace()) and v.merge_id = $1 order by v.id desc`,
    [mergeId],
  );
}

async function restoreRecord(
  tx: WorkspaceTransaction,
  kind: MergedKind,
  recordId: string,
  values: readonly Written[],
): Promise<MergeConflict[]> {
  const conflicts: MergeConflict[] = [];
  const [row] = await readRows(tx, kind, [recordId]);
  if (!row) return [];
  const [said] = (await asSaid(tx, kind, [row])) as [RecordRow];
  const back: { field: string; from: unknown; to: unknown }[] = [];
  for (const one of values) {
    const { field, from_value: wouldBe, to_value: wrote } = one;
    if (one.next_id !== null) {
      // Under the next merge's value lies from now on what lay under this one's.
      if (!one.is_touched) await tx.raw('update app.merge_values set from_value = $2::jsonb where id = $1', [one.next_id, json(wouldBe)]);
      continue;
    }
    const nowIs = saidIn(kind, said, field);
    const conflict = (why: string) =>
      conflicts.push({ recordKind: kind.kind, recordId, name: row.name, field, mergeWrote: wrote, nowIs, wouldBe, why });
    if (isDeepStrictEqual(nowIs, wouldBe ?? null)) continue;
    if (one.is_touched || !isDeepStrictEqual(nowIs, wrote ?? null)) {
      conflict('Somebody changed it since; it stays as it is');
      continue;
    }
    if (field === 'parentId' && wouldBe !== null && (await wouldCircle(tx, recordId, wouldBe as string))) {
      conflict('The account stands above that parent since; it would become its own parent');
      continue;
    }
    back.push({ field, from: nowIs, to: wouldBe ?? null });
    if (one.carried_to !== null) conflicts.push(await carried(tx, kind, one));
  }
  if (back.length === 0) return conflicts;
  const plain = back.filter(({ field }) => !kind.pointers.has(field));
  await writeColumns(tx, kind.room.table, recordId, columnsFor(kind, row, plain));
  for (const { field, to } of back) {
    const target = kind.pointers.get(field);
    if (target) await tx.raw('select app.point_field($1, $2, $3, $4, $5)', [kind.kind, kind.columns.get(field), recordId, to, target]);
  }
  await writeLines(
    tx,
    back.map((one) => ({ kind: kind.kind, recordId, ...one })),
    'undo',
  );
  return conflicts;
}

const json = (value: unknown) => JSON.stringify(value ?? null);

async function wouldCircle(tx: WorkspaceTransaction, accountId: string, parentId: string): Promise<boolean> {
  const [row] = await tx.raw<{ circle: boolean }>(`select app.is_above($1, app.merged_target('accounts', $2)) as circle`, [
    accountId,
    parentId,
  ]);
  return row?.circle === true;
}

async function carried(tx: WorkspaceTransaction, kind: MergedKind, one: Written): Promise<MergeConflict> {
  const [row] = await readRows(tx, kind, [one.carried_to as string]);
  return {
    recordKind: kind.kind,
    recordId: one.carried_to as string,
    name: row?.name ?? null,
    field: one.field,
    mergeWrote: one.to_value,
    nowIs: row ? saidIn(kind, row, one.field) : null,
    wouldBe: one.from_value,
    why: 'A later merge took the value over; it stays there',
  };
}
