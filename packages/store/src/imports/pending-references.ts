import type { Ref } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { insertRows, jsonText } from '../records/staging.ts';
import type { ImportContext } from './import-context.ts';
import type { StoredKind, TargetKind } from './stored-kinds.ts';

/** A row points at something that nobody has brought yet. */
export interface PendingReference {
  readonly recordId: string;
  readonly field: string;
  readonly source: string;
  readonly target: TargetKind;
  readonly ref: Ref;
  /** What else the link needs, such as a contact's role in the deal. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Keeps references to be linked when their target arrives; those that the rows no longer make are dropped. */
export async function keepPendingReferences(
  tx: WorkspaceTransaction,
  context: ImportContext,
  kind: StoredKind | 'interactions',
  rows: readonly { readonly id: string; readonly manner: string; readonly changed: readonly string[] }[],
  pending: readonly PendingReference[],
): Promise<void> {
  const settled = rows.flatMap(({ id, manner, changed }) => (manner === 'create' ? [] : changed.map((field) => ({ id, field }))));
  if (settled.length > 0)
    await tx.raw(
      `delete from app.pending_references pending using unnest($1::uuid[], $2::text[]) as said (id, field)
       where pending.record_id = said.id and pending.field = said.field`,
      [settled.map(({ id }) => id), settled.map(({ field }) => field)],
    );
  await insertRows(
    tx,
    'app.pending_references',
    ['record_kind', 'record_id', 'field', 'source', 'target_kind', 'reference', 'import_id'],
    pending.map(({ recordId, field, source, target, ref, details }) => [
      kind,
      recordId,
      field,
      source,
      target,
      jsonText({ ...details, ...ref }),
      context.importId,
    ]),
    'on conflict do nothing',
  );
}
