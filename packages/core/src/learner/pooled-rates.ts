import { logBeta } from '../stats/index.ts';

export type PooledRates = {
  /** The share over all groups. */
  rate: number;
  /** How many cases' worth the share over all groups counts in each group's own. */
  strength: number;
  /** One per group: (happened + strength · rate) / (cases + strength). */
  rates: Float64Array;
};

/**
 * Shares of many groups, each leaning on the share of all the more, the fewer cases it has (partial pooling; Beta-binomial model with the
 * strength of the prior by maximum marginal likelihood, as in Gelman et al., Bayesian Data Analysis, ch. 5). For sellers, products and
 * segments with few cases, and for categories with many levels.
 * @param cases cases per group, may be weights; @param happened of which happened
 * @throws RangeError when the lengths differ
 * O(groups + 40 × different pairs of counts).
 */
export function pooledRates(cases: ArrayLike<number>, happened: ArrayLike<number>): PooledRates {
  if (cases.length !== happened.length) throw new RangeError(`${cases.length} groups' cases, but ${happened.length} groups' outcomes`);
  let n = 0;
  let k = 0;
  const kinds = new Map<string, { cases: number; happened: number; groups: number }>();
  for (let i = 0; i < cases.length; i++) {
    const [c, h] = [cases[i] as number, happened[i] as number];
    n += c;
    k += h;
    if (c <= 0) continue;
    const key = `${c} ${h}`;
    const kind = kinds.get(key);
    if (kind) kind.groups += 1;
    else kinds.set(key, { cases: c, happened: h, groups: 1 });
  }
  // Half a case of each outcome keeps the share away from 0 and 1 (Jeffreys).
  const rate = (k + 0.5) / (n + 1);
  const evidence = (strength: number): number => {
    const [a, b] = [strength * rate, strength * (1 - rate)];
    const start = logBeta(a, b);
    let sum = 0;
    for (const kind of kinds.values()) sum += kind.groups * (logBeta(a + kind.happened, b + kind.cases - kind.happened) - start);
    // A weak prior on the strength (log-normal around 20 cases) decides where a handful of groups cannot.
    return sum - Math.log(strength / 20) ** 2 / 8;
  };
  const strength = highest(evidence, 0.5, 20_000);
  const rates = Float64Array.from(cases, (c, i) => ((happened[i] as number) + strength * rate) / (c + strength));
  return { rate, strength, rates };
}

/** Where a function of one hump is highest between two positive ends, by golden section on the logarithm. */
function highest(f: (x: number) => number, low: number, high: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [Math.log(low), Math.log(high)];
  let [c, d] = [b - golden * (b - a), a + golden * (b - a)];
  let [fc, fd] = [f(Math.exp(c)), f(Math.exp(d))];
  while (b - a > 0.02) {
    if (fc > fd) {
      [b, d, fd] = [d, c, fc];
      c = b - golden * (b - a);
      fc = f(Math.exp(c));
    } else {
      [a, c, fc] = [c, d, fd];
      d = a + golden * (b - a);
      fd = f(Math.exp(d));
    }
  }
  return Math.exp((a + b) / 2);
}
