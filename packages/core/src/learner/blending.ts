import { choleskyInPlace, choleskySolve } from './cholesky.ts';
import { logistic, logLossOfLogit } from './log-odds.ts';

/** Logits that rungs gave to rows they had not seen; `base` is the base rate of the rows that the rungs had seen. */
export type UnseenRow = { row: number; fold: number; weight: number; outcome: number; base: number; logits: number[] };

/** How rungs are put together: logit = intercept + base + sum of weight · (rung's logit - base). */
export type Blend = { intercept: number; weights: number[] };

export function blendedLogit(blend: Blend, row: UnseenRow): number {
  let sum = blend.intercept + row.base;
  for (let k = 0; k < blend.weights.length; k++) sum += (blend.weights[k] as number) * ((row.logits[k] as number) - row.base);
  return sum;
}

/** Mean log loss of rows under the logits in the same order. */
export function meanLoss(rows: readonly UnseenRow[], logits: Float64Array): number {
  let sum = 0;
  let total = 0;
  rows.forEach((row, i) => {
    sum += row.weight * logLossOfLogit(logits[i] as number, row.outcome);
    total += row.weight;
  });
  return sum / total;
}

/**
 * Platt's calibration (1999) with one slope per rung: a logistic regression of what happened on the rungs' logits, each slope leaning on an equal
 * share of one (normal prior of standard deviation ½), none below 0.
 * @param levels whether the level is fitted too; without it each fold keeps a level of its own, so that a rising or falling base rate is not
 * mistaken for a wrong slope, and the intercept is 0
 * O(steps × rows).
 */
export function fitBlend(rows: readonly UnseenRow[], rungs: readonly number[], levels: 'one' | 'by fold'): Blend {
  const folds = levels === 'one' ? 1 : 1 + rows.reduce((most, row) => Math.max(most, row.fold), 0);
  const active = new Set(rungs);
  for (;;) {
    const used = [...active].sort((a, b) => a - b);
    const slopes = slopesOf(rows, used, rungs.length, folds);
    const wrong = used.filter((_, k) => (slopes[folds + k] as number) < 0);
    if (wrong.length === 0) {
      const weights = Array.from({ length: Math.max(...rungs) + 1 }, () => 0);
      used.forEach((rung, k) => {
        weights[rung] = slopes[folds + k] as number;
      });
      return { intercept: levels === 'one' ? (slopes[0] as number) : 0, weights };
    }
    for (const rung of wrong) active.delete(rung);
  }
}

function slopesOf(rows: readonly UnseenRow[], used: readonly number[], rungs: number, folds: number): Float64Array {
  const size = folds + used.length;
  const prior = 1 / rungs;
  const x = new Float64Array(size).fill(prior, folds);
  x.fill(0, 0, folds);
  for (let step = 0; step < 25; step++) {
    const gradient = new Float64Array(size);
    const information = new Float64Array(size * size);
    for (const row of rows) {
      const level = folds === 1 ? 0 : row.fold;
      let z = row.base + (x[level] as number);
      for (let k = 0; k < used.length; k++) z += (x[folds + k] as number) * ((row.logits[used[k] as number] as number) - row.base);
      const p = logistic(z);
      const g = row.weight * (p - row.outcome);
      const h = row.weight * p * (1 - p);
      gradient[level] = (gradient[level] as number) + g;
      information[level * size + level] = (information[level * size + level] as number) + h;
      for (let k = 0; k < used.length; k++) {
        const a = folds + k;
        const va = (row.logits[used[k] as number] as number) - row.base;
        gradient[a] = (gradient[a] as number) + g * va;
        information[a * size + level] = (information[a * size + level] as number) + h * va;
        for (let l = 0; l <= k; l++) {
          const vb = (row.logits[used[l] as number] as number) - row.base;
          information[a * size + folds + l] = (information[a * size + folds + l] as number) + h * va * vb;
        }
      }
    }
    for (let a = 0; a < size; a++) {
      const precision = 4;
      gradient[a] = (gradient[a] as number) + precision * ((x[a] as number) - (a < folds ? 0 : prior));
      information[a * size + a] = (information[a * size + a] as number) + precision;
    }
    if (!choleskyInPlace(information, size)) break;
    choleskySolve(information, size, gradient);
    let moved = 0;
    for (let a = 0; a < size; a++) {
      const by = Math.max(-2, Math.min(2, gradient[a] as number));
      x[a] = (x[a] as number) - by;
      moved = Math.max(moved, Math.abs(by));
    }
    if (moved < 1e-9) break;
  }
  return x;
}
