import type { MergedKind } from './kinds.ts';
import { isBlank, type RecordRow } from './rows.ts';

/**
 * The record that stays, unless a person says otherwise: a converted lead before others, then the most complete, then the oldest, then by
 * id, so that the same records always give the same answer.
 */
export function chooseKept(kind: MergedKind, rows: readonly RecordRow[]): string {
  const [first] = [...rows].sort(
    (a, b) =>
      Number(b['status'] === 'converted') - Number(a['status'] === 'converted') ||
      filled(kind, b) - filled(kind, a) ||
      age(a) - age(b) ||
      (a.id < b.id ? -1 : 1),
  );
  if (!first) throw new RangeError('there is nothing to choose from');
  return first.id;
}

function filled({ columns }: MergedKind, row: RecordRow): number {
  let count = Object.keys((row['custom'] as object | null) ?? {}).length;
  for (const column of columns.values()) if (!isBlank(row[column])) count++;
  return count;
}

const age = (row: RecordRow) => Date.parse((row['created_at'] ?? row['recorded_at']) as string);
