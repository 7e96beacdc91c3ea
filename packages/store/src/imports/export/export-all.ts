import { columnsOf, exportFileName, type RecordKind, recordKinds, toRow } from '@windshield/core';
import { type Database, inWorkspace, type WorkspaceTransaction } from '../../engine/index.ts';
import { isStored } from '../stored-kinds.ts';
import type { ImportActor } from '../types.ts';
import { exportedChanges } from './changes.ts';
import type { Exported } from './exported.ts';
import { exportedInteractions } from './interactions.ts';
import { exportedRates } from './rates.ts';
import { exportedRecords } from './records.ts';
import { ExportReferences } from './references.ts';

/** Where an export goes: rows of text cells, the header first; the sink quotes and joins. */
export interface ExportSink {
  /** Called once for each kind of record that has rows, in the order of `recordKinds`; `fileName` is such as `next-steps.csv`. */
  open(fileName: string, kind: RecordKind, header: readonly string[]): Promise<ExportFile>;
}
export interface ExportFile {
  write(rows: readonly (readonly string[])[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Writes everything that is not deleted in Windshield's own CSV, ordered by system and key: imported into an empty workspace and
 * exported again it gives the same files to the byte. A record that several systems know has a row for each of their keys. What was
 * born here carries `id:` + its UUID, and keeps it.
 *
 * All kinds show the same moment. Memory does not grow with the number of rows.
 */
export async function exportAll(database: Database, actor: ImportActor, sink: ExportSink): Promise<void> {
  await inWorkspace(
    database,
    { ...actor, role: 'admin', source: 'system' },
    async (tx) => {
      const references = new ExportReferences();
      for (const kind of recordKinds) {
        let file: ExportFile | undefined;
        for await (const page of pagesOf(tx, kind, references)) {
          file ??= await sink.open(exportFileName(kind), kind, columnsOf(kind));
          await file.write(page.map(({ system, record }) => toRow(record, system)));
        }
        await file?.close();
      }
    },
    { snapshot: true },
  );
}

function pagesOf(tx: WorkspaceTransaction, kind: RecordKind, references: ExportReferences): AsyncIterable<Exported[]> {
  if (kind === 'interactions') return exportedInteractions(tx, references);
  if (kind === 'changes') return exportedChanges(tx, references);
  if (kind === 'rates' || !isStored(kind)) return exportedRates(tx);
  return exportedRecords(tx, kind, references);
}
