import { type Explanation, explain, fitLearner, type Learned, predict, type RunLearnerJobs, type Table } from '../learner/index.ts';
import type { TieCases } from './tie-cases.ts';

/** The chance that somebody writes: of additive terms, or the same for everyone where the past is too thin to tell pairs apart. */
export type TieModel = { method: 'base rate'; baseRate: number } | { method: 'learned'; baseRate: number; learned: Learned };

/** Below so many cases of the rarer outcome nothing but the base rate is said. */
const fewCases = 5;

/** Boosting needs this many: the same pairs stand in many moments, so that cases are worth less than their number. */
const enoughToBoost = 5_000;

/** Below so many cases only the columns that say most are read: forty that overlap would learn noise, and from one or two moments only how old the record was. */
const enoughForAllColumns = 1_000;

/** Decayed contact both ways and recency: the smallest account of a tie. */
const coreColumns = ['days wrote, half-life 36 d', 'days heard, half-life 36 d', 'days since last wrote'];

/** Moments from which on the rung is chosen forward in time; with fewer, on people held out. */
const enoughMoments = 6;

/** What another network's pairs do in two weeks, two cases' worth: all there is to say before anything was seen. */
const usualRate = 0.15;

export type FitOptions = { seed: number; run?: RunLearnerJobs; progress?: (share: number) => void };

/**
 * Fits P(the first of a pair writes to the second within the horizon). The learner's rung is chosen on later moments, or on other people, never
 * on rows drawn at random: the same pair stands in neighbouring moments with nearly the same features.
 * Cost: that of `fitLearner`.
 */
export async function fitTieModel({ table, outcome, asOf, from }: TieCases, options: FitOptions): Promise<TieModel> {
  const happened = outcome.reduce((sum, wrote) => sum + wrote, 0);
  const baseRate = smoothedRate(happened, outcome.length);
  if (Math.min(happened, outcome.length - happened) < fewCases) return { method: 'base rate', baseRate };
  const moments = new Set(asOf).size;
  const isThin = outcome.length < enoughForAllColumns || moments < 3;
  const read = isThin ? { ...table, columns: table.columns.filter(({ name }) => coreColumns.includes(name)) } : table;
  const learned = await fitLearner(read, outcome, {
    ...options,
    ...(outcome.length < enoughToBoost && { rungs: ['logistic'] }),
    ...(moments < enoughMoments ? { groups: from } : { order: asOf }),
  });
  return { method: 'learned', baseRate, learned };
}

/** The share that happened, leaning on {@link usualRate} by two cases, so that it is never 0 or 1. */
export function smoothedRate(happened: number, cases: number): number {
  return (happened + 2 * usualRate) / (cases + 2);
}

/**
 * The share that will happen in a whole horizon, when `cases` were only seen for `share` of one and `happened` of them happened: one steady
 * chance a day, leaning on {@link usualRate} by two whole horizons.
 */
export function stretchedRate(happened: number, cases: number, share: number): number {
  const hazard = (rate: number) => -Math.log(1 - rate);
  const seen = cases * hazard(smoothedRate(happened, cases)) + 2 * hazard(usualRate);
  return 1 - Math.exp(-seen / (cases * share + 2));
}

/** Chances of the rows of a table of `tieFeatures`. O(cells). */
export function predictTies(model: TieModel, table: Table): Float64Array {
  return model.method === 'learned' ? predict(model.learned, table) : new Float64Array(table.rowCount).fill(model.baseRate);
}

/** The terms of one row's chance, largest first; start and terms add up to its logit, exactly. */
export function explainTie(model: TieModel, table: Table, row: number): Explanation {
  if (model.method === 'learned') return explain(model.learned, table, row);
  return { p: model.baseRate, start: Math.log(model.baseRate / (1 - model.baseRate)), terms: [] };
}
