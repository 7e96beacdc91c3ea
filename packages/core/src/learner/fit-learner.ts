import { auc, brierScore, brierSkill, calibrationError, calibrationTable, logLoss, reliabilityCurve } from '../stats/index.ts';
import { baseRate } from './base-rate.ts';
import { blendedModel } from './blended-model.ts';
import type { UnseenRow } from './blending.ts';
import { boostingRules } from './boosting.ts';
import { summarisePast } from './drift.ts';
import { bags, fitChosen } from './fit-chosen.ts';
import { type Fold, learnerFolds } from './folds.ts';
import type { Learned, LearnerScores } from './learned.ts';
import { type FoldResult, type LearnerJob, type LearnerJobResult, type RunLearnerJobs, runLearnerJobsHere } from './learner-job.ts';
import { exactEffect, logistic } from './log-odds.ts';
import type { Directions } from './logistic.ts';
import { termNames, termReaders } from './predict.ts';
import { chooseRung } from './rung-choice.ts';
import type { Table } from './table.ts';
import type { AdditiveModel } from './terms.ts';

export type LearnerOptions = {
  /** Any safe integer. The same seed gives the same model to the last byte, whatever runs the jobs. */
  seed: number;
  /** How much each row counts; 1 where not given. */
  weights?: ArrayLike<number>;
  /** When each row happened, in any unit: choices are then made forward in time. */
  order?: Float64Array;
  /** Rows of one group stay together when rows are held out. */
  groups?: ArrayLike<number>;
  /** Number columns that may only raise (1) or only lower (-1) the chance as they grow. */
  monotone?: Directions;
  /** Which rungs above the base rate may be tried; both where not given. */
  rungs?: readonly ('logistic' | 'boosting')[];
  /** Runs the jobs, on other threads where a floor above has them; here and in order where not given. */
  run?: RunLearnerJobs;
  /** Told after each piece of work which share of all is done, 0 to 1. */
  progress?: (share: number) => void;
};

/** Boosting needs this many rows, and a tenth of it of each outcome, before it is worth trying. */
const leastRowsForBoosting = 200;
/** Pairs of columns are so many that in fewer rows some would fit by luck. */
const leastRowsForPairs = 1_000;
/** Pairs must lower the log loss by this share, or the plainer model stays. */
const leastGainOfPairs = 0.002;

/**
 * Learns the chance of an outcome from a table. Three rungs, from what little data allow to what much data repay: the base rate with a Beta
 * prior; penalised logistic regression; an explainable boosting machine, bagged. Cross-validated log loss picks the rung, or a weighted mean of
 * both, and keeps Platt's calibration where that lowers it; with `order` all this goes forward in time. The result is additive in log-odds, so
 * its reasons are exact.
 * @param table n rows; @param outcome n of 0 or 1. Rows of one outcome only, or no rows, give the base rate.
 * @throws RangeError when a length differs from the table's, or an outcome is neither 0 nor 1
 * Sources: Gelman et al. 2008; Lou, Caruana & Gehrke 2012; Platt 1999; Wolpert 1992.
 * O(rows × columns × rounds), about 13 boosted fits in all.
 */
