import type { WorkspaceTransaction } from '../engine/index.ts';
import { insertRows, jsonText } from '../records/staging.ts';
import type { ImportContext } from './import-context.ts';
import { isEmpty, type MergingRow } from './merging-row.ts';
import type { StoredKind, TargetKind } from './stored-kinds.ts';

/** Keeps what the source said, for the next three-way merge. */
export async function rememberSaid(
  tx: WorkspaceTransaction,
  context: ImportContext,
  kind: StoredKind,
  rows: readonly MergingRow[],
): Promise<void> {
  await insertRows(
    tx,
    'app.external_keys',
    ['kind', 'source', 'key', 'record_id', 'external_id', 'fingerprint', 'last_seen', 'import_id'],
    rows.map((row) => {
      if (context.links && isTarget(kind)) context.links.remember(kind, row.source, row.record.key, row.id);
      return [kind, row.source, row.record.key, row.id, row.record.externalId, row.fingerprint, jsonText(saidNow(row)), context.importId];
    }),
    `on conflict (workspace_id, kind, source, key) do update set record_id = excluded.record_id, external_id = excluded.external_id,
       fingerprint = excluded.fingerprint, last_seen = excluded.last_seen`,
  );
}

function isTarget(kind: StoredKind): kind is StoredKind & TargetKind {
  return kind === 'users' || kind === 'products' || kind === 'accounts' || kind === 'contacts' || kind === 'deals' || kind === 'leads';
}

/** Everything known to have been said by the source: this row over what earlier rows said in columns that this file does not have. */
function saidNow({ record, lastSeen, changed }: MergingRow): Record<string, unknown> {
  const said: Record<string, unknown> = { ...lastSeen };
  for (const field of changed) {
    if (isEmpty(record[field])) delete said[field];
    else said[field] = record[field];
  }
  return said;
}

/** Under which key the source knew the record, and what it had said before in the fields that changed; null: nothing. */
export function beforeOf({ source, record, changed, lastSeen }: MergingRow): Record<string, unknown> {
  return { kind: record.kind, source, key: record.key, said: Object.fromEntries(changed.map((field) => [field, lastSeen[field] ?? null])) };
}
