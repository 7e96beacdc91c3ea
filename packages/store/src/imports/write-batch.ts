import { nameKey, type RecordKind, recordKinds } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { pointKeys } from './contact-points.ts';
import { recordsWithinDeals } from './deal-details.ts';
import type { ImportContext, ImportRow, Outcome, RejectedRow, RowOutcome } from './import-context.ts';
import { mergeChanges } from './merge-changes.ts';
import { mergeInteractions } from './merge-interactions.ts';
import { mergeRates } from './merge-rates.ts';
import { mergeRecords } from './merge-records.ts';
import { foldPushes } from './pushes.ts';
import { fingerprintOf } from './record-id.ts';
import { type Cell, insertRows, jsonText } from './staging.ts';
import { isStored } from './stored-kinds.ts';
import type { ImportBatch } from './types.ts';

export interface BatchCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** Writes one batch within its transaction, and what became of each row; the checkpoint is the caller's. */
export async function writeBatch(tx: WorkspaceTransaction, context: ImportContext, batch: ImportBatch): Promise<BatchCounts> {
  const outcomes: RowOutcome[] = [];
  const rejected: RejectedRow[] = [...batch.rejected];
  const byKind = Map.groupBy(batch.records, ({ record }) => record.kind);
  for (const kind of recordKinds) {
    const rows = (byKind.get(kind) ?? []).map(
      ({ line, system, record, cells, fingerprint }): ImportRow => ({
        cells,
        line,
        source: system,
        record: record as ImportRow['record'],
        fingerprint: fingerprint ?? fingerprintOf(record),
      }),
    );
    for (const round of roundsOf(kind, rows)) {
      const written = await writeRound(tx, context, kind, round);
      for (const outcome of written.outcomes) outcomes.push(outcome);
      rejected.push(...written.rejected);
    }
  }
  return keepOutcomes(tx, context, outcomes, rejected);
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

/** Keeps what became of each line; a line that gave several records counts once, by the most that it did. */
async function keepOutcomes(
  tx: WorkspaceTransaction,
  { importId, fileNo }: ImportContext,
  outcomes: readonly RowOutcome[],
  rejected: readonly RejectedRow[],
): Promise<BatchCounts> {
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
  await insertRows(
    tx,
    'app.import_rows',
    ['import_id', 'file_no', 'line', 'outcome', 'record_id', 'before', 'cells', 'column_name', 'reason'],
    rows,
    rejected.length > 0 ? 'on conflict do nothing' : '',
  );
  return counts;
}
