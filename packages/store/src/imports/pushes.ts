import type { WorkspaceTransaction } from '../engine/index.ts';

/**
 * Counts anew how often each deal's expected close moved to a later month. A move that the source's own history and a difference
 * between two exports both tell is one.
 */
export async function foldPushes(tx: WorkspaceTransaction, dealIds: readonly string[]): Promise<void> {
  if (dealIds.length === 0) return;
  await tx.raw(
    `update app.deals deal set pushes = folded.pushes
     from (
       select asked.id, (
         select count(distinct (left(from_value #>> '{}', 10), left(to_value #>> '{}', 10))) from app.changes change
         where change.record_kind = 'deals' and change.record_id = asked.id and change.field = 'expectedCloseOn'
           and left(to_value #>> '{}', 7) > left(from_value #>> '{}', 7)) as pushes
       from unnest($1::uuid[]) as asked (id)) folded
     where deal.id = folded.id and deal.pushes <> folded.pushes`,
    [[...new Set(dealIds)]],
  );
}
