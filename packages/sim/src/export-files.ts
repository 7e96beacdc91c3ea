import { columnsOf, exportFileName, type ImportRecord, type RecordKind, recordKinds, toRow } from '@windshield/core';

/** One file of Windshield's own CSV. */
export type ExportFile = { fileName: string; kind: RecordKind; header: readonly string[]; rows: readonly (readonly string[])[] };

/** The files that `windshield export` would write of these records, each sorted by key; the caller quotes and joins. */
export function exportFilesOf(records: readonly ImportRecord[]): ExportFile[] {
  const byKind = Map.groupBy(records, ({ kind }) => kind);
  return recordKinds.flatMap((kind) => {
    const some = byKind.get(kind);
    if (some === undefined) return [];
    const sorted = [...some].sort((a, b) => (a.key < b.key ? -1 : 1));
    return [{ fileName: exportFileName(kind), kind, header: columnsOf(kind), rows: sorted.map((record) => toRow(record, 'windshield')) }];
  });
}
