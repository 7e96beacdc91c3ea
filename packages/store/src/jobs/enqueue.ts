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

/**
 * The same for what can be worked out later as well: where no worker was ever set up, as for a command without a server, nothing is
 * asked for. Each task is its own key.
 */
export async function enqueueWhereServed(tx: WorkspaceTransaction, ...tasks: readonly string[]): Promise<void> {
  const [worker] = await tx.raw(
    `select from pg_proc join pg_namespace on pg_namespace.oid = pronamespace where nspname = 'graphile_worker' and proname = 'add_job' limit 1`,
  );
  if (worker) await tx.raw(`select app.enqueue(task, '{}', task) from unnest($1::text[]) task`, [tasks]);
}