export async function fitLearner(table: Table, outcome: Uint8Array, options: LearnerOptions): Promise<Learned> {
  checkInput(table, outcome, options);
  const weights = Float64Array.from(options.weights ?? new Float64Array(outcome.length).fill(1));
  const base = baseRate(outcome, weights);
  const rungs = rungsFor(table, outcome, options.rungs);
  const { folds, isForward } = rungs.length > 0 ? foldsFor(outcome, options) : { folds: [], isForward: false };
  const facts = { version: 1 as const, n: outcome.length, happened: base.happened, past: summarisePast(table, base.rate) };
  if (folds.length === 0) {
    options.progress?.(1);
    const start = exactEffect(base.logit);
    return { ...facts, rung: 'base rate', isCalibrated: false, start, terms: [], pairs: [], candidates: [], importances: [] };
  }
  const run = steps(options.run ?? runLearnerJobsHere, folds.length + bags + 1, options.progress);
  const results = (await run(
    folds.map((fold) => foldJob(fold, table, outcome, weights, rungs, { ...options, isForward })),
  )) as FoldResult[];
  const rounds = bestRounds(results);
  const pairRounds = bestPairRounds(results);
  const unseen = unseenRows(results, folds, outcome, weights, rounds, pairRounds);
  const isSmall = outcome.length < leastRowsForBoosting;
  const choice = chooseRung(unseen, rungs, isForward ? 'by fold' : 'one', isSmall && rungs[0] === 'logistic');
  const fitted = await fitChosen(choice, rungs, { table, outcome, weights, rounds, pairRounds, options, run });
  options.progress?.(1);
  const model = blendedModel(choice.blend, fitted.models, base.logit);
  return {
    ...facts,
    rung: choice.rung,
    isCalibrated: choice.isCalibrated,
    ...model,
    candidates: choice.candidates,
    scores: scoresOf(unseen, choice.logits),
    ...(fitted.priorScale === undefined ? {} : { priorScale: fitted.priorScale }),
    ...(fitted.rounds === undefined ? {} : { rounds: fitted.rounds }),
    importances: importancesOf(model, table, weights),
  };
}

/** Forward in time where an order is given and lets enough be held out; else dealt at random. */
function foldsFor(outcome: Uint8Array, { seed, order, groups }: LearnerOptions): { folds: Fold[]; isForward: boolean } {
  if (order && !order.some((at) => Number.isNaN(at))) {
    const forward = learnerFolds(outcome, { seed, order });
    if (forward.length >= 2) return { folds: forward, isForward: true };
  }
  return { folds: learnerFolds(outcome, { seed, ...(groups ? { groups } : {}) }), isForward: false };
}

function checkInput(table: Table, outcome: Uint8Array, { weights, order, groups }: LearnerOptions): void {
  const n = table.rowCount;
  const lengths = { outcome, weights, order, groups };
  for (const [name, values] of Object.entries(lengths)) {
    if (values && values.length !== n) throw new RangeError(`${name} has ${values.length} values, the table ${n} rows`);
  }
  const odd = outcome.findIndex((value) => value > 1);
  if (odd >= 0) throw new RangeError(`outcome ${outcome[odd]} of row ${odd} is neither 0 nor 1`);
}

function rungsFor(table: Table, outcome: Uint8Array, asked: LearnerOptions['rungs']): ('logistic' | 'boosting')[] {
  const happened = outcome.reduce((sum, value) => sum + value, 0);
  const rarer = Math.min(happened, outcome.length - happened);
  if (rarer === 0 || table.columns.length === 0) return [];
  const isEnough = outcome.length >= leastRowsForBoosting && rarer >= leastRowsForBoosting / 10;
  const allowed = isEnough ? (['logistic', 'boosting'] as const) : (['logistic'] as const);
  return allowed.filter((rung) => asked === undefined || asked.includes(rung));
}

type Run = (jobs: readonly LearnerJob[]) => Promise<LearnerJobResult[]>;

function steps(run: RunLearnerJobs, total: number, progress: LearnerOptions['progress']): Run {
  let done = 0;
  return (jobs) => run(jobs, () => progress?.(Math.min(1, ++done / total)));
}

function foldJob(
  fold: Fold,
  table: Table,
  outcome: Uint8Array,
  weights: Float64Array,
  rungs: readonly string[],
  { seed, monotone = {}, isForward }: LearnerOptions & { isForward: boolean },
): LearnerJob {
  const asked = {
    logistic: rungs.includes('logistic'),
    boosting: rungs.includes('boosting'),
    pairs: outcome.length >= leastRowsForPairs && table.columns.length > 1,
  };
  return { kind: 'fold', table, outcome, weights, ...fold, rungs: asked, monotone, isForward, seed };
}

