import { fieldTypesOf, type ImportRecord, type Ref } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import { type StoredKind, storedKinds } from '../stored-kinds.ts';
import { pages } from './cursor.ts';
import { type Details, detailsOf } from './details.ts';
import type { Exported } from './exported.ts';
import { type PendingRefs, pendingRefs } from './pending.ts';
import type { ExportReferences } from './references.ts';
import type { StoredRow } from './stored-row.ts';

/** Records of one kind, page by page, as the readers of imports give them. */
export async function* exportedRecords(
  tx: WorkspaceTransaction,
  kind: StoredKind,
  references: ExportReferences,
): AsyncGenerator<Exported[]> {
  const { table, references: fields } = storedKinds[kind];
  const query = `
    select named.source as export_system, named.key as export_key, named.external_id as export_external_id, record.*${moreColumns[kind] ?? ''}
    from (
      select record_id, source, key, external_id from app.external_keys where kind = '${kind}'
      union all
      select id, 'windshield', 'id:' || id, null from ${table} own
      where not exists (select from app.external_keys known where known.record_id = own.id and known.kind = '${kind}')) named
    join ${table} record on record.id = named.record_id
    where record.deleted_at is null
    order by named.source collate "C", named.key collate "C"`;
  for await (const rows of pages<StoredRow>(tx, query)) {
    for (const [field, target] of fields)
      await references.load(
        tx,
        target,
        rows.map((row) => idIn(row, kind, field)),
      );
    const details = await detailsOf(tx, kind, rows, references);
    const pending = await pendingRefs(
      tx,
      rows.map(({ id }) => id),
    );
    yield rows.map((row) => ({ system: row.export_system, record: recordOf(kind, row, references, details, pending) }));
  }
}

const moreColumns: Partial<Record<StoredKind, string>> = {
  users: ', (select name from app.teams team where team.id = record.team_id and team.deleted_at is null) as team_name',
  targets: ', (select name from app.teams team where team.id = record.team_id and team.deleted_at is null) as team_name',
  deals: `, (select name from app.pipelines pipeline where pipeline.id = record.pipeline_id) as pipeline_name,
    (select name from app.stages stage where stage.id = record.stage_id) as stage_name`,
};

function idIn(row: StoredRow, kind: StoredKind, field: string): string | null {
  return (row[storedKinds[kind].fields.get(field)?.columns[0]?.name ?? ''] ?? null) as string | null;
}

function recordOf(kind: StoredKind, row: StoredRow, references: ExportReferences, details: Details, pending: PendingRefs): ImportRecord {
  const record: Record<string, unknown> = { kind, key: row.export_key };
  const set = (field: string, value: unknown) => {
    if (value !== null && value !== undefined) record[field] = value;
  };
  set('externalId', row.export_external_id);
  for (const [field, type] of fieldTypesOf(kind)) {
    const columns = storedKinds[kind].fields.get(field)?.columns ?? [];
    const value = row[columns[0]?.name ?? ''];
    switch (type) {
      case 'ref':
        set(field, references.to(idIn(row, kind, field), row.export_system) ?? pendingRef(pending, row, field));
        break;
      case 'list':
        record[field] = details.listOf(row, field);
        break;
      case 'money':
        if (value !== null && value !== undefined) record[field] = { amountMinor: Number(value), currency: row[columns[1]?.name ?? ''] };
        break;
      case 'instant':
        if (value instanceof Date) record[field] = value.toISOString();
        break;
      case 'json':
        if (Object.keys((value ?? {}) as object).length > 0) record[field] = sorted(value as Record<string, string>);
        break;
      default:
        if (field !== 'key' && field !== 'externalId') set(field, named[field] === undefined ? value : row[named[field]]);
    }
  }
  return record as unknown as ImportRecord;
}

/** Fields that stand in the table as an id and in the record as a name. */
const named: Readonly<Record<string, string>> = { teamName: 'team_name', pipelineName: 'pipeline_name', stageName: 'stage_name' };

function pendingRef(pending: PendingRefs, row: StoredRow, field: string): Ref | undefined {
  return pending.of(row.id, field, row.export_system)[0]?.ref;
}

function sorted(custom: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(custom).sort(([a], [b]) => (a < b ? -1 : 1)));
}
