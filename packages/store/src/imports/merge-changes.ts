import { type ChangeRecord, type Ref, sourceSystems } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { recordId } from '../records/record-id.ts';
import { insertRows, jsonText } from '../records/staging.ts';
import type { ImportContext, ImportRow, RejectedRow, RowOutcome } from './import-context.ts';
import { foldPushes } from './pushes.ts';
import { columnsOfKind, isStored, type StoredKind, snake, targetKinds, targetOfColumn } from './stored-kinds.ts';

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

interface Saying {
  readonly row: ImportRow;
  readonly said: ChangeRecord;
  readonly id: string;
}

/** Takes over the field history that a source kept itself, with its own times. A row about a record that is not here is refused. */
export async function mergeChanges(
  tx: WorkspaceTransaction,
  context: ImportContext,
  rows: readonly ImportRow[],
): Promise<{ outcomes: RowOutcome[]; rejected: RejectedRow[] }> {
  const sayings = rows.map((row): Saying => ({ row, said: row.record as unknown as ChangeRecord, id: idOf(row) }));
  await settle(tx, context, sayings);
  const known = new Set(
    (await tx.raw<{ id: string }>('select id from app.changes where id = any ($1::uuid[])', [sayings.map(({ id }) => id)])).map(
      ({ id }) => id,
    ),
  );
  const outcomes: RowOutcome[] = [];
  const rejected: RejectedRow[] = [];
  const written: (Saying & { about: string })[] = [];
  for (const one of sayings) {
    const { row, said, id } = one;
    const about = recordOf(context, one);
    if (about === undefined) {
      const label = said.record.name ?? said.record.key ?? said.record.email;
      const reason = `No ${said.recordKind.slice(0, -1)} "${label}" is in this import or here already: import it first or together with this file`;
      rejected.push({ line: row.line, cells: row.cells ?? [], column: 'record', reason });
      continue;
    }
    outcomes.push({ line: row.line, outcome: known.has(id) ? 'unchanged' : 'created', recordId: id });
    if (!known.has(id)) written.push({ ...one, about });
  }
  await insertRows(
    tx,
    'app.changes',
    columns,
    written.map(({ row, said, id, about }) => [
      id,
      said.recordKind,
      about,
      said.field,
      storedValue(context, said, said.from),
      storedValue(context, said, said.to),
      said.occurredAt,
      context.links.idOf('users', row.source, said.user),
      'import',
      context.importId,
      isOurs(row) ? null : `${row.source}/${said.key}`,
      said.reason,
    ]),
    'on conflict do nothing',
  );
  await foldPushes(
    tx,
    written.filter(({ said }) => said.recordKind === 'deals' && said.field === 'expectedCloseOn').map(({ about }) => about),
  );
  return { outcomes, rejected };
}

async function settle(tx: WorkspaceTransaction, { links }: ImportContext, sayings: readonly Saying[]): Promise<void> {
  await links.settle(tx, function* (target) {
    for (const { row, said } of sayings) {
      if (said.recordKind === target) yield { source: row.source, ref: said.record, mayCreate: false };
      if (target === 'users' && said.user) yield { source: row.source, ref: said.user };
      if (targetOfColumn(said.recordKind, said.field) !== target) continue;
      for (const value of [said.from, said.to]) {
        const ref = refIn(value);
        if (ref) yield { source: row.source, ref, mayCreate: false };
      }
    }
  });
  for (const [kind, ones] of Map.groupBy(sayings, ({ said }) => said.recordKind as StoredKind)) {
    if (!isStored(kind) || targetKinds.some((target) => target === kind)) continue;
    await links.settleKeys(
      tx,
      kind,
      ones.map(({ row, said }) => ({ source: row.source, key: said.record.key ?? '' })),
    );
  }
  const stages = sayings.flatMap(({ said }) => (said.field === 'stageId' ? [placeIn(said.from), placeIn(said.to)] : []));
  await links.stages.settle(
    tx,
    stages.flatMap((place) =>
      place?.stage === undefined ? [] : [{ pipelineName: place.pipeline, stageName: place.stage, status: 'open' as const }],
    ),
  );
}

function recordOf({ links }: ImportContext, { row, said }: Saying): string | undefined {
  const kind = said.recordKind as StoredKind;
  const target = targetKinds.find((one) => one === kind);
  return target ? links.idOf(target, row.source, said.record) : links.idByKey(kind, row.source, said.record.key);
}

const isOurs = ({ source, record }: ImportRow) => source === 'windshield' && /^id:[0-9a-f-]{36}$/i.test(record.key);

function idOf({ source, record }: ImportRow): string {
  return recordId(source, 'changes', record.key, Date.parse(record['occurredAt'] as string));
}

/** The value as the field's column has it: numbers as numbers, keys and names of an export of Windshield as the ids they have here. */
function storedValue({ links }: ImportContext, { recordKind, field }: ChangeRecord, value: string | undefined): string | null {
  if (value === undefined) return null;
  const target = targetOfColumn(recordKind, field);
  const ref = target && refIn(value);
  if (ref) return jsonText(links.idOf(target, 'windshield', ref) ?? value);
  const place = field === 'stageId' || field === 'pipelineId' ? placeIn(value) : undefined;
  if (place?.stage !== undefined) {
    const { stageId } = links.stageOf(place.pipeline, place.stage);
    return jsonText(stageId);
  }
  if (place) return jsonText(links.stages.pipelineId(place.pipeline) ?? value);
  const type = isStored(recordKind) ? columnsOfKind(recordKind).find(({ name }) => name === snake(field))?.type : undefined;
  if (type !== undefined && numeric.has(type) && Number.isFinite(Number(value))) return String(Number(value));
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value;
  if (type === 'jsonb' || listFields.has(field)) {
    const json = parsed(value);
    if (json !== undefined) return jsonText(json);
  }
  return jsonText(value);
}

const numeric = new Set(['integer', 'bigint', 'real', 'numeric']);
const listFields = new Set(['points', 'contacts', 'lines']);

/** A key that names its system, as exports of Windshield write ids of records into the history. */
function refIn(value: string | undefined): Ref | undefined {
  const system = value?.slice(0, value.indexOf('/'));
  return value !== undefined && sourceSystems.some((one) => one === system) ? { key: value } : undefined;
}

function placeIn(value: string | undefined): { pipeline: string; stage?: string } | undefined {
  const json = value?.startsWith('{') ? parsed(value) : undefined;
  if (typeof json !== 'object' || json === null) return undefined;
  const { pipeline, stage } = json as { pipeline?: unknown; stage?: unknown };
  return typeof pipeline === 'string' ? { pipeline, ...(typeof stage === 'string' && { stage }) } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
