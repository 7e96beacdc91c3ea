import type { WorkspaceTransaction } from '../engine/index.ts';

/**
 * Works out anew, from all interactions, when each account, contact, deal and lead was last in touch, and writes what differs. Set-wise:
 * for the end of an import and of its undo. Single interactions are folded as they are appended.
 *
 * @returns how many records moved
 */
export async function foldLastInteractions(tx: WorkspaceTransaction): Promise<number> {
  const [row] = await tx.raw<{ moved: number }>('select app.fold_last_interactions() as moved');
  return row?.moved ?? 0;
}
