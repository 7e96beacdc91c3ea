import { nameKey, type RecordKind, recordKinds } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { fingerprintOf } from '../records/record-id.ts';
import { type Cell, EncodedRows, insertRows, insertTogether, jsonText } from '../records/staging.ts';
import { pointKeys } from './contact-points.ts';
import { recordsWithinDeals } from './deal-details.ts';
import type { ImportContext, ImportRow, Outcome, RejectedRow, RowOutcome } from './import-context.ts';
import { mergeChanges } from './merge-changes.ts';
import { mergeInteractions, type ReadyInteractions, readyInteractions } from './merge-interactions.ts';
import { mergeRates } from './merge-rates.ts';
import { mergeRecords } from './merge-records.ts';
import { foldPushes } from './pushes.ts';
import { isStored } from './stored-kinds.ts';
import type { ImportBatch } from './types.ts';

export interface BatchCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** A batch with all that could be worked out before its transaction. */
export interface ReadyBatch extends ImportBatch {
  /** Each kind's rows, in rounds no two of whose rows could be one record. */
  readonly rounds: ReadonlyMap<RecordKind, ImportRow[][]>;
  /** Set when the batch is nothing but these, and all its rows can be appended as they stand. */
  readonly appended?: { readonly interactions: ReadyInteractions; readonly kept: KeptOutcomes } | undefined;
}

/** Takes fingerprints and sorts rows: what needs no database. */
export function sortBatch(batch: ImportBatch): ReadyBatch {
  const byKind = Map.groupBy(batch.records, ({ record }) => record.kind);
  const rounds = new Map<RecordKind, ImportRow[][]>();
  for (const [kind, records] of byKind) {
    const rows = records.map(
      ({ line, system, record, cells }): ImportRow => ({
        cells,
        line,
        source: system,
        record: record as ImportRow['record'],
        fingerprint: fingerprintOf(record),
      }),
    );
    rounds.set(kind, roundsOf(kind, rows));
  }
  return { ...batch, rounds };
}

/** Makes ready what committed records suffice for, in a transaction of its own, while the batch before is still being written. */
export async function readyBatch(tx: WorkspaceTransaction, context: ImportContext, batch: ReadyBatch): Promise<ReadyBatch> {
  const [round, another] = batch.rounds.get('interactions') ?? [];
  if (round === undefined || another !== undefined || batch.rounds.size > 1 || batch.rejected.length > 0) return batch;
  const interactions = await readyInteractions(tx, context, round);
  return interactions
    ? { ...batch, appended: { interactions, kept: keptOutcomes(context, interactions.outcomes, batch.rejected) } }
    : batch;
}

/**
 * Writes one batch within its transaction, and what became of each row; the checkpoint is the caller's. `onLoaded` is called when
 * the next batch may be read without keeping PostgreSQL waiting.
 */
export async function writeBatch(
  tx: WorkspaceTransaction,
  context: ImportContext,
  batch: ReadyBatch,
  onLoaded: () => void = () => {},
): Promise<BatchCounts> {
  const { appended } = batch;
  if (appended && (await appended.interactions.isValid(tx))) {
    await insertTogether(tx, [...appended.interactions.tables, { ...outcomesTable, rows: appended.kept.rows }], onLoaded);
    return appended.kept.counts;
  }
  onLoaded();
  const outcomes: RowOutcome[] = [];
  const rejected: RejectedRow[] = [...batch.rejected];
  for (const kind of recordKinds) {
    for (const round of batch.rounds.get(kind) ?? []) {
      const written = await writeRound(tx, context, kind, round);
      for (const outcome of written.outcomes) outcomes.push(outcome);
      rejected.push(...written.rejected);
    }
  }
  const { counts, rows } = keptOutcomes(context, outcomes, rejected);
  await insertRows(tx, outcomesTable.table, outcomesTable.columns, rows, rejected.length > 0 ? 'on conflict do nothing' : '');
  return counts;
}

/**
 * Splits rows so that no round holds two that could be one record: the second is then merged with the first exactly as if each row
 * had come alone.
 */
