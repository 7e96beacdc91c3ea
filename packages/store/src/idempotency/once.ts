import type { WorkspaceTransaction } from '../engine/index.ts';

/** The key was used for something else before. */
export class KeyTaken extends Error {
  override readonly name = 'KeyTaken';
}

export interface KeptAnswer {
  /** JSON text. */
  readonly body: string;
  /** The work was done by an earlier request with this key; this is its answer. */
  readonly isRepeat: boolean;
}

/**
 * Does `work` once for a key, in the caller's transaction: a second request with the same key waits for the first and gets its answer.
 * Keys are forgotten after a day.
 *
 * @param requestHash of all that makes two requests the same
 * @param work returns JSON text
 * @throws KeyTaken when the key came with another request before
 */
export async function once(
  tx: WorkspaceTransaction,
  { key, requestHash, status }: { key: string; requestHash: string; status: number },
  work: () => Promise<string>,
): Promise<KeptAnswer> {
  await tx.raw(`delete from app.idempotency_keys where workspace_id = (select app.workspace()) and recorded_at < now() - interval '1 day'`);
  const reserved = await tx.raw(
    `insert into app.idempotency_keys (key, request_hash, status, body) values ($1, $2, $3, 'null') on conflict do nothing returning 1`,
    [key, requestHash, status],
  );
  if (reserved.length === 0) {
    const [kept] = await tx.raw<{ request_hash: string; body: string }>(
      `select request_hash, body::text as body from app.idempotency_keys where workspace_id = (select app.workspace()) and key = $1`,
      [key],
    );
    if (kept?.request_hash !== requestHash) throw new KeyTaken(`The key ${key} was used for another request.`);
    return { body: kept.body, isRepeat: true };
  }
  const body = await work();
  await tx.raw(`update app.idempotency_keys set body = $2 where workspace_id = (select app.workspace()) and key = $1`, [key, body]);
  return { body, isRepeat: false };
}
