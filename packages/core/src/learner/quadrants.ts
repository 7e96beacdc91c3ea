import type { Histogram, StepRules } from './step-function.ts';

/** What a cut is worth, and how many rows and columns lie before it; 0 where none helps. */
export type Quadrants = { gain: number; a: number; b: number };

/**
 * The best cut of a grid into four quarters, one step each, by the same gain as single columns ({@link bestSteps}); nothing where a
 * quarter would hold too few cases or the cut does not help.
 * @param histogram of rows × columns cells, row by row; @param steps receives the value of each cell
 * O(cells).
 */
export function bestQuadrants(
  histogram: Histogram,
  rows: number,
  columns: number,
  rules: Pick<StepRules, 'ridge' | 'leastWeight'>,
  steps: Float64Array,
): Quadrants {
  steps.fill(0, 0, rows * columns);
  const gradient = cornerSums(histogram.gradient, rows, columns);
  const curvature = cornerSums(histogram.curvature, rows, columns);
  const weight = cornerSums(histogram.weight, rows, columns);
  const wide = columns + 1;
  const worth = (g: number, h: number) => (g * g) / (h + rules.ridge);
  const quarters = (sums: Float64Array, a: number, b: number): [number, number, number, number] => {
    const upperLeft = sums[a * wide + b] as number;
    const upper = sums[a * wide + columns] as number;
    const left = sums[rows * wide + b] as number;
    const all = sums[rows * wide + columns] as number;
    return [upperLeft, upper - upperLeft, left - upperLeft, all - upper - left + upperLeft];
  };
  const whole = worth(gradient[rows * wide + columns] as number, curvature[rows * wide + columns] as number);
  let best = { gain: 1e-12, a: 0, b: 0 };
  for (let a = 1; a < rows; a++) {
    for (let b = 1; b < columns; b++) {
      const w = quarters(weight, a, b);
      if (Math.min(w[0], w[1], w[2], w[3]) < rules.leastWeight) continue;
      const [g, h] = [quarters(gradient, a, b), quarters(curvature, a, b)];
      const gain = worth(g[0], h[0]) + worth(g[1], h[1]) + worth(g[2], h[2]) + worth(g[3], h[3]) - whole;
      if (gain > best.gain) best = { gain, a, b };
    }
  }
  if (best.a === 0) return { gain: 0, a: 0, b: 0 };
  const [g, h] = [quarters(gradient, best.a, best.b), quarters(curvature, best.a, best.b)];
  const values = g.map((value, quarter) => value / ((h[quarter] as number) + rules.ridge));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      steps[row * columns + column] = values[(row < best.a ? 0 : 2) + (column < best.b ? 0 : 1)] as number;
    }
  }
  return best;
}

/** sums[a · (columns + 1) + b] is the total of the first a rows and b columns. */
function cornerSums(cells: Float64Array, rows: number, columns: number): Float64Array {
  const wide = columns + 1;
  const sums = new Float64Array((rows + 1) * wide);
  for (let a = 0; a < rows; a++) {
    let row = 0;
    for (let b = 0; b < columns; b++) {
      row += cells[a * columns + b] as number;
      sums[(a + 1) * wide + b + 1] = (sums[a * wide + b + 1] as number) + row;
    }
  }
  return sums;
}
