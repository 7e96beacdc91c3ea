import { randomUUIDv7 } from 'node:crypto';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { NotFound } from '../records/index.ts';

/** A folder, calendar or file of a source. */
export interface Folder {
  readonly id: string;
  readonly path: string;
  readonly role: string | null;
  readonly isIncluded: boolean;
  readonly uidValidity: string;
  /** What the connector kept, with the last batch that was appended; `{}` before. */
  readonly syncState: Readonly<Record<string, unknown>>;
  /** What the server counts; null before it was asked. */
  readonly onServer: number | null;
  /** Read, and still there as far as is known. */
  readonly read: number;
  /** Of these: what could not be understood. */
  readonly unread: number;
  readonly countedAt: string | null;
}

export interface FolderFound {
  readonly path: string;
  readonly role?: string | undefined;
  /** Left out: stays what it was, included when new. */
  readonly isIncluded?: boolean | undefined;
  readonly onServer?: number | undefined;
}

/** Writes what the server says it has. A folder that is not among `found` any more keeps what was read and counts nothing on the server. */
export async function saveFolders(tx: WorkspaceTransaction, sourceId: string, found: readonly FolderFound[]): Promise<Folder[]> {
  await tx.raw(
    `insert into app.capture_folders as f (id, source_id, path, role, is_included, on_server, counted_at)
     select n.id, $1, n.path, n.role, coalesce(n.included, true), n.on_server, case when n.on_server is not null then now() end
     from unnest($2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::int[]) n (id, path, role, included, on_server)
     on conflict (workspace_id, source_id, path) do update set role = coalesce(excluded.role, f.role),
       on_server = coalesce(excluded.on_server, f.on_server), counted_at = coalesce(excluded.counted_at, f.counted_at)`,
    [
      sourceId,
      found.map(() => randomUUIDv7()),
      found.map(({ path }) => path),
      found.map(({ role }) => role ?? null),
      found.map(({ isIncluded }) => isIncluded ?? null),
      found.map(({ onServer }) => onServer ?? null),
    ],
  );
  await tx.raw(
    `update app.capture_folders set on_server = 0, counted_at = now()
     where workspace_id = (select app.workspace()) and source_id = $1 and path <> all ($2::text[]) and on_server <> 0`,
    [sourceId, found.map(({ path }) => path)],
  );
  return listFolders(tx, sourceId);
}

/** Which folders are read from now on; the others stay as they are. */
export async function includeFolders(tx: WorkspaceTransaction, sourceId: string, paths: readonly string[]): Promise<void> {
  await tx.raw(
    `update app.capture_folders set is_included = path = any ($2::text[]) where workspace_id = (select app.workspace()) and source_id = $1`,
    [sourceId, paths],
  );
}

/** By path. Only to the source's owner. */
export function listFolders(tx: WorkspaceTransaction, sourceId: string): Promise<Folder[]> {
  return tx.raw<Folder>(
    `select f.id, f.path, f.role, f.is_included as "isIncluded", f.uid_validity::text as "uidValidity", f.sync_state as "syncState", f.on_server as "onServer",
       f.read_count as read, app.iso(f.counted_at) as "countedAt",
       (select count(*)::int from app.capture_reads r where r.workspace_id = f.workspace_id and r.source_id = f.source_id and r.folder_id = f.id
          and r.fate = 'unread' and r.vanished_at is null) as unread
     from app.capture_folders f where f.workspace_id = (select app.workspace()) and f.source_id = $1 order by f.path`,
    [sourceId],
  );
}

export interface FolderState {
  readonly sourceId: string;
  /** Path of the folder; made where it is new. */
  readonly folder: string;
  readonly role?: string | undefined;
  /** Numbers are only good while this stays the same. */
  readonly uidValidity?: string | number | undefined;
  /** What the connector needs to go on from here. Left out: stays. */
  readonly state?: unknown;
  /** What the server counts now. */
  readonly onServer?: number | undefined;
}

/**
 * Keeps how far a folder has been read, and locks it: the numbers of another UIDVALIDITY are void, and count as vanished.
 *
 * @returns the folder's id
 * @throws NotFound when the source is nobody's here
 */
export async function keepFolderState(
  tx: WorkspaceTransaction,
  given: FolderState,
): Promise<{ id: string; role: string | null; uidValidity: string }> {
  const validity = given.uidValidity === undefined ? null : String(given.uidValidity);
  const [before] = await tx.raw<{ uidValidity: string }>(
    `select uid_validity::text as "uidValidity" from app.capture_folders
     where workspace_id = (select app.workspace()) and source_id = $1 and path = $2 for update`,
    [given.sourceId, given.folder],
  );
  const [row] = await tx.raw<{ id: string; role: string | null; uidValidity: string }>(
    `insert into app.capture_folders as f (id, source_id, path, role, uid_validity, sync_state, on_server, counted_at)
     select $3, s.id, $2, $4, coalesce($5::bigint, 0), coalesce($6::jsonb, '{}'), $7::int, case when $7::int is not null then now() end
     from app.capture_sources s where s.workspace_id = (select app.workspace()) and s.id = $1 and s.deleted_at is null
     on conflict (workspace_id, source_id, path) do update set role = coalesce($4, f.role), uid_validity = coalesce($5::bigint, f.uid_validity),
       sync_state = coalesce($6::jsonb, f.sync_state), on_server = coalesce($7::int, f.on_server), counted_at = coalesce(excluded.counted_at, f.counted_at)
     returning f.id, f.role, f.uid_validity::text as "uidValidity"`,
    [
      ...[given.sourceId, given.folder, randomUUIDv7(), given.role ?? null, validity],
      ...[given.state === undefined ? null : JSON.stringify(given.state), given.onServer ?? null],
    ],
  );
  if (!row) throw new NotFound('source', given.sourceId);
  if (before !== undefined && before.uidValidity !== row.uidValidity) {
    await tx.raw(
      `update app.capture_reads set vanished_at = now()
       where workspace_id = (select app.workspace()) and folder_id = $1 and uid_validity <> $2 and vanished_at is null`,
      [row.id, row.uidValidity],
    );
    await tx.raw('update app.capture_folders set read_count = 0 where workspace_id = (select app.workspace()) and id = $1', [row.id]);
  }
  return { id: row.id, role: row.role, uidValidity: row.uidValidity };
}

/**
 * Messages that are no longer on the server: what happened stays, the count goes down. Ranges include both ends, and may cover numbers
 * that no message ever had. `state` is kept in the same transaction.
 *
 * @returns how many were known
 */
export async function forgetVanished(
  tx: WorkspaceTransaction,
  folder: FolderState,
  gone: readonly (readonly [first: number, last: number])[],
): Promise<number> {
  const { id, uidValidity } = await keepFolderState(tx, folder);
  const [row] = await tx.raw<{ count: number }>(
    `with gone as (
       update app.capture_reads r set vanished_at = now() from unnest($3::bigint[], $4::bigint[]) as range (first, last)
       where r.workspace_id = (select app.workspace()) and r.folder_id = $1 and r.uid_validity = $2 and r.uid between range.first and range.last and r.vanished_at is null
       returning 1), counted as (select count(*)::int as count from gone)
     update app.capture_folders f set read_count = f.read_count - counted.count from counted
     where f.workspace_id = (select app.workspace()) and f.id = $1 returning counted.count`,
    [id, uidValidity, gone.map(([first]) => first), gone.map(([, last]) => last)],
  );
  return row?.count ?? 0;
}
