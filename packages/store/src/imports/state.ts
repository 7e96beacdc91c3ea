import type { Finding, RecordKind, SourceSystem } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import type { ImportConflict, ImportState, ImportStatus } from './types.ts';

/** An import as a person follows it, or undefined when there is none with this id. */
export async function importState(tx: WorkspaceTransaction, importId: string): Promise<ImportState | undefined> {
  const [row] = await tx.raw<StateRow>(`${selectState} where imports.id = $1`, [importId]);
  return row && present(row);
}

/**
 * Imports, newest first. `before` is the last id of the page before.
 *
 * @param limit at most so many
 */
export async function listImports(tx: WorkspaceTransaction, { limit, before }: { limit: number; before?: string }): Promise<ImportState[]> {
  const rows = await tx.raw<StateRow>(
    `${selectState} where $2::uuid is null or (imports.recorded_at, imports.id) < (select recorded_at, id from app.imports where id = $2)
     order by imports.recorded_at desc, imports.id desc limit $1`,
    [limit, before ?? null],
  );
  return rows.map(present);
}

const selectState = `
  select imports.*, coalesce(inspection -> 'findings', '[]') || findings as all_findings,
    (select coalesce(jsonb_agg(jsonb_build_object('fileNo', file_no, 'path', path, 'kind', kind, 'rows', rows, 'created', created,
       'updated', updated, 'unchanged', unchanged, 'rejected', rejected, 'isDone', is_done, 'fromLine', nullif(done_line, 0)) order by file_no), '[]')
     from app.import_files where import_files.workspace_id = imports.workspace_id and import_id = imports.id) as files
  from app.imports`;

interface StateRow {
  id: string;
  name: string;
  status: ImportStatus;
  system: SourceSystem | null;
  export_day: string | null;
  export_day_reason: string | null;
  rows_total: number;
  rows_done: number;
  files: (Omit<ImportState['files'][number], 'kind' | 'fromLine'> & { kind: RecordKind | null; fromLine: number | null })[];
  all_findings: Finding[];
  conflicts: ImportConflict[];
  error: string | null;
  created_by: string | null;
  started_at: Date | null;
  finished_at: Date | null;
  undone_at: Date | null;
  recorded_at: Date;
  version: number;
}

function present(row: StateRow): ImportState {
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    system: row.system ?? undefined,
    exportDay: row.export_day === null ? undefined : { day: row.export_day, why: row.export_day_reason ?? '' },
    rowsTotal: row.rows_total,
    rowsDone: row.rows_done,
    files: row.files.map((file) => ({ ...file, kind: file.kind ?? undefined, fromLine: file.fromLine ?? undefined })),
    findings: row.all_findings,
    conflicts: row.conflicts,
    error: row.error ?? undefined,
    createdBy: row.created_by ?? undefined,
    startedAt: row.started_at?.toISOString(),
    finishedAt: row.finished_at?.toISOString(),
    undoneAt: row.undone_at?.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    version: row.version,
  };
}
