import type pg from 'pg';

/** Keeps that a workspace exists, so that it can be found by somebody who is not in it yet. */
export async function registerWorkspace(auth: pg.Pool, workspaceId: string): Promise<void> {
  await auth.query('insert into auth.workspaces (workspace_id) values ($1) on conflict do nothing', [workspaceId]);
}

/** Ids of all workspaces, the oldest first. */
export async function listWorkspaceIds(auth: pg.Pool): Promise<string[]> {
  const { rows } = await auth.query<{ workspace_id: string }>('select workspace_id from auth.workspaces order by created_at, workspace_id');
  return rows.map((row) => row.workspace_id);
}
