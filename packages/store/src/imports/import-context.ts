import type { FilePlan, ImportRecord, RejectedRow, SourceSystem } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { Newcomers } from './newcomers.ts';
import { WorkspaceLinks } from './workspace-links.ts';

/** What stays the same for all batches of one file. */
export interface ImportContext {
  readonly importId: string;
  readonly fileNo: number;
  /** `YYYY-MM-DD` */
  readonly exportDay: string | undefined;
  /** When records came about whose row does not say: ms since 1970. */
  readonly bornMillis: number;
  /** ISO instant at which a difference to the last export is taken to have happened. */
  readonly changedAt: string;
  /** Fields that the file has columns for: an empty cell of theirs takes a value away, a missing column does not. Undefined: all. */
  readonly spoken: ReadonlySet<string> | undefined;
  readonly links: WorkspaceLinks;
  readonly newcomers: Newcomers;
  /** False for an export of Windshield, whose rows say each whose they are. */
  readonly hasOneSource: boolean;
}

/** A record on its way into the store. */
export interface ImportRow {
  readonly line: number;
  readonly source: SourceSystem;
  readonly record: ImportRecord & Readonly<Record<string, unknown>>;
  readonly fingerprint: string;
  /** The row as it stood in the file, where the reader hands it on. */
  readonly cells?: readonly string[] | undefined;
}

export type Outcome = 'created' | 'updated' | 'unchanged';

export interface RowOutcome {
  readonly line: number;
  readonly outcome: Outcome;
  readonly recordId?: string | undefined;
  /** What undo needs to make the source's memory as it was: earlier values of changed fields, `null` where there was none. */
  readonly before?: readonly Readonly<Record<string, unknown>>[] | undefined;
}

export type { RejectedRow };

/**
 * What batches of one file need to know about their import; without a file, what its end needs.
 *
 * @throws RangeError when there is no such import
 */
export async function importContext(
  tx: WorkspaceTransaction,
  importId: string,
  file: { fileNo: number; plan: FilePlan } | undefined,
): Promise<ImportContext> {
  const [row] = await tx.raw<{ export_day: string | null; started_at: Date | null; recorded_at: Date }>(
    'select export_day, started_at, recorded_at from app.imports where id = $1',
    [importId],
  );
  if (!row) throw new RangeError(`there is no import ${importId}`);
  const bornMillis = row.export_day === null ? 0 : Date.parse(`${row.export_day}T00:00:00Z`);
  const startedAt = (row.started_at ?? row.recorded_at).toISOString();
  const endOfDay = `${row.export_day}T23:59:59.000Z`;
  return {
    importId,
    fileNo: file?.fileNo ?? -1,
    exportDay: row.export_day ?? undefined,
    bornMillis,
    changedAt: row.export_day === null || endOfDay > startedAt ? startedAt : endOfDay,
    spoken: file && spokenFields(file.plan),
    newcomers: new Newcomers(),
    hasOneSource: file !== undefined && file.plan.system !== 'windshield',
    links: new WorkspaceLinks(importId, bornMillis, file?.plan.stages ?? []),
  };
}

/** Record fields that the columns of the plan fill; undefined when the plan names none. */
function spokenFields({ columns, kind, system }: FilePlan): ReadonlySet<string> | undefined {
  const fields = new Set<string>();
  for (const { field } of columns) {
    const base = field?.split('.')[0];
    if (base === undefined) continue;
    fields.add(base);
    const whole = partOf[base];
    if (whole !== undefined) fields.add(whole);
  }
  if (fields.size === 0) return undefined;
  if (kind === 'deals') fields.add('status').add('stageName');
  if (system === 'windshield') for (const field of [...fields]) fields.add(field.replace(/(Minor|Currency)$/, ''));
  return fields;
}

const partOf: Readonly<Record<string, string>> = {
  email: 'points',
  phone: 'points',
  url: 'points',
  handle: 'points',
  contact: 'contacts',
  product: 'lines',
  quantity: 'lines',
  wonAt: 'closedAt',
  lostAt: 'closedAt',
  actualAmount: 'amount',
};
