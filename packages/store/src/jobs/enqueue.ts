import type { WorkspaceTransaction } from '../engine/index.ts';

/**
 * Asks for a job within the caller's transaction: the job exists exactly when what it works on does. The database stamps the
 * workspace itself; the task gets `{...payload, workspaceId}`.
 *
 * @param key among jobs of this workspace that wait under the same key only the newest is kept
 */
export async function enqueue(tx: WorkspaceTransaction, task: string, payload: object, key?: string): Promise<void> {
  await tx.raw('select app.enqueue($1, $2::json, $3)', [task, JSON.stringify(payload), key ?? null]);
}
