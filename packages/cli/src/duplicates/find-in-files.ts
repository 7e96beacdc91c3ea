import { type Duplicates, findDuplicates, reviewAt } from '@windshield/core';
import type { TableFile } from '@windshield/ingest';
import { findColumn } from '../backtest/find-column.ts';
import type { Progress } from '../backtest/progress.ts';
import { readFile } from '../backtest/read-file.ts';
import { UsageError } from '../command-line.ts';
import { fieldsOfFiles, type ReadColumn, readKinds } from './fields-of-files.ts';
import { type LinkageScores, scorePairs } from './pair-scores.ts';
import { readTruthColumn, type Truth, truthOfColumn, truthOfPairs } from './truth.ts';

/** What the command was asked; plain data, for a thread. */
export interface DuplicatesRequest {
  readonly file: string;
  readonly with: string | undefined;
  readonly columns: readonly (readonly [name: string, kind: string])[];
  readonly truth: string | undefined;
  readonly truthPairs: string | undefined;
  readonly id: string | undefined;
  readonly seed: number;
}

/** What was found; plain data. */
export interface FoundDuplicates {
  /** How rows are called in the output, pair by pair, most probable first. */
  readonly namesA: readonly string[];
  readonly namesB: readonly string[];
  readonly probabilities: Float64Array;
  readonly rows: readonly number[];
  readonly columns: readonly ReadColumn[];
  readonly found: Omit<Duplicates, 'pairs'>;
  readonly scores: LinkageScores | null;
}

/** @throws UsageError naming the flag, file or column that does not fit */
export async function findInFiles(request: DuplicatesRequest, progress: Progress): Promise<FoundDuplicates> {
  const files = [await readFile('FILE', request.file, progress)];
  if (request.with !== undefined) files.push(await readFile('--with', request.with, progress));
  const truthColumn = request.truth === undefined ? undefined : readTruthColumn(request.truth);
  const unused = [truthColumn?.column, request.id].filter((name) => name !== undefined);
  for (const file of files) {
    if (truthColumn) findColumn(file, '--truth', truthColumn.column);
    if (request.id !== undefined) findColumn(file, '--id', request.id);
  }
  const rowNames = files.map((file) => namesOf(file, request.id));
  const truth = await readTruth(request, truthColumn && { files, column: truthColumn }, rowNames, files, progress);
  const { table, columns } = fieldsOfFiles(files, readKinds(request.columns), unused);

  progress('comparing');
  const { pairs, ...found } = findDuplicates(table, { seed: request.seed, onProgress: progress });
  const nameOf = (row: number): string => {
    const first = files[0]?.rowCount ?? 0;
    const [names, at] = row < first ? [rowNames[0], row] : [rowNames[1], row - first];
    return names?.[at] ?? String(at);
  };
  return {
    namesA: pairs.map(({ a }) => nameOf(a)),
    namesB: pairs.map(({ b }) => nameOf(b)),
    probabilities: Float64Array.from(pairs, ({ probability }) => probability),
    rows: files.map(({ rowCount }) => rowCount),
    columns,
    found,
    scores: truth ? scorePairs(pairs, truth, { decide: found.model.decideAt, review: reviewAt, merge: found.model.mergeAt }) : null,
  };
}

/** Undefined where rows are called by their number, the first row below the header being 0. */
function namesOf(file: TableFile, id: string | undefined): readonly string[] | undefined {
  if (id === undefined) return undefined;
  const column = findColumn(file, '--id', id);
  const seen = new Set<string>();
  for (const cell of column.cells) {
    const name = cell.trim();
    if (name === '' || seen.has(name))
      throw new UsageError(
        `--id: "${column.name}" of ${file.name} ${name === '' ? 'is empty in some row' : 'names several rows alike'}: a column that names each row is expected.`,
      );
    seen.add(name);
  }
  return column.cells.map((cell) => cell.trim());
}

async function readTruth(
  request: DuplicatesRequest,
  byColumn: { files: readonly TableFile[]; column: ReturnType<typeof readTruthColumn> } | undefined,
  rowNames: readonly (readonly string[] | undefined)[],
  files: readonly TableFile[],
  progress: Progress,
): Promise<Truth | undefined> {
  if (byColumn) return truthOfColumn(byColumn.files, byColumn.column);
  if (request.truthPairs === undefined) return undefined;
  const pairs = await readFile('--truth-pairs', request.truthPairs, progress);
  let from = 0;
  const rowsById = files.map((file, at) => {
    const names = rowNames[at] ?? Array.from({ length: file.rowCount }, (_, row) => String(row));
    const rows = new Map(names.map((name, row) => [name, from + row]));
    from += file.rowCount;
    return rows;
  });
  return truthOfPairs(pairs, rowsById);
}
