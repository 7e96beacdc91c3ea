import {
  columnsOf,
  type DealContact,
  exportFileName,
  fieldTypesOf,
  type ImportRecord,
  type RecordKind,
  type Ref,
  recordKinds,
  toRow,
} from '@windshield/core';

/** One file of Windshield's own CSV. */
export type ExportFile = { fileName: string; kind: RecordKind; header: readonly string[]; rows: readonly (readonly string[])[] };

/**
 * The files that `windshield export` would write of these records; the caller quotes and joins. An export sorts by key, names whatever it
 * points at, and gives interactions and changes no id but their key.
 */
export function exportFilesOf(records: readonly ImportRecord[]): ExportFile[] {
  const names = new Map(records.flatMap((record) => ('name' in record ? [[record.key, record.name] as const] : [])));
  const byKind = Map.groupBy(records, ({ kind }) => kind);
  return recordKinds.flatMap((kind) => {
    const some = byKind.get(kind);
    if (some === undefined) return [];
    const sorted = [...some].sort(byKey);
    return [
      {
        fileName: exportFileName(kind),
        kind,
        header: columnsOf(kind),
        rows: sorted.map((one) => toRow(asExported(one, names), 'windshield')),
      },
    ];
  });
}

function asExported(record: ImportRecord, names: ReadonlyMap<string, string>): ImportRecord {
  const shown: Record<string, unknown> = { ...record };
  if (record.kind === 'interactions' || record.kind === 'changes') delete shown['externalId'];
  if (record.kind !== 'changes')
    for (const [field, type] of fieldTypesOf(record.kind)) {
      const ref = shown[field] as Ref | undefined;
      const name = type === 'ref' && ref?.key !== undefined ? names.get(ref.key) : undefined;
      if (name !== undefined) shown[field] = { ...ref, name };
    }
  if (record.kind === 'deals') shown['contacts'] = buyingGroup(record.contacts);
  return shown as unknown as ImportRecord;
}

function buyingGroup(contacts: readonly DealContact[]): DealContact[] {
  const told = contacts.map(({ contact, role, isPrimary = false }) => ({ contact, ...(role === undefined ? {} : { role }), isPrimary }));
  return told.sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary) || byKey(a.contact, b.contact));
}

const byKey = (a: Ref, b: Ref) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1);
