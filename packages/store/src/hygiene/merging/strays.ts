import type { WorkspaceTransaction } from '../../engine/index.ts';
import type { MergeKind } from './kinds.ts';

/**
 * What was pointed at a merged record by whoever did not know of the merge, such as an import that was under way, follows it.
 *
 * @returns how many rows moved
 */
export async function settleStrays(tx: WorkspaceTransaction, kind: MergeKind): Promise<number> {
  const [row] = await tx.raw<{ moved: number }>('select app.settle_strays($1) as moved', [kind]);
  return row?.moved ?? 0;
}
