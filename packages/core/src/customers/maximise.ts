import { inverse, Matrix } from 'ml-matrix';

// The npm packages for this (fmin, optimization-js) have had no care for years, and give no curvature; hence sixty lines of our own.

export type Maximum = { at: Float64Array; value: number };

/**
 * Highest point of a smooth function without derivatives: Nelder & Mead (1965) with the adaptive steps of Gao & Han (2012),
 * started anew from the best point until a whole run gains less than 1e-9. A value that is not finite counts as the lowest of all.
 * For up to about six unknowns, best on a scale where one unit is a large step (logarithms). About 200 to 1,500 evaluations.
 */
export function maximise(f: (at: Float64Array) => number, start: ArrayLike<number>): Maximum {
  let best: Maximum = { at: Float64Array.from(start), value: finite(f(Float64Array.from(start))) };
  for (let run = 0; run < 12; run++) {
    const next = climb(f, best.at, run === 0 ? 0.5 : 0.1);
    const gain = next.value - best.value;
    if (gain > 0) best = next;
    if (run > 0 && !(gain > 1e-9)) break;
  }
  return best;
}

function climb(f: (at: Float64Array) => number, start: Float64Array, step: number): Maximum {
  const n = start.length;
  const [expand, contract, shrink] = [1 + 2 / n, 0.75 - 1 / (2 * n), n === 1 ? 0.5 : 1 - 1 / n];
  const pointAt = (at: Float64Array): Maximum => ({ at, value: finite(f(at)) });
  const corners = Array.from({ length: n + 1 }, (_, i) => pointAt(start.map((x, j) => (j === i - 1 ? x + step : x))));
  for (let round = 0; round < 400 * n; round++) {
    corners.sort((a, b) => b.value - a.value);
    const [top, worst, second] = [corners[0] as Maximum, corners[n] as Maximum, corners[n - 1] as Maximum];
    const width = Math.max(...worst.at.map((x, j) => Math.abs(x - (top.at[j] as number))));
    if (width < 1e-8 && top.value - worst.value < 1e-10) break;
    const centre = start.map((_, j) => corners.slice(0, n).reduce((sum, corner) => sum + (corner.at[j] as number), 0) / n);
    const along = (by: number) => pointAt(centre.map((x, j) => x + by * (x - (worst.at[j] as number))));
    const mirrored = along(1);
    let next: Maximum | undefined;
    if (mirrored.value > top.value) {
      const further = along(expand);
      next = further.value > mirrored.value ? further : mirrored;
    } else if (mirrored.value > second.value) next = mirrored;
    else {
      const nearer = mirrored.value > worst.value ? along(contract) : along(-contract);
      if (nearer.value > Math.max(worst.value, mirrored.value)) next = nearer;
    }
    if (next) corners[n] = next;
    else
      for (let i = 1; i <= n; i++)
        corners[i] = pointAt((corners[i] as Maximum).at.map((x, j) => (top.at[j] as number) + shrink * (x - (top.at[j] as number))));
  }
  return corners.reduce((best, corner) => (corner.value > best.value ? corner : best));
}

/**
 * Covariance of maximum-likelihood estimates: the inverse of the observed information at the maximum, by central differences
 * of `logLikelihood`. Rows of an n x n matrix; undefined where the likelihood is flat and the data do not settle the parameters.
 */
export function covarianceAt(logLikelihood: (at: Float64Array) => number, { at, value }: Maximum, step = 1e-3): number[][] | undefined {
  const n = at.length;
  const moved = (i: number, by: number, j = i, also = 0) => {
    const point = at.slice();
    point[i] = (point[i] as number) + by;
    point[j] = (point[j] as number) + also;
    return logLikelihood(point);
  };
  const information = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) {
    information.set(i, i, (2 * value - moved(i, step) - moved(i, -step)) / step ** 2);
    for (let j = 0; j < i; j++) {
      const mixed =
        (moved(i, step, j, step) - moved(i, step, j, -step) - moved(i, -step, j, step) + moved(i, -step, j, -step)) / (4 * step ** 2);
      information.set(i, j, -mixed).set(j, i, -mixed);
    }
  }
  try {
    const covariance = inverse(information).to2DArray();
    return covariance.every((row, i) => row.every(Number.isFinite) && (row[i] as number) > 0) ? covariance : undefined;
  } catch {
    return undefined;
  }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NEGATIVE_INFINITY;
}
