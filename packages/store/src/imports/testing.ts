import { type FilePlan, type ImportRecord, type RecordKind, recordKinds, type SourceSystem } from '@windshield/core';
import { type Database, inWorkspace } from '../engine/index.ts';
import { actingFor } from './acting-for.ts';
import { finishImport } from './finish.ts';
import { openImportWriter } from './import-writer.ts';
import { createImport, saveInspection, startImport } from './lifecycle.ts';
import type { ImportActor, ImportState } from './types.ts';

export interface TestImport {
  readonly records: readonly ImportRecord[];
  readonly system?: SourceSystem;
  /** Of each record, where they differ. */
  readonly systems?: readonly SourceSystem[];
  readonly exportDay?: string;
  readonly batchRows?: number;
  /** Fields that the files have columns for; all when not said. */
  readonly fields?: readonly string[];
}

/** Imports records as if each kind came in a file of its own. Returns the finished import. */
export async function importRecords(database: Database, actor: ImportActor, given: TestImport): Promise<ImportState> {
  const importId = await beginImport(database, actor, given);
  await runImport(database, actor, importId, given);
  return finishImport(database, actor, importId);
}

export async function beginImport(
  database: Database,
  actor: ImportActor,
  { records, system = 'file', exportDay, fields }: TestImport,
): Promise<string> {
  const kinds = recordKinds.filter((kind) => records.some((record) => record.kind === kind));
  const files = kinds.map((kind) => planOf(kind, system, records.filter((record) => record.kind === kind).length, fields ?? []));
  return inWorkspace(database, actingFor(actor), async (tx) => {
    const importId = await createImport(tx, { name: 'test' });
    await saveInspection(tx, importId, {
      files,
      findings: [],
      summary: 'test',
      ...(exportDay && { exportDay: { day: exportDay, why: 'test' } }),
    });
    await startImport(tx, importId);
    return importId;
  });
}

/** Writes what is not written yet. */
export async function runImport(
  database: Database,
  actor: ImportActor,
  importId: string,
  { records, system = 'file', systems, batchRows = 5_000 }: TestImport,
): Promise<void> {
  const kinds = recordKinds.filter((kind) => records.some((record) => record.kind === kind));
  for (const [fileNo, kind] of kinds.entries()) {
    const writer = await openImportWriter(database, actor, importId, fileNo);
    const lines = records
      .map((record, index) => ({ record, system: systems?.[index] ?? system }))
      .filter(({ record }) => record.kind === kind)
      .map((one, index) => ({ line: index + 2, ...one }));
    const rest = lines.filter(({ line }) => line >= (writer.fromLine ?? 2));
    for (let at = 0; at < rest.length && !writer.isDone; at += batchRows) {
      const batch = rest.slice(at, at + batchRows);
      await writer.write({ records: batch, rejected: [], rows: batch.length, nextLine: (batch.at(-1)?.line ?? 0) + 1 });
    }
    await writer.close();
  }
}

function planOf(kind: RecordKind, system: SourceSystem, rows: number, fields: readonly string[]): FilePlan {
  return {
    path: `${kind}.csv`,
    sha256: '',
    bytes: 0,
    system,
    kind,
    shape: kind,
    dialect: { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', headerLine: 1 },
    format: { dateOrder: 'ymd', decimal: '.', timeZone: 'UTC' },
    columns: fields.map((field, index) => ({ header: field, index, field, samples: [], why: '', confidence: 1 })),
    stages: [],
    leadStatuses: [],
    rows,
  };
}
