import { baseRate } from './base-rate.ts';
import { centred } from './centred.ts';
import { logLossOfLogit } from './log-odds.ts';
import { type LogisticProblem, type LogisticSolution, logitsWithoutOwnRow, solveLogistic } from './newton.ts';
import type { PreparedTable } from './prepared-table.ts';
import { designCodings, type SparseDesign, sparseDesign, termsOfCoefficients, withAverageRows } from './sparse-design.ts';
import type { AdditiveModel } from './terms.ts';

/** Which way a column may work: 1 never lowers the chance as it grows, -1 never raises it. */
export type Directions = Readonly<Record<string, 1 | -1>>;

export type LogisticOptions = {
  weights: ArrayLike<number>;
  /** Standard deviation of the coefficients' prior; chosen by approximate leave-one-out log loss where not given. */
  priorScale?: number;
  monotone?: Directions;
};

const scales = [0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 1, 1.75, 3];

/** Rows that are enough to choose the width of the prior. */
const enoughToChoose = 20_000;

/**
 * Penalised logistic regression on columns as prepared. Inputs are scaled as in Gelman, Jakulin, Pittau & Su (2008): numbers by two standard deviations,
 * 0/1 as they are; "unknown" is an input of its own, and each level of a category leans on zero (partial pooling). Their fixed Cauchy prior
 * of scale 2.5 leaves too much freedom below a few hundred rows; here one normal prior's scale is learned from the rows themselves.
 * @returns an additive model and the scale of the prior
 * O(9 × steps × (rows × entries² + width³)).
 */
export function fitPreparedLogistic(
  table: PreparedTable,
  outcome: ArrayLike<number>,
  options: LogisticOptions,
): AdditiveModel & { priorScale: number } {
  const codings = designCodings(table);
  const design = withAverageRows(sparseDesign(table, codings), options.weights);
  const base = baseRate(outcome, options.weights);
  const outcomeAll = followedBy(outcome, [0, 1]);
  const weightsAll = followedBy(options.weights, [0.5, 0.5]);
  const problemAt = (scale: number): LogisticProblem => ({
    design,
    outcome: outcomeAll,
    weights: weightsAll,
    intercept: { mean: base.logit, precision: 1e-4 },
    precisions: new Float64Array(design.width).fill(1 / (scale * scale)),
  });
  const believed = options.priorScale === undefined ? beliefs(problemAt) : [{ scale: options.priorScale, belief: 1, start: undefined }];
  const solutions = believed
    .filter(({ belief }) => belief > 1e-3)
    .map(({ scale, belief, start }) => ({ belief, ...withDirections(problemAt(scale), table, codings, options.monotone ?? {}, start) }));
  const coefficients = averaged(solutions);
  const priorScale = Math.exp(believed.reduce((sum, { scale, belief }) => sum + belief * Math.log(scale), 0));
  const terms = termsOfCoefficients(table, codings, coefficients.subarray(1));
  return { ...centred({ start: coefficients[0] as number, terms, pairs: [] }, table, options.weights), priorScale };
}

function averaged(solutions: readonly (LogisticSolution & { belief: number })[]): Float64Array {
  const total = solutions.reduce((sum, { belief }) => sum + belief, 0);
  const mean = new Float64Array(solutions[0]?.coefficients.length ?? 1);
  for (const { belief, coefficients } of solutions) {
    for (let j = 0; j < mean.length; j++) mean[j] = (mean[j] as number) + (belief / total) * (coefficients[j] as number);
  }
  return mean;
}

/**
 * How much each scale is believed: the chance it gives to rows left out, less one standard error of its lead over the base rate, times a
 * half-normal belief that the logits of such rows differ with a standard deviation of about one.
 */
