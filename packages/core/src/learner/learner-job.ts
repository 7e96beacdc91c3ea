import { baseRate } from './base-rate.ts';
import { type BinnedColumn, binColumns } from './bins.ts';
import { type BoostingInput, boostingInput, boostingRules, inputRows } from './boosting.ts';
import { boostRounds } from './boosting-rounds.ts';
import { logLossOfLogit } from './log-odds.ts';
import { type Directions, fitPreparedLogistic } from './logistic.ts';
import { oddsOfScores, type PairGrid, pairColumn, strongestPairs } from './pair-grids.ts';
import { prepareLike, prepareTable } from './prepared-table.ts';
import { levelShift } from './relevelled.ts';
import { scorePrepared } from './score-additive.ts';
import { pickRows, type Table } from './table.ts';
import type { AdditiveModel } from './terms.ts';

/** Fits the rungs on some rows and says what they think of the others. */
export type FoldJob = {
  kind: 'fold';
  table: Table;
  outcome: Uint8Array;
  weights: Float64Array;
  train: Int32Array;
  held: Int32Array;
  rungs: { logistic: boolean; boosting: boolean; pairs: boolean };
  monotone: Directions;
  /** The held rows are later than the others: their base rate may have moved, which says nothing about when to stop. */
  isForward: boolean;
  seed: number;
};

/** Boosts a random part of the rows for a given number of rounds. */
export type BagJob = { kind: 'bag'; input: BoostingInput; rows: Int32Array; rounds: number; grids: PairGrid[]; pairRounds: number };

/** The logistic rung on all rows. */
export type LogisticJob = {
  kind: 'logistic';
  table: Table;
  outcome: Uint8Array;
  weights: Float64Array;
  monotone: Directions;
  seed: number;
};

/** Work that can be cloned to another thread; its result depends on nothing else. */
export type LearnerJob = FoldJob | BagJob | LogisticJob;

type Checkpoints = { checkpoints: Float64Array[]; losses: number[] };

export type FoldResult = {
  kind: 'fold';
  baseLogit: number;
  /** Logits of the held rows. */
  logistic?: Float64Array;
  /** Logits of the held rows after every few rounds, and their log loss (at their own level where they are later). */
  boosting?: Checkpoints;
  /** The same where pairs go on from the best round of the single columns; the first checkpoint is that round. */
  pairs?: Checkpoints;
};

export type LearnerJobResult =
  | FoldResult
  | { kind: 'bag'; scores: Float64Array[]; pairScores: Float64Array[] }
  | { kind: 'logistic'; model: AdditiveModel & { priorScale: number } };

/** Runs jobs and returns their results in the order of the jobs, calling `onDone` after each. */
export type RunLearnerJobs = (jobs: readonly LearnerJob[], onDone: () => void) => Promise<LearnerJobResult[]>;

/** Does one job: the same bytes on any thread. */
export function runLearnerJob(job: LearnerJob): LearnerJobResult {
  if (job.kind === 'fold') return runFold(job);
  if (job.kind === 'bag') return runBag(job);
  const { table, outcome, weights, monotone, seed } = job;
  return { kind: 'logistic', model: fitPreparedLogistic(prepareTable(table, outcome, weights, seed), outcome, { weights, monotone }) };
}

/** Does jobs here, one after the other. */
export async function runLearnerJobsHere(jobs: readonly LearnerJob[], onDone: () => void): Promise<LearnerJobResult[]> {
  const results: LearnerJobResult[] = [];
  for (const job of jobs) {
    results.push(runLearnerJob(job));
    onDone();
    await Promise.resolve();
  }
  return results;
}

function runBag({ input, rows, rounds, grids, pairRounds }: BagJob): LearnerJobResult {
  const bag = inputRows(input, rows);
  const { scores } = boostRounds({ ...boostingRules, ...bag, mostRounds: rounds });
  if (grids.length === 0) return { kind: 'bag', scores, pairScores: [] };
  const startOdds = oddsOfScores(bag.columns, scores, bag.startLogit);
  const columns = grids.map((grid) => pairColumn(bag.columns, grid));
  const pairs = boostRounds({ ...boostingRules, ...bag, columns, directions: [], startOdds, mostRounds: pairRounds });
  return { kind: 'bag', scores, pairScores: pairs.scores };
}

function runFold(job: FoldJob): FoldResult {
  const outcome = Uint8Array.from(job.train, (row) => job.outcome[row] as number);
  const weights = Float64Array.from(job.train, (row) => job.weights[row] as number);
  const table = prepareTable(pickRows(job.table, job.train), outcome, weights, job.seed);
  const held = prepareLike(table, pickRows(job.table, job.held));
  const result: FoldResult = { kind: 'fold', baseLogit: baseRate(outcome, weights).logit };
  const { monotone } = job;
  if (job.rungs.logistic) result.logistic = scorePrepared(fitPreparedLogistic(table, outcome, { weights, monotone }), held);
  if (!job.rungs.boosting) return result;
  const input = boostingInput(table, outcome, { weights, monotone });
  const checkpoints: Float64Array[] = [];
  const watching = {
    columns: binColumns(held, input.cuts),
    outcome: Uint8Array.from(job.held, (row) => job.outcome[row] as number),
    weights: Float64Array.from(job.held, (row) => job.weights[row] as number),
  };
  const { scores } = boostRounds({
    ...boostingRules,
    ...input,
    watching,
    onRound: (round, odds) => {
      if (round % boostingRules.checkEvery === 0) checkpoints.push(odds.map(Math.log));
    },
  });
  const lossOf = (logits: Float64Array) => lossOfLogits(logits, watching, job.isForward);
  result.boosting = { checkpoints, losses: checkpoints.map(lossOf) };
  if (job.rungs.pairs) result.pairs = foldPairs(input, scores, watching, lossOf);
  return result;
}

type Watching = { columns: BinnedColumn[]; outcome: Uint8Array; weights: Float64Array };

/** Goes on from the single columns with pairs of them, while the held rows watch. */
function foldPairs(
  input: BoostingInput,
  scores: readonly Float64Array[],
  held: Watching,
  lossOf: (logits: Float64Array) => number,
): NonNullable<FoldResult['pairs']> {
  const odds = oddsOfScores(input.columns, scores, input.startLogit);
  const heldOdds = oddsOfScores(held.columns, scores, input.startLogit);
  const grids = strongestPairs(input, odds, scores);
  const checkpoints = [heldOdds.map(Math.log)];
  boostRounds({
    ...boostingRules,
    ...input,
    columns: grids.map((grid) => pairColumn(input.columns, grid)),
    directions: [],
    startOdds: odds,
    watching: { ...held, columns: grids.map((grid) => pairColumn(held.columns, grid)), startOdds: heldOdds },
    onRound: (round, now) => {
      if (round % boostingRules.checkEvery === 0) checkpoints.push(now.map(Math.log));
    },
  });
  return { checkpoints, losses: checkpoints.map(lossOf) };
}

/** Mean log loss of the held rows; at their own level where they are later. */
function lossOfLogits(logits: Float64Array, { outcome, weights }: Watching, isForward: boolean): number {
  const shift = isForward ? levelShift(logits, outcome, weights) : 0;
  let sum = 0;
  let total = 0;
  for (let i = 0; i < logits.length; i++) {
    sum += (weights[i] as number) * logLossOfLogit((logits[i] as number) + shift, outcome[i] as number);
    total += weights[i] as number;
  }
  return sum / total;
}
