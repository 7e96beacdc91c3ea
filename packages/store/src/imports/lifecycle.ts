import { randomUUIDv7 } from 'node:crypto';
import { type Inspection, recordKinds } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import type { NewImport, SavedPlan } from './types.ts';

/** Opens an import, which then waits for its inspection. Returns its id. */
export async function createImport(tx: WorkspaceTransaction, { name, createdBy }: NewImport): Promise<string> {
  const id = randomUUIDv7();
  await tx.raw(`insert into app.imports (id, name, status, created_by) values ($1, $2, 'inspecting', $3)`, [
    id,
    name,
    createdBy ?? tx.actor.userId ?? null,
  ]);
  return id;
}

/**
 * Keeps what was found in the files, or what a person settled after looking at it; may be called again until the import starts.
 * Files are numbered in the order in which they must be written: what others point at comes first.
 *
 * @returns the plans under their numbers
 * @throws RangeError when the import has started
 */
export async function saveInspection(tx: WorkspaceTransaction, importId: string, inspection: Inspection): Promise<SavedPlan[]> {
  const mine = inspection.files.find((file) => file.kind !== undefined);
  const updated = await tx.raw(
    `update app.imports set status = 'ready', inspection = $2, system = $3, export_day = $4, export_day_reason = $5, rows_total = $6,
       version = version + 1, updated_at = now()
     where id = $1 and status in ('inspecting', 'ready') returning id`,
    [
      importId,
      JSON.stringify(inspection),
      mine?.system ?? null,
      inspection.exportDay?.day ?? null,
      inspection.exportDay?.why ?? null,
      inspection.files.reduce((sum, file) => sum + (file.kind ? file.rows : 0), 0),
    ],
  );
  if (updated.length === 0) throw new RangeError(`import ${importId} has started already: what was settled cannot change any more`);
  const plans = inOrderOfWriting(inspection).map((plan, fileNo) => ({ fileNo, plan }));
  await tx.raw('delete from app.import_files where import_id = $1', [importId]);
  await tx.raw(
    `insert into app.import_files (import_id, file_no, path, sha256, kind, plan, rows)
     select $1, "fileNo", plan ->> 'path', plan ->> 'sha256', plan ->> 'kind', plan, coalesce((plan ->> 'rows')::integer, 0)
     from jsonb_to_recordset($2::jsonb) as file ("fileNo" smallint, plan jsonb)`,
    [importId, JSON.stringify(plans)],
  );
  return plans;
}

function inOrderOfWriting({ files }: Inspection) {
  const turn = (kind: (typeof files)[number]['kind']) => (kind === undefined ? recordKinds.length : recordKinds.indexOf(kind));
  return [...files].sort((a, b) => turn(a.kind) - turn(b.kind));
}

/** The plans of an import under the numbers of their files, in the order of writing; a plan without a kind is a file that is left out. */
export async function importPlans(tx: WorkspaceTransaction, importId: string): Promise<SavedPlan[]> {
  return tx.raw<SavedPlan>(`select file_no as "fileNo", plan from app.import_files where import_id = $1 order by file_no`, [importId]);
}

/** Starts the writing, or goes on after a pause, a failure or a crash. Returns false when there is nothing to start: done, undone, or not inspected yet. */
export async function startImport(tx: WorkspaceTransaction, importId: string): Promise<boolean> {
  const started = await tx.raw(
    `update app.imports set status = 'running', error = null, started_at = coalesce(started_at, now()), version = version + 1, updated_at = now()
     where id = $1 and status in ('ready', 'paused', 'failed', 'running') returning id`,
    [importId],
  );
  return started.length > 0;
}

/** Asks a running import to stop after the batch in hand. Returns false when it does not run. */
export async function pauseImport(tx: WorkspaceTransaction, importId: string): Promise<boolean> {
  const paused = await tx.raw(
    `update app.imports set status = 'paused', version = version + 1, updated_at = now() where id = $1 and status = 'running' returning id`,
    [importId],
  );
  return paused.length > 0;
}

/** Keeps why the import could not go on; `startImport` tries again from the last batch that was written. */
export async function failImport(tx: WorkspaceTransaction, importId: string, error: string): Promise<void> {
  await tx.raw(
    `update app.imports set status = 'failed', error = $2, version = version + 1, updated_at = now()
     where id = $1 and status in ('inspecting', 'ready', 'running', 'paused')`,
    [importId, error],
  );
}
