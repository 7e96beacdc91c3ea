import { expect, test } from 'vitest';
import { drawBeta, seededRandom } from '../stats/index.ts';
import { pooledRates } from './pooled-rates.ts';

test('a seller with three cases is said close to all sellers, one with three hundred close to their own share', () => {
  const cases = [...Array.from({ length: 40 }, () => 50), 3, 300];
  const happened = [...Array.from({ length: 40 }, (_, i) => 10 + (i % 11)), 3, 240];
  const { rate, rates } = pooledRates(cases, happened);
  expect(Math.abs((rates[40] as number) - rate)).toBeLessThan(0.12);
  expect(rates[41]).toBeGreaterThan(0.7);
});

test('how much groups differ is found again in made-up groups', () => {
  const random = seededRandom(4);
  const cases = Array.from({ length: 3_000 }, () => 5 + random.integer(40));
  const happened = cases.map((n) => {
    const share = drawBeta(random, 3, 9);
    return Array.from({ length: n }, () => (random.uniform() < share ? 1 : 0) as number).reduce((a, b) => a + b, 0);
  });
  const { rate, strength } = pooledRates(cases, happened);
  expect(rate).toBeCloseTo(0.25, 1);
  expect(strength).toBeGreaterThan(10.5);
  expect(strength).toBeLessThan(13.5);
});
