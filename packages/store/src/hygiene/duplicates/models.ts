import type { LinkageModel } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import type { MergeKind } from '../merging/index.ts';

/** When the model of a kind was fitted, as text that is another one after each fit; undefined: there is none. */
export async function modelFittedAt(tx: WorkspaceTransaction, kind: MergeKind): Promise<string | undefined> {
  const [row] = await tx.raw<{ at: string }>(
    `select fitted_at::text as at from app.linkage_models where workspace_id = (select app.workspace()) and record_kind = $1`,
    [kind],
    'model_fitted_at',
  );
  return row?.at;
}

/** The model of a kind, as it was fitted last. */
export async function readModel(tx: WorkspaceTransaction, kind: MergeKind): Promise<LinkageModel | undefined> {
  const [row] = await tx.raw<{ model: LinkageModel }>(
    `select model from app.linkage_models where workspace_id = (select app.workspace()) and record_kind = $1`,
    [kind],
  );
  return row?.model;
}

/** @param model JSON text of a LinkageModel */
export async function saveModel(tx: WorkspaceTransaction, kind: MergeKind, model: string, records: number): Promise<void> {
  await tx.raw(
    `insert into app.linkage_models (record_kind, model, records) values ($1, $2::jsonb, $3)
     on conflict (workspace_id, record_kind) do update set model = excluded.model, records = excluded.records, fitted_at = clock_timestamp()`,
    [kind, model, records],
  );
}
