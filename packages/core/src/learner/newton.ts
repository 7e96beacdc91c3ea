import { choleskyInPlace, choleskyInverse, choleskySolve } from './cholesky.ts';
import { logistic, logLossOfLogit } from './log-odds.ts';
import type { SparseDesign } from './sparse-design.ts';

export type LogisticProblem = {
  design: SparseDesign;
  outcome: ArrayLike<number>;
  weights: ArrayLike<number>;
  /** Prior mean and precision of the intercept. */
  intercept: { mean: number; precision: number };
  /** 1 / variance of each coefficient's prior around zero; Infinity holds it at zero. */
  precisions: Float64Array;
};

/** The most probable coefficients: the intercept first, then one per column of the design. */
export type LogisticSolution = { coefficients: Float64Array; logits: Float64Array };

/**
 * Logistic regression with normal priors by Newton steps, halved while they do not help. Entries of a row are few, so that a row costs the
 * square of its entries, whatever the width.
 * O(steps × (rows × entries² + width³)).
 */
export function solveLogistic(problem: LogisticProblem, start?: Float64Array, tolerance = 1e-10): LogisticSolution {
  const { design, intercept } = problem;
  const size = design.width + 1;
  let coefficients: Float64Array = start ? start.slice() : new Float64Array(size);
  if (!start) coefficients[0] = intercept.mean;
  for (let j = 0; j < design.width; j++) if (problem.precisions[j] === Infinity) coefficients[j + 1] = 0;
  let logits = logitsOf(design, coefficients);
  let cost = costOf(problem, coefficients, logits);
  for (let step = 0; step < 50; step++) {
    const { gradient, information } = slopes(problem, coefficients, logits);
    if (!choleskyInPlace(information, size)) break;
    choleskySolve(information, size, gradient);
    let share = 1;
    let next = moved(coefficients, gradient, share);
    let nextLogits = logitsOf(design, next);
    let nextCost = costOf(problem, next, nextLogits);
    while (nextCost > cost && share > 1e-4) {
      share /= 2;
      next = moved(coefficients, gradient, share);
      nextLogits = logitsOf(design, next);
      nextCost = costOf(problem, next, nextLogits);
    }
    if (!(nextCost <= cost)) break;
    const gain = cost - nextCost;
    [coefficients, logits, cost] = [next, nextLogits, nextCost];
    if (gain < tolerance * (1 + Math.abs(cost))) break;
  }
  return { coefficients, logits };
}

/**
 * The logit that each row would get from a fit without it, by one Newton step from the fit with it (approximate leave-one-out,
 * Rad & Maleki 2020).
 * O(rows × entries² + width³).
 */
export function logitsWithoutOwnRow(problem: LogisticProblem, solution: LogisticSolution): Float64Array {
  const { design } = problem;
  const size = design.width + 1;
  const { information } = slopes(problem, solution.coefficients, solution.logits);
  const without = solution.logits.slice();
  if (!choleskyInPlace(information, size)) return without;
  const inverse = choleskyInverse(information, size);
  for (let i = 0; i < design.rowCount; i++) {
    const from = design.starts[i] as number;
    const to = design.starts[i + 1] as number;
    let spread = inverse[0] as number;
    for (let a = from; a < to; a++) {
      const row = ((design.indexes[a] as number) + 1) * size;
      const va = design.values[a] as number;
      let sum = 2 * (inverse[row] as number) + va * (inverse[row + (design.indexes[a] as number) + 1] as number);
      for (let b = from; b < a; b++) sum += 2 * (design.values[b] as number) * (inverse[row + (design.indexes[b] as number) + 1] as number);
      spread += va * sum;
    }
    const p = logistic(solution.logits[i] as number);
    const weight = problem.weights[i] as number;
    const hat = Math.min(0.99, weight * p * (1 - p) * spread);
    without[i] = (solution.logits[i] as number) + (spread * weight * (p - (problem.outcome[i] as number))) / (1 - hat);
  }
  return without;
}

export function logitsOf(design: SparseDesign, coefficients: Float64Array): Float64Array {
  const { starts, indexes, values } = design;
  const logits = new Float64Array(design.rowCount);
  for (let i = 0; i < design.rowCount; i++) {
    let sum = coefficients[0] as number;
    const to = starts[i + 1] as number;
    for (let a = starts[i] as number; a < to; a++) sum += (values[a] as number) * (coefficients[(indexes[a] as number) + 1] as number);
    logits[i] = sum;
  }
  return logits;
}

function moved(from: Float64Array, direction: Float64Array, share: number): Float64Array {
  return from.map((value, j) => value - share * (direction[j] as number));
}

function costOf(problem: LogisticProblem, coefficients: Float64Array, logits: Float64Array): number {
  const { outcome, weights, precisions, intercept } = problem;
  let cost = 0.5 * intercept.precision * ((coefficients[0] as number) - intercept.mean) ** 2;
  for (let j = 0; j < precisions.length; j++) {
    const coefficient = coefficients[j + 1] as number;
    if (coefficient !== 0) cost += 0.5 * (precisions[j] as number) * coefficient * coefficient;
  }
  for (let i = 0; i < logits.length; i++) cost += (weights[i] as number) * logLossOfLogit(logits[i] as number, outcome[i] as number);
  return cost;
}

function slopes(problem: LogisticProblem, coefficients: Float64Array, logits: Float64Array) {
  const { design, outcome, weights, precisions, intercept } = problem;
  const { starts, indexes, values } = design;
  const size = design.width + 1;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  for (let i = 0; i < design.rowCount; i++) {
    const p = logistic(logits[i] as number);
    const weight = weights[i] as number;
    const g = weight * (p - (outcome[i] as number));
    const h = weight * p * (1 - p);
    const from = starts[i] as number;
    const to = starts[i + 1] as number;
    gradient[0] = (gradient[0] as number) + g;
    information[0] = (information[0] as number) + h;
    for (let a = from; a < to; a++) {
      const index = (indexes[a] as number) + 1;
      const va = values[a] as number;
      gradient[index] = (gradient[index] as number) + g * va;
      const row = index * size;
      information[row] = (information[row] as number) + h * va;
      const hv = h * va;
      for (let b = from; b <= a; b++) {
        const at = row + (indexes[b] as number) + 1;
        information[at] = (information[at] as number) + hv * (values[b] as number);
      }
    }
  }
  gradient[0] = (gradient[0] as number) + intercept.precision * ((coefficients[0] as number) - intercept.mean);
  information[0] = (information[0] as number) + intercept.precision;
  for (let j = 1; j < size; j++) {
    const precision = precisions[j - 1] as number;
    const diagonal = j * size + j;
    if (precision === Infinity) {
      // Held at zero: no gradient, and its own unit of curvature, so that it neither moves nor moves others.
      for (let k = 0; k < j; k++) information[j * size + k] = 0;
      for (let k = j + 1; k < size; k++) information[k * size + j] = 0;
      information[diagonal] = 1;
      gradient[j] = 0;
      continue;
    }
    gradient[j] = (gradient[j] as number) + precision * (coefficients[j] as number);
    information[diagonal] = (information[diagonal] as number) + precision;
  }
  return { gradient, information };
}
