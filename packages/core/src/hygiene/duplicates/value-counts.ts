import type { RecordTable } from './record-table.ts';
import type { WordCounts } from './word-weights.ts';

/** In how many rows a field is filled, and in how many a value stands, for values in three or more. */
export function valueCounts({ codes, values }: RecordTable, at: number): { counts: Record<string, number>; filled: number } {
  const rowsOfCode = countCodes(codes[at] as Int32Array, values[at]?.length ?? 0);
  const counts: Record<string, number> = Object.create(null);
  const shared = new Map<string, number>();
  let filled = 0;
  rowsOfCode.forEach((rows, code) => {
    filled += rows;
    const all = values[at]?.[code] ?? [];
    // A value that stands alone in its cell stands in these rows only, but for cells that hold several.
    for (const { key, alias } of all)
      if (rows >= 3 || all.length > 1 || alias !== undefined) shared.set(key, (shared.get(key) ?? 0) + rows);
  });
  for (const [key, count] of shared) if (count >= 3) counts[key] = count;
  return { counts, filled };
}

function countCodes(codes: Int32Array, count: number): Int32Array {
  const rows = new Int32Array(count);
  for (const code of codes) if (code >= 0) rows[code] = (rows[code] as number) + 1;
  return rows;
}

/** In how many rows a word stands, for words in three or more; nothing of fields that are not compared by words. */
export function wordCounts({ comparisons, codes, values }: RecordTable, at: number): WordCounts {
  const kind = comparisons.fields[at]?.kind;
  if (kind !== 'text' && kind !== 'companyName' && kind !== 'street') return { records: 0, counts: {} };
  const rowsOfCode = countCodes(codes[at] as Int32Array, values[at]?.length ?? 0);
  const records = rowsOfCode.reduce((a, b) => a + b, 0);
  const all = new Map<string, number>();
  rowsOfCode.forEach((rows, code) => {
    for (const value of values[at]?.[code] ?? []) for (const word of new Set(value.words)) all.set(word, (all.get(word) ?? 0) + rows);
  });
  return { records, counts: inThreeOrMore(all) };
}

function inThreeOrMore(all: ReadonlyMap<string, number>): Record<string, number> {
  const kept: Record<string, number> = Object.create(null);
  for (const [key, count] of all) if (count >= 3) kept[key] = count;
  return kept;
}
