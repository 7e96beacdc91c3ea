import type { WorkspaceTransaction } from '../engine/index.ts';

/** Keeps what signs in to a source, sealed by the caller with a key that the database never sees. Only its owner's actor may. */
export async function saveSecret(tx: WorkspaceTransaction, sourceId: string, sealed: Uint8Array): Promise<void> {
  await tx.raw(
    `insert into app.capture_secrets (source_id, sealed) values ($1, $2)
     on conflict (workspace_id, source_id) do update set sealed = excluded.sealed, updated_at = now()`,
    [sourceId, Buffer.from(sealed)],
  );
}

/** The sealed bytes; undefined where there are none, or to anybody but the owner. */
export async function readSecret(tx: WorkspaceTransaction, sourceId: string): Promise<Uint8Array | undefined> {
  const [row] = await tx.raw<{ sealed: Buffer }>(
    'select sealed from app.capture_secrets where workspace_id = (select app.workspace()) and source_id = $1',
    [sourceId],
  );
  return row?.sealed;
}
