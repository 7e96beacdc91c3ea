import { kindOfHeader, type RecordKind, rowReader } from '@windshield/core';
import type { Database } from '../../engine/index.ts';
import type { ImportActor } from '../types.ts';
import { exportAll } from './export-all.ts';

/** An export as its files' rows, the header first. */
export async function exported(database: Database, actor: ImportActor): Promise<Map<RecordKind, string[][]>> {
  const files = new Map<RecordKind, string[][]>();
  await exportAll(database, actor, {
    async open(_fileName, kind, header) {
      const rows: string[][] = [[...header]];
      files.set(kind, rows);
      return { write: async (more) => void rows.push(...more.map((row) => [...row])), close: async () => {} };
    },
  });
  return files;
}

/** The records of an export, as the reader of Windshield's own CSV gives them. */
export function recordsOf(files: ReadonlyMap<RecordKind, string[][]>) {
  return [...files.values()].flatMap(([header = [], ...rows]) => {
    const kind = kindOfHeader(header);
    if (kind === undefined) throw new Error(`no kind has the header ${header.join()}`);
    return rows.map(rowReader(kind, header));
  });
}
