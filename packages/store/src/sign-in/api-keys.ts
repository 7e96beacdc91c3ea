import { randomUUIDv7 } from 'node:crypto';
import type pg from 'pg';
import type { ActorRole } from '../engine/index.ts';

/** For whom a key speaks. */
export interface ApiKeyOwner {
  readonly id: string;
  readonly workspaceId: string;
  readonly role: ActorRole;
}

export interface ApiKeyRow extends ApiKeyOwner {
  readonly name: string;
  /** Its first characters, to tell keys apart. */
  readonly start: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

const columns = `id, workspace_id as "workspaceId", name, role, start, created_at as "createdAt", last_used_at as "lastUsedAt"`;

/** @param key.hash SHA-256 of the key; the key itself is not kept */
export async function addApiKey(
  auth: pg.Pool,
  { workspaceId, name, role, start, hash }: { workspaceId: string; name: string; role: ActorRole; start: string; hash: Buffer },
): Promise<ApiKeyRow> {
  const { rows } = await auth.query<ApiKeyRow>(
    `insert into auth.api_keys (id, workspace_id, name, role, start, key_hash) values ($1, $2, $3, $4, $5, $6) returning ${columns}`,
    [randomUUIDv7(), workspaceId, name, role, start, hash],
  );
  return rows[0] as ApiKeyRow;
}

export async function listApiKeys(auth: pg.Pool, workspaceId: string): Promise<ApiKeyRow[]> {
  const { rows } = await auth.query<ApiKeyRow>(
    `select ${columns} from auth.api_keys where workspace_id = $1 and revoked_at is null order by created_at desc limit 500`,
    [workspaceId],
  );
  return rows;
}

/** Returns false when this workspace has no such key in use. */
export async function revokeApiKey(auth: pg.Pool, workspaceId: string, id: string): Promise<boolean> {
  const { rowCount } = await auth.query(
    `update auth.api_keys set revoked_at = now() where workspace_id = $1 and id = $2 and revoked_at is null`,
    [workspaceId, id],
  );
  return rowCount === 1;
}

export async function findApiKey(auth: pg.Pool, hash: Buffer): Promise<ApiKeyOwner | undefined> {
  const { rows } = await auth.query<ApiKeyOwner>({
    name: 'findApiKey',
    text: `select id, workspace_id as "workspaceId", role from auth.api_keys where key_hash = $1 and revoked_at is null`,
    values: [hash],
  });
  return rows[0];
}

/** Keeps that the key was used, to the minute. */
export async function noteApiKeyUse(auth: pg.Pool, id: string): Promise<void> {
  await auth.query(
    `update auth.api_keys set last_used_at = now() where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
    [id],
  );
}
