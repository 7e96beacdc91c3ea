import { createHash } from 'node:crypto';
import { type Actor, KeyTaken, once, type WorkspaceTransaction } from '@windshield/store';
import type { RequestContext } from './context.ts';
import { ProblemError } from './problem.ts';
import { invalid } from './validate.ts';

/**
 * With an Idempotency-Key a request that is sent twice works once.
 *
 * @returns the JSON text of what `work` made, now or when the key first came
 * @throws ProblemError `invalid` for a key too long, `conflict` for one that came with another request
 */
export async function createOnce(
  call: { readonly context: RequestContext; readonly actor: Actor; readonly body: unknown },
  tx: WorkspaceTransaction,
  path: string,
  work: () => Promise<string>,
): Promise<string> {
  const key = call.context.req.header('idempotency-key');
  if (key === undefined) return work();
  if (key.length < 1 || key.length > 200) throw invalid([{ field: 'idempotency-key', message: 'takes 1 to 200 characters' }]);
  const requestHash = createHash('sha256')
    .update(JSON.stringify([path, call.actor.userId ?? null, call.actor.role, call.body]))
    .digest('hex');
  try {
    const { body, isRepeat } = await once(tx, { key, requestHash, status: 201 }, work);
    if (isRepeat) call.context.header('idempotent-replayed', 'true');
    return body;
  } catch (error) {
    if (error instanceof KeyTaken)
      throw new ProblemError(
        'conflict',
        'This Idempotency-Key was sent with another request before. Use a new key for each thing you create.',
      );
    throw error;
  }
}
