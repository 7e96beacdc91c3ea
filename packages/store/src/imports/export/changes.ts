import type { ChangedKind, ChangeRecord, SourceSystem } from '@windshield/core';
import { sourceSystems } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import { type StoredKind, storedKinds } from '../stored-kinds.ts';
import { pages } from './cursor.ts';
import type { Exported } from './exported.ts';
import { ExportedValues } from './exported-values.ts';
import type { ExportReferences } from './references.ts';

interface ChangeRow {
  readonly id: string;
  readonly record_kind: StoredKind;
  readonly record_id: string;
  readonly system: string;
  readonly key: string;
  readonly field: string;
  readonly from_value: unknown;
  readonly to_value: unknown;
  readonly occurred_at: Date;
  readonly user_id: string | null;
  readonly reason: string | null;
  readonly record_key: string;
  readonly record_system: string;
}

/** The history of every record that is not deleted; what a source told under a key of its own keeps that key. */
export async function* exportedChanges(tx: WorkspaceTransaction, references: ExportReferences): AsyncGenerator<Exported[]> {
  const alive = Object.entries(storedKinds).map(
    ([kind, { table }]) => `select '${kind}' as kind, id from ${table} where deleted_at is null`,
  );
  const query = `
    select * from (select change.id, record_kind, change.record_id, field, from_value, to_value, occurred_at, user_id, reason,
      coalesce(split_part(change.key, '/', 1), 'windshield') as system,
      coalesce(substr(change.key, position('/' in change.key) + 1), 'id:' || change.id) as key,
      coalesce(named.source, 'windshield') as record_system, coalesce(named.key, 'id:' || change.record_id) as record_key
    from app.changes change
    join (${alive.join(' union all ')}) alive on alive.kind = record_kind and alive.id = change.record_id
    left join lateral (
      select source, key from app.external_keys known where known.record_id = change.record_id and known.kind = record_kind
      order by (known.source = split_part(change.key, '/', 1)) desc nulls last, source collate "C", key collate "C" limit 1) named on true
    ) told order by system collate "C", key collate "C", record_kind collate "C"`;
  const values = new ExportedValues(references);
  for await (const rows of pages<ChangeRow>(tx, query)) {
    await references.load(
      tx,
      'users',
      rows.map(({ user_id }) => user_id),
    );
    await values.load(tx, rows);
    yield rows.map((row) => ({ system: systemOf(row.system), record: recordOf(row, references, values) }));
  }
}

const systemOf = (name: string): SourceSystem => sourceSystems.find((system) => system === name) ?? 'file';

function recordOf(row: ChangeRow, references: ExportReferences, values: ExportedValues): ChangeRecord {
  const from = values.textOf(row, row.from_value);
  const to = values.textOf(row, row.to_value);
  const user = references.to(row.user_id, row.system);
  return {
    kind: 'changes',
    key: row.key,
    recordKind: row.record_kind as ChangedKind,
    record: { key: row.record_system === row.system ? row.record_key : `${row.record_system}/${row.record_key}` },
    field: row.field,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    occurredAt: row.occurred_at.toISOString(),
    ...(user && { user }),
    ...(row.reason !== null && { reason: row.reason }),
  };
}