/** After how many rounds the held rows of all folds together were said best; a fold that had stopped counts with its last loss. */
function bestRounds(results: readonly FoldResult[]): number {
  return (
    bestCheck(results.map((result) => result.boosting)).at * boostingRules.checkEvery +
    (results[0]?.boosting ? boostingRules.checkEvery : 0)
  );
}

/** For how many rounds pairs help the held rows of all folds together; 0 where they hardly do. */
function bestPairRounds(results: readonly FoldResult[]): number {
  const { at, loss, first } = bestCheck(results.map((result) => result.pairs));
  return loss < first * (1 - leastGainOfPairs) ? at * boostingRules.checkEvery : 0;
}

function bestCheck(folds: readonly (FoldResult['boosting'] | undefined)[]): { at: number; loss: number; first: number } {
  const curves = folds.flatMap((fold) => (fold ? [{ losses: fold.losses, n: fold.checkpoints[0]?.length ?? 0 }] : []));
  const longest = curves.reduce((most, { losses }) => Math.max(most, losses.length), 0);
  const lossAt = (k: number) => curves.reduce((sum, { losses, n }) => sum + n * (losses[Math.min(k, losses.length - 1)] as number), 0);
  let best = { at: 0, loss: lossAt(0) };
  for (let k = 1; k < longest; k++) {
    const loss = lossAt(k);
    if (loss < best.loss) best = { at: k, loss };
  }
  return { ...best, first: lossAt(0) };
}

function unseenRows(
  results: readonly FoldResult[],
  folds: readonly Fold[],
  outcome: Uint8Array,
  weights: Float64Array,
  rounds: number,
  pairRounds: number,
): UnseenRow[] {
  const times = new Uint8Array(outcome.length);
  for (const fold of folds) for (const row of fold.held) times[row] = (times[row] as number) + 1;
  return results.flatMap((result, k) => {
    const { held } = folds[k] as Fold;
    const boosted =
      pairRounds > 0
        ? checkpoint(result.pairs, pairRounds / boostingRules.checkEvery)
        : checkpoint(result.boosting, rounds / boostingRules.checkEvery - 1);
    const rungLogits = [result.logistic, boosted].filter((logits) => logits !== undefined);
    return Array.from(held, (row, i) => ({
      row,
      fold: k,
      weight: (weights[row] as number) / (times[row] as number),
      outcome: outcome[row] as number,
      base: result.baseLogit,
      logits: rungLogits.map((logits) => logits[i] as number),
    }));
  });
}

/** The logits after some checks, or after the last where a fold had stopped before. */
function checkpoint(fold: FoldResult['boosting'], at: number): Float64Array | undefined {
  return fold?.checkpoints[Math.min(at, fold.checkpoints.length - 1)];
}

function scoresOf(rows: readonly UnseenRow[], logits: Float64Array): LearnerScores {
  const said = logits.map(logistic);
  const happened = Uint8Array.from(rows, (row) => row.outcome);
  const base = Float64Array.from(rows, (row) => logistic(row.base));
  const table = calibrationTable(said, happened);
  const area = auc(said, happened);
  return {
    n: rows.length,
    logLoss: logLoss(said, happened) ?? 0,
    baseLogLoss: logLoss(base, happened) ?? 0,
    brier: brierScore(said, happened) ?? 0,
    brierSkill: brierSkill(said, happened, base) ?? 0,
    calibrationError: calibrationError(table),
    ...(area === undefined ? {} : { auc: area }),
    reliability: reliabilityCurve(table),
  };
}

function importancesOf(model: AdditiveModel, table: Table, weights: Float64Array): Learned['importances'] {
  const readers = termReaders(model, table);
  const effects = new Float64Array(table.rowCount);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return termNames(model)
    .map((column, k) => {
      (readers[k] as (typeof readers)[number])(effects, 0, table.rowCount);
      return {
        column,
        importance: effects.reduce((sum, effect, i) => sum + Math.abs(effect) * (weights[i] as number), 0) / total,
      };
    })
    .sort((a, b) => b.importance - a.importance || (a.column < b.column ? -1 : 1));
}
