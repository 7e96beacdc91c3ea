import type { TableFile } from '@windshield/ingest';
import { findColumn } from '../backtest/find-column.ts';
import { UsageError } from '../command-line.ts';

/** Which rows are known to be the same; for scoring only. */
export interface Truth {
  readonly pairCount: number;
  readonly isSame: (a: number, b: number) => boolean;
}

/** `--truth COLUMN`, or `COLUMN:/PATTERN/` where a part of its cells says it. */
export interface TruthColumn {
  readonly column: string;
  /** Its first group, or all that it matches, is what rows that are the same share. */
  readonly pattern: RegExp | undefined;
}

/** @throws UsageError naming --truth, when the pattern is none */
export function readTruthColumn(value: string): TruthColumn {
  const [, column, source] = /^(.*?):\/(.*)\/$/s.exec(value) ?? [];
  if (column === undefined || source === undefined) return { column: value, pattern: undefined };
  try {
    return { column, pattern: new RegExp(source, 'u') };
  } catch (error) {
    throw new UsageError(`--truth: /${source}/ is no pattern: ${(error as Error).message}.`);
  }
}

/** Rows of all files, one file after the other, by what the truth column says. Rows where it says nothing are like no other. */
export function truthOfColumn(files: readonly TableFile[], { column, pattern }: TruthColumn): Truth {
  const labels = files.flatMap((file) =>
    findColumn(file, '--truth', column).cells.map((cell) => {
      const match = pattern ? pattern.exec(cell.slice(0, 200)) : undefined;
      return (pattern ? (match?.[1] ?? match?.[0] ?? '') : cell).trim();
    }),
  );
  const [file, second] = files;
  const counts = new Map<string, [number, number]>();
  labels.forEach((label, row) => {
    if (label === '') return;
    const count = counts.get(label) ?? [0, 0];
    count[second && row >= (file?.rowCount ?? 0) ? 1 : 0]++;
    counts.set(label, count);
  });
  let pairCount = 0;
  for (const [first, other] of counts.values()) pairCount += second ? first * other : (first * (first - 1)) / 2;
  if (pairCount === 0)
    throw new UsageError(
      `--truth: no two rows share a value of "${column}"${pattern ? ' by that pattern' : ''}: there is nothing to score by.`,
    );
  return { pairCount, isSame: (a, b) => labels[a] !== '' && labels[a] === labels[b] };
}

/** `--truth-pairs`: a file whose first two columns name rows that are the same, by `--id` or by row number. */
export function truthOfPairs(pairs: TableFile, rowsById: readonly ReadonlyMap<string, number>[]): Truth {
  const [left, right] = pairs.columns;
  if (!left || !right)
    throw new UsageError(`--truth-pairs: ${pairs.name} has ${pairs.columns.length} columns: two are expected, one row each.`);
  const [first, second = first] = rowsById;
  const known = new Set<string>();
  let lost = 0;
  left.cells.forEach((cell, at) => {
    const a = first?.get(cell.trim());
    const b = second?.get((right.cells[at] ?? '').trim());
    if (a === undefined || b === undefined) lost++;
    else if (a !== b) known.add(`${Math.min(a, b)} ${Math.max(a, b)}`);
  });
  if (known.size === 0)
    throw new UsageError(
      `--truth-pairs: no row of ${pairs.name} names two rows of the files (${lost} name none). Is --id the column that its values stand in?`,
    );
  return { pairCount: known.size, isSame: (a, b) => known.has(`${Math.min(a, b)} ${Math.max(a, b)}`) };
}
