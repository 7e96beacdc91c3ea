import { drawGamma, logGamma, type Random } from '../../stats/index.ts';

/** Gamma of mean 1 and variance 1/shape; beyond a shape of 100,000 it is 1 for all that a forecast can tell. */
export function gammaOfMeanOne(shape: number, random: Random): number {
  return shape > 1e5 ? 1 : drawGamma(random, shape) / shape;
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
