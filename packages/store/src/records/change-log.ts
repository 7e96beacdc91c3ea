import { randomUUIDv7 } from 'node:crypto';
import type { WorkspaceTransaction } from '../engine/index.ts';
import type { FieldChange, StoredKind } from './room.ts';

/** Why something is written, and when it happened where that was not now. */
export interface Circumstances {
  readonly reason?: string | undefined;
  /** ISO 8601 instant. */
  readonly occurredAt?: string | undefined;
}

/**
 * Appends what changed of one record to the history, in the writer's own transaction: who and through what come from the actor.
 * `from` and `to` are JSON values; undefined counts as null.
 */
export async function appendChanges(
  tx: WorkspaceTransaction,
  kind: StoredKind,
  recordId: string,
  changes: readonly FieldChange[],
  { reason, occurredAt }: Circumstances = {},
): Promise<void> {
  if (changes.length === 0) return;
  const { userId, source = 'user' } = tx.actor;
  const json = (value: unknown) => JSON.stringify(value ?? null);
  await tx.raw(
    `insert into app.changes (id, record_kind, record_id, field, from_value, to_value, occurred_at, user_id, source, reason)
     select id, $1, $2, field, from_value, to_value, coalesce($3::timestamptz, now()), $4::uuid, $5, $6
     from unnest($7::uuid[], $8::text[], $9::jsonb[], $10::jsonb[]) as c (id, field, from_value, to_value)`,
    [
      ...[kind, recordId, occurredAt ?? null, userId ?? null, source, reason ?? null],
      changes.map(() => randomUUIDv7()),
      changes.map(({ field }) => field),
      changes.map(({ from }) => json(from)),
      changes.map(({ to }) => json(to)),
    ],
    'append_changes',
  );
}
