import type { WorkspaceTransaction } from '../engine/index.ts';
import { foldLastInteractions } from '../interactions/index.ts';
import { lockCapture } from './place-items.ts';

/** Decisions about unknown people can be taken back at once for so long; then what they settled is deleted. */
const daysToTakeBack = 30;

const grown = [
  ...['interactions', 'interaction_participants', 'captured_items', 'capture_reads', 'interaction_contents'],
  ...['waiting_items', 'waiting_addresses', 'proposals'],
];

/**
 * To be called when a run of batches has come to its end: works out last contacts where the batches left that to it, and deletes what was
 * settled long ago. Cheap when there is nothing of either.
 */
export async function finishReading(tx: WorkspaceTransaction, sourceId: string): Promise<void> {
  await lockCapture(tx);
  const [source] = await tx.raw(
    `update app.capture_sources set must_fold = false where workspace_id = (select app.workspace()) and id = $1 and must_fold returning id`,
    [sourceId],
  );
  if (source) {
    await foldLastInteractions(tx);
    // Thousands of new rows make the planner's picture of a table wrong; PostgreSQL would notice minutes later.
    await tx.raw('select app.refresh_table_statistics($1)', [grown]);
  }
  for (const table of ['waiting_items', 'waiting_addresses'])
    await tx.raw(
      `delete from app.${table} w using app.address_decisions d where w.workspace_id = (select app.workspace()) and w.decision_id is not null
         and d.workspace_id = w.workspace_id and d.id = w.decision_id and d.decided_at < now() - interval '${daysToTakeBack} days'`,
    );
  // Older invitations to the same meeting have been read by then.
  await tx.raw(
    `delete from app.meeting_notices where workspace_id = (select app.workspace()) and source_id = $1 and kind = 'answer' and recorded_at < now() - interval '${daysToTakeBack} days'`,
    [sourceId],
  );
}
