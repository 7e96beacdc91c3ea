import type { WorkspaceTransaction } from '../engine/index.ts';
import { type Circumstances, type Derived, moneyPair, type Values } from '../records/index.ts';
import { stageOfDeal } from './stage-of-deal.ts';

/** True when an expected close moves to a later calendar month: a push. */
export function isPush(from: unknown, to: unknown): boolean {
  return typeof from === 'string' && typeof to === 'string' && to.slice(0, 7) > from.slice(0, 7);
}

/** What follows from a write: status and pipeline from the stage, the closing time from the status, one more push from a later month. */
export async function deriveDeal(
  tx: WorkspaceTransaction,
  written: Values,
  current: Values | undefined,
  { occurredAt }: Circumstances,
): Promise<Derived> {
  const fields: Record<string, unknown> = { ...(await moneyPair(tx, ['amountMinor', 'currency'], written, current)) };
  const columns: Record<string, NonNullable<Derived['columns']>[string]> = {};
  const stage = await stageOfDeal(tx, written, current);
  if (stage) {
    fields['stageId'] = stage.id;
    fields['status'] = stage.status;
    columns['pipeline_id'] = { value: stage.pipelineId, type: 'uuid' };
    const wasOpen = (current?.['status'] ?? 'open') === 'open';
    if (stage.status === 'open') fields['closedAt'] = null;
    else if (wasOpen && written['closedAt'] === undefined) fields['closedAt'] = occurredAt ?? new Date().toISOString();
  } else if (current?.['status'] === 'open' && written['closedAt']) {
    fields['closedAt'] = null;
  }
  if (!current && written['openedAt'] === undefined) fields['openedAt'] = new Date().toISOString();
  if (current && isPush(current['expectedCloseOn'], written['expectedCloseOn'])) {
    const [row] = await tx.raw<{ pushes: number }>(
      'select pushes from app.deals where workspace_id = (select app.workspace()) and id = $1',
      [current['id']],
    );
    columns['pushes'] = { value: (row?.pushes ?? 0) + 1, type: 'smallint' };
  }
  return { fields, columns };
}
