import type { BinnedColumn } from './bins.ts';
import { bestQuadrants } from './quadrants.ts';
import { bestSteps } from './step-function.ts';

export type RoundsInput = {
  columns: readonly BinnedColumn[];
  outcome: ArrayLike<number>;
  weights: Float64Array;
  startLogit: number;
  /** Odds to start from instead, for rounds that go on from others. */
  startOdds?: Float64Array;
  rate: number;
  ridge: number;
  leastWeight: number;
  directions: readonly (1 | -1 | 0)[];
  mostRounds: number;
  /** Stops when this many rounds in a row did not help the rows held out. */
  patience: number;
  /** Rows that only watch; without them all rounds are run. */
  watching?: { columns: readonly BinnedColumn[]; outcome: ArrayLike<number>; weights: Float64Array; startOdds?: Float64Array };
  /** Called after every round with the logits' odds of the watching rows. */
  onRound?: (round: number, odds: Float64Array) => void;
};

export type RoundsResult = {
  /** Per column, what each bin adds. */
  scores: Float64Array[];
  rounds: number;
  /** Log loss of the watching rows after each round. */
  curve: number[];
};

/**
 * Cyclic gradient boosting of one-column step functions (Lou, Caruana & Gehrke 2012): round after round each column in turn is given the small
 * step function that best explains what the others left, so that no column takes what belongs to another. Odds are kept instead of
 * logits: a step multiplies them, which spares the exponential of every row.
 * O(rounds × (rows × columns + bins)).
 */
export function boostRounds(input: RoundsInput): RoundsResult {
  const { columns, outcome, weights, watching } = input;
  const rowCount = outcome.length;
  const startOdds = Math.exp(input.startLogit);
  const odds = input.startOdds?.slice() ?? new Float64Array(rowCount).fill(startOdds);
  const watchedOdds = watching?.startOdds?.slice() ?? new Float64Array(watching?.outcome.length ?? 0).fill(startOdds);
  const scores = columns.map((column) => new Float64Array(column.binCount));
  const binWeights = columns.map((column) => sumsByBin(column, weights));
  const steps = new Float64Array(256);
  const factors = new Float64Array(256).fill(1);
  const gradient = new Float64Array(256);
  const curvature = new Float64Array(256);
  const curve: number[] = [];
  let best = { loss: watching?.startOdds ? lossOfOdds(watchedOdds, watching.outcome, watching.weights) : Infinity, round: 0 };
  let bestScores = scores.map((score) => score.slice());
  if (columns.length > 0) addHistogram(columns[0] as BinnedColumn, outcome, weights, odds, gradient, curvature);
  for (let round = 1; round <= input.mostRounds && columns.length > 0; round++) {
    for (let j = 0; j < columns.length; j++) {
      const column = columns[j] as BinnedColumn;
      const rules = {
        ridge: input.ridge,
        leastWeight: input.leastWeight,
        direction: input.directions[j] ?? 0,
        isOrdered: column.isOrdered,
      };
      const histogram = { gradient, curvature, weight: binWeights[j] as Float64Array };
      if (column.grid) bestQuadrants(histogram, ...column.grid, rules, steps);
      else bestSteps(histogram, column.binCount, rules, steps);
      const score = scores[j] as Float64Array;
      for (let k = 0; k < column.binCount; k++) {
        const step = input.rate * (steps[k] as number);
        score[k] = (score[k] as number) + step;
        factors[k] = Math.exp(step);
      }
      const next = columns[(j + 1) % columns.length] as BinnedColumn;
      stepAndSum(column.codes, next.codes, next.binCount, factors, outcome, weights, odds, gradient, curvature);
      if (watching) multiply((watching.columns[j] as BinnedColumn).codes, factors, watchedOdds);
    }
    if (!watching) continue;
    input.onRound?.(round, watchedOdds);
    const loss = lossOfOdds(watchedOdds, watching.outcome, watching.weights);
    curve.push(loss);
    if (loss < best.loss) {
      best = { loss, round };
      bestScores = scores.map((score) => score.slice());
    }
    if (round - best.round >= input.patience) break;
  }
  return watching ? { scores: bestScores, rounds: best.round, curve } : { scores, rounds: input.mostRounds, curve };
}

function sumsByBin(column: BinnedColumn, weights: Float64Array): Float64Array {
  const sums = new Float64Array(column.binCount);
  const { codes } = column;
  for (let i = 0; i < codes.length; i++) sums[codes[i] as number] = (sums[codes[i] as number] as number) + (weights[i] as number);
  return sums;
}

function addHistogram(
  column: BinnedColumn,
  outcome: ArrayLike<number>,
  weights: Float64Array,
  odds: Float64Array,
  gradient: Float64Array,
  curvature: Float64Array,
): void {
  stepAndSum(column.codes, column.codes, column.binCount, new Float64Array(256).fill(1), outcome, weights, odds, gradient, curvature);
}

/** Moves every row by the step of its bin in one column, and in the same pass sums what is left by the bins of the next. */
function stepAndSum(
  codes: Uint8Array,
  nextCodes: Uint8Array,
  nextBins: number,
  factors: Float64Array,
  outcome: ArrayLike<number>,
  weights: Float64Array,
  odds: Float64Array,
  gradient: Float64Array,
  curvature: Float64Array,
): void {
  gradient.fill(0, 0, nextBins);
  curvature.fill(0, 0, nextBins);
  for (let i = 0; i < codes.length; i++) {
    const o = (odds[i] as number) * (factors[codes[i] as number] as number);
    odds[i] = o;
    const p = o / (1 + o);
    const weight = weights[i] as number;
    const bin = nextCodes[i] as number;
    gradient[bin] = (gradient[bin] as number) + weight * ((outcome[i] as number) - p);
    curvature[bin] = (curvature[bin] as number) + weight * p * (1 - p);
  }
}

function multiply(codes: Uint8Array, factors: Float64Array, odds: Float64Array): void {
  for (let i = 0; i < codes.length; i++) odds[i] = (odds[i] as number) * (factors[codes[i] as number] as number);
}

function lossOfOdds(odds: Float64Array, outcome: ArrayLike<number>, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < odds.length; i++) {
    const o = odds[i] as number;
    sum += (weights[i] as number) * (Math.log1p(o) - (outcome[i] === 1 ? Math.log(o) : 0));
    total += weights[i] as number;
  }
  return sum / total;
}
