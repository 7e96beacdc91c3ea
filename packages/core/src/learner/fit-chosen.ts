import { seededRandom } from '../stats/index.ts';
import { additiveOfScores, type BoostingInput, boostingInput, boostingRules } from './boosting.ts';
import { boostRounds } from './boosting-rounds.ts';
import type { LearnerOptions } from './fit-learner.ts';
import { shuffled } from './folds.ts';
import type { LearnerJob, LearnerJobResult } from './learner-job.ts';
import { oddsOfScores, type PairGrid, pairColumn, strongestPairs } from './pair-grids.ts';
import { withPairs } from './pair-terms.ts';
import { type PreparedTable, prepareTable } from './prepared-table.ts';
import type { RungChoice } from './rung-choice.ts';
import type { Table } from './table.ts';
import { type AdditiveModel, decodedTerm } from './terms.ts';

type Run = (jobs: readonly LearnerJob[]) => Promise<LearnerJobResult[]>;

/** How many boosted models are averaged, each from a random share of the rows. */
export const bags = 8;
const bagShare = 0.8;

export type ChosenInput = {
  table: Table;
  outcome: Uint8Array;
  weights: Float64Array;
  rounds: number;
  pairRounds: number;
  options: LearnerOptions;
  run: Run;
};

/** Fits the rungs that the choice uses on all rows: the logistic one once, the boosted one bagged. */
export async function fitChosen(
  choice: RungChoice,
  rungs: readonly ('logistic' | 'boosting')[],
  { table, outcome, weights, rounds, pairRounds, options, run }: ChosenInput,
): Promise<{ models: (AdditiveModel | undefined)[]; priorScale?: number; rounds?: number }> {
  const { seed, monotone = {} } = options;
  const isUsed = (rung: 'logistic' | 'boosting') => (choice.blend.weights[rungs.indexOf(rung)] ?? 0) > 0;
  const prepared = prepareTable(table, outcome, weights, seed);
  const input = isUsed('boosting') ? boostingInput(prepared, outcome, { weights, monotone }) : undefined;
  const grids = input && pairRounds > 0 ? gridsOf(input, rounds) : [];
  const jobs: LearnerJob[] = [];
  if (isUsed('logistic')) jobs.push({ kind: 'logistic', table, outcome, weights, monotone, seed });
  if (input) for (const rows of bagRows(outcome.length, seed)) jobs.push({ kind: 'bag', input, rows, rounds, grids, pairRounds });
  const results = await run(jobs);
  const line = results.flatMap((result) => (result.kind === 'logistic' ? [decoded(result.model, prepared)] : []))[0];
  const bagged = results.flatMap((result) => (result.kind === 'bag' ? [result] : []));
  const steps = input ? decoded(steppedModel(input, bagged, grids, prepared, weights), prepared) : undefined;
  return {
    models: rungs.map((rung) => (rung === 'logistic' ? line : steps)),
    ...(line ? { priorScale: (line as AdditiveModel & { priorScale: number }).priorScale } : {}),
    ...(steps ? { rounds } : {}),
  };
}

function gridsOf(input: BoostingInput, rounds: number): PairGrid[] {
  const { scores } = boostRounds({ ...boostingRules, ...input, mostRounds: rounds });
  return strongestPairs(input, oddsOfScores(input.columns, scores, input.startLogit), scores);
}

type Bag = LearnerJobResult & { kind: 'bag' };

function steppedModel(
  input: BoostingInput & { cuts: Float64Array[] },
  bagged: readonly Bag[],
  grids: readonly PairGrid[],
  prepared: PreparedTable,
  weights: Float64Array,
): AdditiveModel {
  const scores = meanScores(bagged.map((bag) => bag.scores));
  const model = additiveOfScores(prepared, input, scores, weights);
  const pairScores = meanScores(bagged.map((bag) => bag.pairScores));
  const pairs = grids.map((grid, k) => ({ grid, column: pairColumn(input.columns, grid), score: pairScores[k] as Float64Array }));
  return withPairs(model, prepared, input.cuts, pairs, weights);
}

/** Random four fifths of the rows, drawn anew for each bag. */
function bagRows(n: number, seed: number): Int32Array[] {
  const random = seededRandom(seed + 1);
  const all = Array.from({ length: n }, (_, i) => i);
  return Array.from({ length: bags }, () => Int32Array.from(shuffled(all, random).slice(0, Math.ceil(bagShare * n))).sort());
}

function meanScores(bagged: readonly Float64Array[][]): Float64Array[] {
  const [first = []] = bagged;
  return first.map((score, j) =>
    score.map((_, k) => bagged.reduce((sum, scores) => sum + ((scores[j] as Float64Array)[k] as number), 0) / bagged.length),
  );
}

function decoded<T extends AdditiveModel>(model: T, prepared: PreparedTable): T {
  return { ...model, terms: model.terms.map((term, j) => decodedTerm(prepared.columns[j] as PreparedTable['columns'][number], term)) };
}