function roundsOf(kind: RecordKind, rows: readonly ImportRow[]): ImportRow[][] {
  const rounds: ImportRow[][] = [];
  let keys = new Set<string>();
  let names = new Map<string, string>();
  const hasOneSource = rows.every(({ source }) => source === rows[0]?.source);
  for (const row of rows) {
    const key = `${row.source} ${row.record.key}`;
    const labels = hasOneSource ? [] : namesOf(kind, row.record);
    const meets = keys.has(key) || labels.some((label) => (names.get(label) ?? row.source) !== row.source);
    if (rounds.length === 0 || meets) {
      rounds.push([]);
      keys = new Set();
      names = new Map();
    }
    rounds.at(-1)?.push(row);
    keys.add(key);
    for (const label of labels) names.set(label, row.source);
  }
  return rounds;
}

function namesOf(kind: RecordKind, record: Readonly<Record<string, unknown>>): string[] {
  if (kind !== 'users' && kind !== 'accounts' && kind !== 'contacts' && kind !== 'products')
    return kind === 'targets' ? [String(record['period'])] : [];
  const mail = record['email'] as string | undefined;
  return [nameKey(record['name'] as string), ...(mail ? [mail.toLowerCase()] : []), ...pointKeys(record).map(({ key }) => key)];
}

async function writeRound(
  tx: WorkspaceTransaction,
  context: ImportContext,
  kind: RecordKind,
  rows: readonly ImportRow[],
): Promise<{ outcomes: readonly RowOutcome[]; rejected: readonly RejectedRow[] }> {
  if (kind === 'interactions') return { outcomes: await mergeInteractions(tx, context, rows), rejected: [] };
  if (kind === 'changes') return mergeChanges(tx, context, rows);
  if (kind === 'rates') return { outcomes: await mergeRates(tx, context, rows), rejected: [] };
  if (!isStored(kind)) return { outcomes: [], rejected: [] };
  const { outcomes, merging, rejected } = await mergeRecords(tx, context, kind, rows);
  if (kind !== 'deals') return { outcomes, rejected };
  await foldPushes(
    tx,
    merging.filter(({ isChanged, changed }) => isChanged && changed.includes('expectedCloseOn')).map(({ id }) => id),
  );
  const within = recordsWithinDeals(merging);
  const parts: RowOutcome[] = [];
  for (const part of ['nextSteps', 'needs'] as const) {
    if (within[part].length > 0) parts.push(...(await mergeRecords(tx, context, part, within[part])).outcomes);
  }
  // What happens within a deal of an earlier import is an update of the deal.
  const asUpdates = parts.map((one) => (one.outcome === 'created' ? { ...one, outcome: 'updated' as const } : one));
  return { outcomes: [...outcomes, ...asUpdates], rejected: [] };
}

const strength: Readonly<Record<Outcome, number>> = { unchanged: 0, updated: 1, created: 2 };

const outcomesTable = {
  table: 'app.import_rows',
  columns: ['import_id', 'file_no', 'line', 'outcome', 'record_id', 'before', 'cells', 'column_name', 'reason'],
};

interface KeptOutcomes {
  readonly counts: BatchCounts;
  readonly rows: EncodedRows;
}

/** What became of each line; a line that gave several records counts once, by the most that it did. */
function keptOutcomes(
  { importId, fileNo }: ImportContext,
  outcomes: readonly RowOutcome[],
  rejected: readonly RejectedRow[],
): KeptOutcomes {
  const byLine = new Map<number, RowOutcome>();
  for (const one of outcomes) {
    const other = byLine.get(one.line);
    if (!other) byLine.set(one.line, one);
    else {
      const stronger = strength[one.outcome] > strength[other.outcome] ? one.outcome : other.outcome;
      const before = other.before || one.before ? [...(other.before ?? []), ...(one.before ?? [])] : undefined;
      byLine.set(one.line, { ...other, outcome: stronger, before });
    }
  }
  const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  const rows: Cell[][] = [];
  for (const { line, outcome, recordId, before } of byLine.values()) {
    counts[outcome]++;
    rows.push([
      importId,
      fileNo,
      line,
      outcome,
      recordId,
      before === undefined ? undefined : jsonText(before),
      undefined,
      undefined,
      undefined,
    ]);
  }
  for (const { line, cells, column, reason } of rejected) {
    if (byLine.has(line)) continue;
    counts.rejected++;
    rows.push([importId, fileNo, line, 'rejected', undefined, undefined, jsonText(cells), column, reason]);
  }
  return { counts, rows: new EncodedRows(rows) };
}
