import { expect, test } from 'vitest';
import { drawBeta, drawBinomial, drawGamma, drawPoisson, type Random, seededRandom } from './index.ts';

const n = 60_000;

/** Mean and variance within five standard errors of what the distribution's own formulas say. */
function expectMoments(draw: (random: Random) => number, mean: number, variance: number): void {
  const random = seededRandom(20);
  const values = Float64Array.from({ length: n }, () => draw(random));
  const seen = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.map((value) => (value - seen) ** 2);
  const spread = squares.reduce((sum, value) => sum + value, 0) / n;
  const errorOfSpread = Math.sqrt(squares.reduce((sum, value) => sum + (value - spread) ** 2, 0) / n / n);
  expect(Math.abs(seen - mean)).toBeLessThan(5 * Math.sqrt(variance / n) + 1e-12);
  expect(Math.abs(spread - variance)).toBeLessThan(5 * errorOfSpread + 1e-12);
}

test.each([0.3, 1, 4.5, 300])('gamma draws of shape %d have its mean and variance', (shape) => {
  expectMoments((random) => drawGamma(random, shape), shape, shape);
});

test.each([
  [0.5, 0.5],
  [2, 6],
  [40, 3],
])('beta draws (%d, %d) have its mean and variance', (a, b) => {
  expectMoments((random) => drawBeta(random, a, b), a / (a + b), (a * b) / ((a + b) ** 2 * (a + b + 1)));
});

test.each([0, 0.2, 7, 29.9, 31, 250, 5000])('Poisson draws of mean %d have that mean and variance', (mean) => {
  expectMoments((random) => drawPoisson(random, mean), mean, mean);
});

test.each([
  [5, 0.3],
  [31, 0.5],
  [400, 0.07],
  [10_000, 0.93],
])('binomial draws (%d, %d) have its mean and variance', (trials, p) => {
  expectMoments((random) => drawBinomial(random, trials, p), trials * p, trials * p * (1 - p));
});

test('a few draws come as often as the formula says', () => {
  const random = seededRandom(9);
  let none = 0;
  for (let i = 0; i < n; i++) if (drawPoisson(random, 40) <= 30) none += 1;
  // The sum of e^-40 40^k / k! for k up to 30.
  expect(none / n).toBeCloseTo(0.0617, 2);
  expect(() => drawGamma(random, 0)).toThrow('shape');
  expect(() => drawBinomial(random, 2.5, 0.1)).toThrow('Binomial');
  expect(() => drawPoisson(random, Number.NaN)).toThrow('mean');
});
