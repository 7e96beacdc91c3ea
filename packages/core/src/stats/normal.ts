import cdf from '@stdlib/stats-base-dists-normal-cdf';
import quantile from '@stdlib/stats-base-dists-normal-quantile';

/** The chance that a standard normal lies below x (Cody 1969, by way of @stdlib). */
export function normalCdf(x: number): number {
  return cdf(x, 0, 1);
}

/**
 * Standard normal quantile (Wichura 1988, by way of @stdlib).
 * @throws RangeError unless 0 < p < 1
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`the normal has no quantile ${p}; p must lie between 0 and 1`);
  return quantile(p, 0, 1);
}
