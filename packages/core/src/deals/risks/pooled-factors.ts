import { logGamma } from '../../stats/index.ts';

export type PooledFactors = {
  /** Posterior mean of each group's factor on its expected events. */
  factors: Float64Array;
  /** How many expected events the common rate weighs as much as; Infinity where the groups do not differ. */
  strength: number;
  /** ln of how many times likelier the counts are with groups that differ than without, at the best strength; 0 or more. */
  evidence: number;
};

const strengths = [0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

/**
 * Draws the rates of groups with few events towards the common rate (gamma-Poisson empirical Bayes; Robbins 1956, Morris 1983): a group with d
 * events where e were expected has the factor (d + s) / (e + s). The strength s makes the counts likeliest (negative binomial), so groups that
 * differ by chance alone all get 1. O(groups * 11).
 *
 * @param events counts by group, weights allowed
 * @param expected events under the common rate
 */
export function pooledFactors(events: ArrayLike<number>, expected: ArrayLike<number>): PooledFactors {
  let strength = Number.POSITIVE_INFINITY;
  let evidence = 0;
  for (const s of strengths) {
    let gain = 0;
    for (let g = 0; g < events.length; g++) gain += gainOf(events[g] as number, expected[g] as number, s);
    if (gain > evidence) [strength, evidence] = [s, gain];
  }
  const factors = new Float64Array(events.length).fill(1);
  if (Number.isFinite(strength))
    for (let g = 0; g < events.length; g++) factors[g] = ((events[g] as number) + strength) / ((expected[g] as number) + strength);
  return { factors, strength, evidence };
}

/** ln of negative binomial over Poisson, both with mean e. */
function gainOf(d: number, e: number, s: number): number {
  if (e <= 0) return 0;
  return logGamma(d + s) - logGamma(s) + s * Math.log(s / (s + e)) + d * Math.log(1 / (s + e)) + e;
}
