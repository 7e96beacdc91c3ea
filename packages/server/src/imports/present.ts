import type { Import } from '@windshield/contract';
import type { Inspection } from '@windshield/core';
import { imports, NotFound, type WorkspaceTransaction } from '@windshield/store';
import type { z } from 'zod';
import { secondsLeft } from './time-left.ts';

export type PresentedImport = z.input<typeof Import>;
export type ImportSummary = Omit<PresentedImport, 'inspection' | 'conflicts'>;

/** An import as the API shows it. @throws NotFound */
export async function readImport(tx: WorkspaceTransaction, id: string): Promise<PresentedImport> {
  const state = await imports.importState(tx, id);
  if (!state) throw new NotFound('import', id);
  const inspection = await imports.importInspection(tx, id);
  return {
    ...presentState(state),
    inspection:
      ((inspection && { ...inspection, findings: state.findings }) as (Inspection & PresentedImport['inspection']) | undefined) ?? null,
    conflicts: state.conflicts.map(({ kind, id: recordId, name, field, importWrote, nowIs, wouldBe }) => ({
      ...{ recordKind: kind, recordId, name: name ?? null, field, importWrote, nowIs, wouldBe },
    })),
  };
}

/** The same without what is long. */
export function presentState(state: imports.ImportState): ImportSummary {
  const counts = ['created', 'updated', 'unchanged', 'rejected'] as const;
  const totals = Object.fromEntries(counts.map((count) => [count, state.files.reduce((sum, file) => sum + file[count], 0)]));
  return {
    id: state.id,
    version: state.version,
    name: state.name,
    status: state.status,
    system: state.system ?? null,
    files: state.files.map(({ fileNo, path, kind, rows, created, updated, unchanged, rejected, isDone }) => ({
      ...{ fileNo, path, kind: kind ?? null, rows, created, updated, unchanged, rejected, isDone },
    })),
    totals: totals as ImportSummary['totals'],
    exportDay: state.exportDay?.day ?? null,
    exportDayReason: state.exportDay?.why ?? null,
    rowsTotal: state.rowsTotal,
    rowsDone: state.rowsDone,
    secondsLeft: secondsLeft(state),
    error: state.error ?? null,
    recordedAt: state.recordedAt,
    startedAt: state.startedAt ?? null,
    finishedAt: state.finishedAt ?? null,
  };
}
