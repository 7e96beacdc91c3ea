import type { WorkspaceTransaction } from '../engine/index.ts';

/** Tells PostgreSQL what the tables hold now; to be called after much was written. Takes about a second for a million rows. */
export async function refreshStatistics(tx: WorkspaceTransaction): Promise<void> {
  await tx.raw('select app.refresh_statistics()');
}
