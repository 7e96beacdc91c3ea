import type { WorkspaceTransaction } from '../../engine/index.ts';
import type { TakenValue } from './merged-values.ts';

/** A value that a merge wrote, and where. */
export interface RememberedValue extends TakenValue {
  readonly recordKind: string;
  readonly recordId: string;
  readonly changeId: string | undefined;
}

/** Keeps what a merge wrote, so that it can be taken back. */
export async function rememberValues(tx: WorkspaceTransaction, mergeId: string, values: readonly RememberedValue[]): Promise<void> {
  if (values.length === 0) return;
  await tx.raw(
    `insert into app.merge_values (merge_id, record_kind, record_id, field, source_id, from_value, to_value, change_id)
     select $1, kind, record_id, field, source_id, from_value, to_value, change_id
     from unnest($2::text[], $3::uuid[], $4::text[], $5::uuid[], $6::jsonb[], $7::jsonb[], $8::uuid[]) as v (kind, record_id, field, source_id, from_value, to_value, change_id)`,
    [
      mergeId,
      values.map(({ recordKind }) => recordKind),
      values.map(({ recordId }) => recordId),
      values.map(({ field }) => field),
      values.map(({ sourceId }) => sourceId),
      values.map(({ from }) => JSON.stringify(from ?? null)),
      values.map(({ to }) => JSON.stringify(to ?? null)),
      values.map(({ changeId }) => changeId ?? null),
    ],
  );
}
