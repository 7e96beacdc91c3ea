import {
  auc,
  brierScore,
  brierSkill,
  calibrationError,
  calibrationTable,
  logLoss,
  reliabilityCurve,
  seededRandom,
} from '../stats/index.ts';
import { baseRate } from './base-rate.ts';
import type { Blend, UnseenRow } from './blending.ts';
import { additiveOfScores, boostingInput, boostingRules } from './boosting.ts';
import { summarisePast } from './drift.ts';
import { type Fold, learnerFolds, shuffled } from './folds.ts';
import type { Learned, LearnerScores } from './learned.ts';
import { type FoldResult, type LearnerJob, type LearnerJobResult, type RunLearnerJobs, runLearnerJobsHere } from './learner-job.ts';
import { exactEffect, logistic } from './log-odds.ts';
import type { Directions } from './logistic.ts';
import { termReaders } from './predict.ts';
import { type PreparedTable, prepareTable } from './prepared-table.ts';
import { chooseRung, type RungChoice } from './rung-choice.ts';
import type { Table } from './table.ts';
import { type AdditiveModel, decodedTerm, type MainTerm, type NumberTerm } from './terms.ts';

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
const bags = 8;
const bagShare = 0.8;

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
  const order = options.order?.some((at) => Number.isNaN(at)) ? undefined : options.order;
  const rungs = rungsFor(table, outcome, options.rungs);
  const rules = { seed: options.seed, ...(order ? { order } : {}), ...(options.groups ? { groups: options.groups } : {}) };
  const folds = rungs.length > 0 ? learnerFolds(outcome, rules) : [];
  const facts = { version: 1 as const, n: outcome.length, happened: base.happened, past: summarisePast(table, base.rate) };
  if (folds.length === 0) {
    options.progress?.(1);
    const start = exactEffect(base.logit);
    return { ...facts, rung: 'base rate', isCalibrated: false, start, terms: [], pairs: [], candidates: [], importances: [] };
  }
  const run = steps(options.run ?? runLearnerJobsHere, folds.length + bags + 1, options.progress);
  const results = (await run(
    folds.map((fold) => foldJob(fold, table, outcome, weights, rungs, { ...options, isForward: order !== undefined })),
  )) as FoldResult[];
  const rounds = bestRounds(results);
  const unseen = unseenRows(results, folds, outcome, weights, rounds);
  const isSmall = outcome.length < leastRowsForBoosting;
  const choice = chooseRung(unseen, rungs, order ? 'by fold' : 'one', isSmall && rungs[0] === 'logistic');
  const fitted = await fitChosen(choice, rungs, { table, outcome, weights, rounds, options, run });
  options.progress?.(1);
  const model = blended(choice.blend, fitted.models, base.logit);
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
  const asked = { logistic: rungs.includes('logistic'), boosting: rungs.includes('boosting') };
  return { kind: 'fold', table, outcome, weights, ...fold, rungs: asked, monotone, isForward, seed };
}

/** After how many rounds the held rows of all folds together were said best; a fold that had stopped counts with its last loss. */
function bestRounds(results: readonly FoldResult[]): number {
  const curves = results.flatMap((result) =>
    result.boosting ? [{ losses: result.boosting.losses, n: result.boosting.checkpoints[0]?.length ?? 0 }] : [],
  );
  const longest = curves.reduce((most, { losses }) => Math.max(most, losses.length), 0);
  let best = { loss: Infinity, checks: 0 };
  for (let k = 0; k < longest; k++) {
    const loss = curves.reduce((sum, { losses, n }) => sum + n * (losses[Math.min(k, losses.length - 1)] as number), 0);
    if (loss < best.loss) best = { loss, checks: k + 1 };
  }
  return best.checks * boostingRules.checkEvery;
}