function beliefs(problemAt: (scale: number) => LogisticProblem): { scale: number; belief: number; start: Float64Array }[] {
  let start: Float64Array | undefined;
  const fits = scales.map((scale) => {
    const problem = fewerRows(problemAt(scale), enoughToChoose);
    const solution = solveLogistic(problem, start, 1e-6);
    start = solution.coefficients;
    const deviation = scale * Math.sqrt(designVariance(problem));
    // Half of the belief beforehand is that nothing predicts, which the narrowest prior says.
    const prior = scale === scales[0] ? Math.log(scales.length - 1) : 0;
    return { scale, start, score: prior + leadOverBase(problem, logitsWithoutOwnRow(problem, solution)) - 0.5 * deviation * deviation };
  });
  const top = Math.max(...fits.map((fit) => fit.score));
  const total = fits.reduce((sum, fit) => sum + Math.exp(fit.score - top), 0);
  return fits.map(({ scale, start: coefficients, score }) => ({ scale, start: coefficients, belief: Math.exp(score - top) / total }));
}

/** By how many nats left-out rows are said better than by the base rate of the others, less one standard error. */
function leadOverBase(problem: LogisticProblem, logits: Float64Array): number {
  const { outcome, weights } = problem;
  const { cases, happened } = baseRate(outcome, weights);
  let lead = 0;
  let squares = 0;
  for (let i = 0; i < logits.length - 2; i++) {
    const weight = weights[i] as number;
    const y = outcome[i] as number;
    // The two average rows hold the half cases of the prior already.
    const base = Math.log((happened - weight * y) / (cases - happened - weight * (1 - y)));
    const gain = logLossOfLogit(base, y) - logLossOfLogit(logits[i] as number, y);
    lead += weight * gain;
    squares += weight * gain * gain;
  }
  return lead - Math.sqrt(Math.max(0, squares - (lead * lead) / cases));
}

/** The variance of the logit per unit of the coefficients' variance, over these rows. */
function designVariance({ design, weights }: LogisticProblem): number {
  const first = new Float64Array(design.width);
  const second = new Float64Array(design.width);
  let total = 0;
  for (let i = 0; i < design.rowCount; i++) {
    const weight = weights[i] as number;
    total += weight;
    for (let a = design.starts[i] as number; a < (design.starts[i + 1] as number); a++) {
      const index = design.indexes[a] as number;
      const value = design.values[a] as number;
      first[index] = (first[index] as number) + weight * value;
      second[index] = (second[index] as number) + weight * value * value;
    }
  }
  return second.reduce((sum, square, j) => sum + square / total - ((first[j] as number) / total) ** 2, 0);
}

/** About `most` of the problem's rows, evenly spread, their weights raised so that all rows still count. */
function fewerRows(problem: LogisticProblem, most: number): LogisticProblem {
  const every = Math.ceil(problem.design.rowCount / most);
  if (every === 1) return problem;
  const weights = Float64Array.from(problem.weights, (weight, i) =>
    i % every === 0 || i >= problem.weights.length - 2 ? weight * every : 0,
  );
  return { ...problem, weights };
}

/** Fits; holds at zero what points the wrong way; fits again, until nothing does. */
function withDirections(
  problem: LogisticProblem,
  table: PreparedTable,
  codings: SparseDesign['codings'],
  monotone: Directions,
  start?: Float64Array,
): LogisticSolution {
  const directed = codings.flatMap((coding, j) => {
    const direction = monotone[table.columns[j]?.name ?? ''];
    return direction !== undefined && coding.kind === 'number' ? [{ coding, direction }] : [];
  });
  const precisions = problem.precisions.slice();
  for (const { coding } of directed) if (coding.zeroAt >= 0) precisions[coding.zeroAt] = Infinity;
  let solution = solveLogistic({ ...problem, precisions }, start);
  for (;;) {
    const wrong = directed.filter(({ coding, direction }) => (solution.coefficients[coding.at + 1] as number) * direction < 0);
    if (wrong.length === 0) return solution;
    for (const { coding } of wrong) precisions[coding.at] = Infinity;
    solution = solveLogistic({ ...problem, precisions });
  }
}

function followedBy(first: ArrayLike<number>, then: readonly number[]): Float64Array {
  const all = new Float64Array(first.length + then.length);
  all.set(first);
  all.set(then, first.length);
  return all;
}
