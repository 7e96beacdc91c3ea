import type { ChangeRecord } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import type { ImportContext, ImportRow, RejectedRow, RowOutcome } from './import-context.ts';
import { foldPushes } from './pushes.ts';
import { recordId } from './record-id.ts';
import { insertRows, jsonText } from './staging.ts';
import { columnsOfKind, isStored, snake, type TargetKind } from './stored-kinds.ts';

const columns = [
  'id',
  'record_kind',
  'record_id',
  'field',
  'from_value',
  'to_value',
  'occurred_at',
  'user_id',
  'source',
  'import_id',
  'key',
  'reason',
];

/** Takes over the field history that a source kept itself, with its own times. A row about a record that is not here is refused. */
export async function mergeChanges(
  tx: WorkspaceTransaction,
  context: ImportContext,
  rows: readonly ImportRow[],
): Promise<{ outcomes: RowOutcome[]; rejected: RejectedRow[] }> {
  const { links } = context;
  const saying = rows.map((row) => ({ row, said: row.record as unknown as ChangeRecord, id: idOf(row) }));
  await links.settle(tx, function* (target) {
    for (const { row, said } of saying) {
      if (said.recordKind === target) yield { source: row.source, ref: said.record, mayCreate: false };
      if (target === 'users' && said.user) yield { source: row.source, ref: said.user };
    }
  });
  const known = new Set(
    (await tx.raw<{ id: string }>('select id from app.changes where id = any ($1::uuid[])', [saying.map(({ id }) => id)])).map(
      ({ id }) => id,
    ),
  );
  const outcomes: RowOutcome[] = [];
  const rejected: RejectedRow[] = [];
  const written: (typeof saying)[number][] = [];
  for (const one of saying) {
    const { row, said, id } = one;
    if (links.idOf(said.recordKind as TargetKind, row.source, said.record) === undefined) {
      const label = said.record.name ?? said.record.key ?? said.record.email;
      rejected.push({
        line: row.line,
        cells: [],
        column: 'record',
        reason: `No ${said.recordKind.slice(0, -1)} "${label}" is in this import or here already; import it first or in the same go`,
      });
      continue;
    }
    outcomes.push({ line: row.line, outcome: known.has(id) ? 'unchanged' : 'created', recordId: id });
    if (!known.has(id)) written.push(one);
  }
  await insertRows(
    tx,
    'app.changes',
    columns,
    written.map(({ row, said, id }) => [
      id,
      said.recordKind,
      links.idOf(said.recordKind as TargetKind, row.source, said.record),
      said.field,
      json(said, said.from),
      json(said, said.to),
      said.occurredAt,
      links.idOf('users', row.source, said.user),
      'import',
      context.importId,
      isOurs(row) ? null : `${row.source}/${said.key}`,
      said.reason,
    ]),
    'on conflict do nothing',
  );
  const moved = written.filter(({ said }) => said.recordKind === 'deals' && said.field === 'expectedCloseOn');
  await foldPushes(
    tx,
    moved.map(({ row, said }) => links.idOf('deals', row.source, said.record) as string),
  );
  return { outcomes, rejected };
}

const isOurs = ({ source, record }: ImportRow) => source === 'windshield' && /^id:[0-9a-f-]{36}$/i.test(record.key);

function idOf({ source, record }: ImportRow): string {
  return recordId(source, 'changes', record.key, Date.parse(record['occurredAt'] as string));
}

/** The value as the field's column has it: numbers as numbers where the field is one of ours. */
function json({ recordKind, field }: ChangeRecord, value: string | undefined): string | null {
  if (value === undefined) return null;
  const type = isStored(recordKind) ? columnsOfKind(recordKind).find(({ name }) => name === snake(field))?.type : undefined;
  if ((type === 'integer' || type === 'bigint' || type === 'real' || type === 'numeric') && Number.isFinite(Number(value)))
    return String(Number(value));
  if (type === 'jsonb' || field === 'points' || field === 'contacts' || field === 'lines') {
    try {
      return jsonText(JSON.parse(value));
    } catch {
      return jsonText(value);
    }
  }
  return jsonText(value);
}
