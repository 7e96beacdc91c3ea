import type { WorkspaceTransaction } from '../../engine/index.ts';
import { type MergeKind, mergeKinds } from '../merging/index.ts';
import { countCompared } from './compared-records.ts';

/** How far looking through all records of a kind has come. */
export interface Scan {
  readonly kind: MergeKind;
  readonly status: 'never' | 'waiting' | 'running' | 'done' | 'failed';
  /** What it does now, in words. */
  readonly phase: string | null;
  /** 0..1 */
  readonly progress: number;
  readonly records: number;
  readonly pairs: number;
  readonly notes: readonly string[];
  readonly error: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Above it, estimated precision is above 0.995. */
  readonly autoMergeFrom: number | null;
}

/** The last scan of each kind. */
export async function readScans(tx: WorkspaceTransaction): Promise<Scan[]> {
  const rows = await tx.raw<Scan>(
    `select record_kind as kind, status, phase, progress, records, pairs, notes, error, app.iso(started_at) as "startedAt",
       app.iso(finished_at) as "finishedAt", auto_merge_from as "autoMergeFrom"
     from app.duplicate_scans where workspace_id = (select app.workspace())`,
  );
  return mergeKinds.map(
    (kind) =>
      rows.find((row) => row.kind === kind) ?? {
        ...{ kind, status: 'never', phase: null, progress: 0, records: 0, pairs: 0, notes: [], error: null },
        ...{ startedAt: null, finishedAt: null, autoMergeFrom: null },
      },
  );
}

/** What is known of a scan anew; what is not given stays. */
export interface ScanStep {
  readonly status?: Exclude<Scan['status'], 'never'>;
  readonly phase?: string | null;
  readonly progress?: number;
  readonly records?: number;
  readonly pairs?: number;
  readonly notes?: readonly string[];
  readonly error?: string | null;
  readonly autoMergeFrom?: number;
}

export async function noteScan(tx: WorkspaceTransaction, kind: MergeKind, step: ScanStep): Promise<void> {
  await tx.raw(
    `insert into app.duplicate_scans as s (record_kind, status, phase, progress, started_at) values ($1, coalesce($2, 'waiting'), $3, coalesce($4::float8, 0), now())
     on conflict (workspace_id, record_kind) do update set status = coalesce($2, s.status), phase = case when $5 then $3 else s.phase end,
       progress = coalesce($4::float8, s.progress), records = coalesce($6, s.records), pairs = coalesce($7, s.pairs), notes = coalesce($8::jsonb, s.notes),
       error = case when $9 then $10 else s.error end, auto_merge_from = coalesce($11::float8, s.auto_merge_from),
       started_at = case when $2 in ('waiting', 'running') and s.status not in ('waiting', 'running') then now() else s.started_at end,
       finished_at = case when $2 in ('done', 'failed') then now() when $2 in ('waiting', 'running') then null else s.finished_at end`,
    [
      ...[
        kind,
        step.status ?? null,
        step.phase ?? null,
        step.progress ?? null,
        step.phase !== undefined,
        step.records ?? null,
        step.pairs ?? null,
      ],
      ...[step.notes ? JSON.stringify(step.notes) : null, step.error !== undefined, step.error ?? null, step.autoMergeFrom ?? null],
    ],
  );
}

/**
 * Notes that a scan begins.
 *
 * @returns how many records there are, and since when what is written may be missed by it, as the database writes an instant
 */
export async function beginScan(tx: WorkspaceTransaction, kind: MergeKind): Promise<{ records: number; since: string }> {
  const records = await countCompared(tx, kind);
  await noteScan(tx, kind, {
    status: 'running',
    phase: `Reading ${records.toLocaleString('en')} ${kind}`,
    progress: 0,
    records,
    error: null,
  });
  const [row] = await tx.raw<{ now: string }>('select now()::text as now');
  return { records, since: row?.now as string };
}
