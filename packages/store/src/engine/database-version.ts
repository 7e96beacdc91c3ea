import type { Database } from './pools.ts';

/** PostgreSQL's version, such as `18.1`. That it comes at all says that the database answers. */
export async function databaseVersion({ pool }: Database): Promise<string> {
  const { rows } = await pool.query<{ server_version: string }>('show server_version');
  return rows[0]?.server_version ?? 'unknown';
}
