import type { Random } from './random.ts';

/** Gamma(shape, scale 1) by squeeze and rejection (Marsaglia & Tsang 2000). @throws RangeError unless shape > 0. O(1). */
export function drawGamma(random: Random, shape: number): number {
  if (!(shape > 0 && shape < Infinity)) throw new RangeError(`a gamma draw needs a shape above 0, not ${shape}`);
  if (shape < 1) return drawGamma(random, shape + 1) * (1 - random.uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = 1 - random.uniform();
    if (Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}

/** Beta(a, b) as the share of one gamma draw in two. @throws RangeError unless a, b > 0. O(1). */
export function drawBeta(random: Random, a: number, b: number): number {
  const first = drawGamma(random, a);
  const second = drawGamma(random, b);
  // Both can vanish below the smallest number when a and b are tiny: then it is all one or all the other.
  return first + second > 0 ? first / (first + second) : random.uniform() * (a + b) < a ? 1 : 0;
}

/**
 * Poisson(mean): counting exponential waits below 30 (Knuth 1969), else cut down first by gamma waits (Ahrens & Dieter 1974): a gamma draw
 * says when about 7/8 of the events had come. @throws RangeError unless mean >= 0. O(log mean).
 */
export function drawPoisson(random: Random, mean: number): number {
  if (!(mean >= 0 && mean < Infinity)) throw new RangeError(`a Poisson draw needs a mean of 0 or more, not ${mean}`);
  let counted = 0;
  let left = mean;
  while (left > 30) {
    const events = Math.floor(left * 0.875);
    const wait = drawGamma(random, events);
    if (wait > left) return counted + drawBinomial(random, events - 1, left / wait);
    counted += events;
    left -= wait;
  }
  const floor = Math.exp(-left);
  for (let product = random.uniform(); product > floor; product *= random.uniform()) counted += 1;
  return counted;
}

/** Binomial(n, p): cut down by the median of n uniform draws, which is a Beta (Relles 1972), then coin by coin. @throws RangeError unless n is whole, >= 0, and p in 0..1. O(log n). */
export function drawBinomial(random: Random, n: number, p: number): number {
  if (!(Number.isInteger(n) && n >= 0 && p >= 0 && p <= 1)) throw new RangeError(`there is no Binomial(${n}, ${p})`);
  let counted = 0;
  let trials = n;
  let chance = p;
  while (trials > 30) {
    const middle = 1 + (trials >>> 1);
    const at = drawBeta(random, middle, trials + 1 - middle);
    if (at <= chance) {
      counted += middle;
      trials -= middle;
      chance = at < 1 ? Math.max(0, (chance - at) / (1 - at)) : 0;
    } else {
      trials = middle - 1;
      chance /= at;
    }
  }
  for (let i = 0; i < trials; i++) if (random.uniform() < chance) counted += 1;
  return counted;
}