function unseenRows(
  results: readonly FoldResult[],
  folds: readonly Fold[],
  outcome: Uint8Array,
  weights: Float64Array,
  rounds: number,
): UnseenRow[] {
  const times = new Uint8Array(outcome.length);
  for (const fold of folds) for (const row of fold.held) times[row] = (times[row] as number) + 1;
  return results.flatMap((result, k) => {
    const { held } = folds[k] as Fold;
    const checkpoints = result.boosting?.checkpoints;
    const boosted = checkpoints?.[Math.min(checkpoints.length, rounds / boostingRules.checkEvery) - 1];
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

type ChosenInput = { table: Table; outcome: Uint8Array; weights: Float64Array; rounds: number; options: LearnerOptions; run: Run };

async function fitChosen(
  choice: RungChoice,
  rungs: readonly ('logistic' | 'boosting')[],
  { table, outcome, weights, rounds, options, run }: ChosenInput,
): Promise<{ models: (AdditiveModel | undefined)[]; priorScale?: number; rounds?: number }> {
  const { seed, monotone = {} } = options;
  const isUsed = (rung: 'logistic' | 'boosting') => (choice.blend.weights[rungs.indexOf(rung)] ?? 0) > 0;
  const prepared = prepareTable(table, outcome, weights, seed);
  const input = isUsed('boosting') ? boostingInput(prepared, outcome, { weights, monotone }) : undefined;
  const jobs: LearnerJob[] = [];
  if (isUsed('logistic')) jobs.push({ kind: 'logistic', table, outcome, weights, monotone, seed });
  if (input) for (const rows of bagRows(outcome.length, seed)) jobs.push({ kind: 'bag', input, rows, rounds });
  const results = await run(jobs);
  const line = results.flatMap((result) => (result.kind === 'logistic' ? [decoded(result.model, prepared)] : []))[0];
  const scores = results.flatMap((result) => (result.kind === 'bag' ? [result.scores] : []));
  const steps = input ? decoded(additiveOfScores(prepared, input, meanScores(scores), weights), prepared) : undefined;
  return {
    models: rungs.map((rung) => (rung === 'logistic' ? line : steps)),
    ...(line ? { priorScale: (line as AdditiveModel & { priorScale: number }).priorScale } : {}),
    ...(steps ? { rounds } : {}),
  };
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

/** The blend as one additive model: each rung's terms weighted and added column by column. Effects are rounded so that sums are exact. */
function blended(blend: Blend, models: readonly (AdditiveModel | undefined)[], base: number): AdditiveModel {
  let start = blend.intercept + base;
  let terms: MainTerm[] | undefined;
  models.forEach((model, k) => {
    const weight = blend.weights[k] ?? 0;
    if (!model || weight === 0) return;
    start += weight * (model.start - base);
    const scaled = model.terms.map((term) => scaledTerm(term, weight));
    terms = terms ? terms.map((term, j) => addedTerm(term, scaled[j] as MainTerm)) : scaled;
  });
  return { start: exactEffect(start), terms: (terms ?? []).map(roundedTerm), pairs: [] };
}

function scaledTerm(term: MainTerm, by: number): MainTerm {
  const scale = (effects: readonly number[]) => effects.map((effect) => effect * by);
  if (term.kind === 'category') return { ...term, effects: scale(term.effects), unseen: term.unseen * by, unknown: term.unknown * by };
  const line = term.line ? { line: { ...term.line, slope: term.line.slope * by, atZero: term.line.atZero * by } } : {};
  return { ...term, steps: scale(term.steps), ...line, unknown: term.unknown * by };
}

/** Two terms of one column: a line of the one, steps of the other. */
function addedTerm(a: MainTerm, b: MainTerm): MainTerm {
  if (a.kind === 'category' && b.kind === 'category') {
    const effects = a.effects.map((effect, level) => effect + (b.effects[level] as number));
    return { ...a, effects, unseen: a.unseen + b.unseen, unknown: a.unknown + b.unknown };
  }
  const [first, second] = [a, b] as [NumberTerm, NumberTerm];
  const [stepped, lined] = second.cuts.length > 0 ? [second, first] : [first, second];
  const steps = stepped.steps.map((step) => step + (lined.steps[0] as number));
  const line = first.line ?? second.line;
  return { ...stepped, steps, ...(line ? { line } : {}), unknown: a.unknown + b.unknown };
}

function roundedTerm(term: MainTerm): MainTerm {
  if (term.kind === 'number') return { ...term, unknown: exactEffect(term.unknown) };
  return { ...term, effects: term.effects.map(exactEffect), unseen: exactEffect(term.unseen), unknown: exactEffect(term.unknown) };
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
  return model.terms
    .map((term, k) => {
      (readers[k] as (typeof readers)[number])(effects, 0, table.rowCount);
      return {
        column: term.column,
        importance: effects.reduce((sum, effect, i) => sum + Math.abs(effect) * (weights[i] as number), 0) / total,
      };
    })
    .sort((a, b) => b.importance - a.importance || (a.column < b.column ? -1 : 1));
}
