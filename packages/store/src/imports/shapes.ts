import type { FilePlan } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';

/** Remembers what a person settled for files of these shapes: next week's export of the same shape gets the same plan. */
export async function rememberShapes(tx: WorkspaceTransaction, plans: readonly FilePlan[]): Promise<void> {
  const byShape = new Map(plans.map((plan) => [plan.shape, plan]));
  await tx.raw(
    `insert into app.import_shapes (shape, plan) select plan ->> 'shape', plan from jsonb_array_elements($1::jsonb) as plan
     on conflict (workspace_id, shape) do update set plan = excluded.plan, updated_at = now()`,
    [JSON.stringify([...byShape.values()])],
  );
}

/** Plans settled earlier in this workspace, one for each shape. */
export async function rememberedShapes(tx: WorkspaceTransaction): Promise<FilePlan[]> {
  const rows = await tx.raw<{ plan: FilePlan }>('select plan from app.import_shapes order by shape');
  return rows.map(({ plan }) => plan);
}
