import { type Explanation, explain, fitLearner, type Learned, predict, type RunLearnerJobs, type Table } from '../learner/index.ts';
import type { TieCases } from './tie-cases.ts';

/** The chance that somebody writes: of additive terms, or the same for everyone where the past is too thin to tell pairs apart. */
export type TieModel = { method: 'base rate'; baseRate: number } | { method: 'learned'; baseRate: number; learned: Learned };

/** Below so many cases of the rarer outcome nothing but the base rate is said. */
const fewCases = 15;

/** What another network's pairs do in two weeks, two cases' worth: all there is to say before anything was seen. */
const usualRate = 0.15;

export type FitOptions = { seed: number; run?: RunLearnerJobs; progress?: (share: number) => void };

/**
 * Fits P(the first of a pair writes to the second within the horizon). The learner's rung is chosen forward in time, never on rows drawn at
 * random: the same pair stands in neighbouring moments with nearly the same features.
 * Cost: that of `fitLearner`.
 */
export async function fitTieModel({ table, outcome, asOf }: TieCases, options: FitOptions): Promise<TieModel> {
  const happened = outcome.reduce((sum, wrote) => sum + wrote, 0);
  const baseRate = smoothedRate(happened, outcome.length);
  if (Math.min(happened, outcome.length - happened) < fewCases) return { method: 'base rate', baseRate };
  const isOneMoment = asOf[0] === asOf.at(-1);
  return {
    method: 'learned',
    baseRate,
    learned: await fitLearner(table, outcome, { ...options, ...(isOneMoment ? {} : { order: asOf }) }),
  };
}

/** The share that happened, leaning on {@link usualRate} by two cases, so that it is never 0 or 1. */
export function smoothedRate(happened: number, cases: number): number {
  return (happened + 2 * usualRate) / (cases + 2);
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
