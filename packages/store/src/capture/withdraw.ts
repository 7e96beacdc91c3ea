import type { WorkspaceTransaction } from '../engine/index.ts';
import type { LeftOutReason } from './item.ts';

/**
 * Takes back what was captured of items that their owner's source no longer gives away: what waits of them and their words go, and so does
 * the interaction where nobody else's source holds it. What a colleague's own mailbox or calendar says stays, as theirs.
 *
 * @returns how many interactions went
 */
export async function withdraw(tx: WorkspaceTransaction, itemKeys: readonly string[], reason: LeftOutReason): Promise<number> {
  if (itemKeys.length === 0) return 0;
  const [row] = await tx.raw<{ gone: number }>('select app.withdraw_captured($1::uuid[], $2) as gone', [itemKeys, reason]);
  return row?.gone ?? 0;
}
