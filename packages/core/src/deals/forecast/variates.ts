import { logGamma, type Random } from '../../stats/index.ts';

/** Gamma of mean 1 and variance 1/shape (Marsaglia & Tsang 2000; below shape 1 by their power of a uniform). */
export function gammaOfMeanOne(shape: number, random: Random): number {
  if (shape > 1e5) return 1;
  const lifted = shape < 1 ? shape + 1 : shape;
  const d = lifted - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = 1 - random.uniform();
    if (Math.log(u) < x * x * 0.5 + d - d * v + d * Math.log(v))
      return ((d * v) / shape) * (shape < 1 ? (1 - random.uniform()) ** (1 / shape) : 1);
  }
}

/** Poisson count: products of uniforms below a mean of 12, transformed rejection above (PTRS, Hörmann 1993). Both exact. */
export function poisson(mean: number, random: Random): number {
  return mean < 12 ? fewEvents(mean, random) : manyEvents(mean, random);
}

function fewEvents(mean: number, { uniform }: Random): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(); product > limit; product *= uniform()) count++;
  return count;
}

function manyEvents(mean: number, { uniform }: Random): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const accepted = 0.9277 - 3.6224 / (b - 2);
  const logMean = Math.log(mean);
  for (;;) {
    const u = uniform() - 0.5;
    const v = 1 - uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= accepted) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log(v * inverseAlpha) - Math.log(a / (us * us) + b) <= k * logMean - mean - logGamma(k + 1)) return k;
  }
}
