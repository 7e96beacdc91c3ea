import { hash } from 'node:crypto';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { insertRows, jsonText } from '../records/staging.ts';

/** One field of one record that an import changed. */
export interface ChangeRow {
  readonly kind: string;
  readonly recordId: string;
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly occurredAt: string;
  readonly importId: string;
  /** Of the row that said so. */
  readonly line: number;
  /** False: this is how undo tells it. */
  readonly isUndo?: boolean;
}

/** Appends to the history what an import, or its undo, changed. */
export async function writeChanges(tx: WorkspaceTransaction, changes: readonly ChangeRow[]): Promise<void> {
  const json = (value: unknown) => (value === null || value === undefined ? null : jsonText(value));
  await insertRows(
    tx,
    'app.changes',
    ['id', 'record_kind', 'record_id', 'field', 'from_value', 'to_value', 'occurred_at', 'user_id', 'source', 'import_id'],
    changes.map((change) => [
      changeId(change),
      change.kind,
      change.recordId,
      change.field,
      json(change.from),
      json(change.to),
      change.occurredAt,
      tx.actor.userId,
      change.isUndo ? 'undo' : 'import',
      change.importId,
    ]),
  );
}

/** The same for an undisturbed import and one that was interrupted. */
function changeId({ importId, kind, recordId, field, occurredAt, from, to, line, isUndo }: ChangeRow): string {
  const digest = hash('sha256', JSON.stringify([importId, kind, recordId, field, occurredAt, from, to, line, isUndo ?? false]), 'hex');
  const time = Date.parse(occurredAt).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digest.slice(0, 3)}-8${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}
