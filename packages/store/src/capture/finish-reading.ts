import type { WorkspaceTransaction } from '../engine/index.ts';
import { foldLastInteractions } from '../interactions/index.ts';
import { lockCapture } from './place-items.ts';

/** To be called when a run of batches has come to its end: works out last contacts where the batches left that to it. Cheap when they did not. */
export async function finishReading(tx: WorkspaceTransaction, sourceId: string): Promise<void> {
  await lockCapture(tx);
  const [source] = await tx.raw(
    `update app.capture_sources set must_fold = false where workspace_id = (select app.workspace()) and id = $1 and must_fold returning id`,
    [sourceId],
  );
  if (source) await foldLastInteractions(tx);
}
