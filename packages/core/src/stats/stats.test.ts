import betainc from '@stdlib/math-base-special-betainc';
import betaincinv from '@stdlib/math-base-special-betaincinv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aalenJohansen, betaCdf, betaQuantile, kaplanMeier, logGamma, normalQuantile, seededRandom, sortedQuantile } from './index.ts';

describe('Kaplan-Meier', () => {
  // Weeks in remission under 6-MP (Freireich et al. 1963), the textbook table of Kleinbaum & Klein.
  const ages = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
  const events = [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  test('agrees with the published leukaemia table', () => {
    const survival = Object.fromEntries(kaplanMeier({ ages, events }).map((step) => [step.age, step.survival]));
    expect(Object.keys(survival).map(Number)).toEqual([6, 7, 10, 13, 16, 22, 23]);
    for (const [age, printed] of [
      [6, 0.8571],
      [7, 0.8067],
      [10, 0.7529],
      [13, 0.6902],
      [16, 0.6275],
      [22, 0.5378],
      [23, 0.4482],
    ] as const) {
      expect(survival[age]).toBeCloseTo(printed, 4);
    }
  });
  test('does not depend on the order of the cases', () => {
    const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 1 })), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(cases, (list) => {
        const shape = (some: [number, number][]) => kaplanMeier({ ages: some.map(([age]) => age), events: some.map(([, event]) => event) });
        expect(shape([...list].reverse())).toEqual(shape(list));
      }),
    );
  });
});

describe('Aalen-Johansen', () => {
  test('agrees with a table worked by hand', () => {
    // Six cases: cause 1 at 1, cause 2 at 2, open at 3, cause 1 at 4, cause 2 at 5, open at 6.
    const { incidence, open } = aalenJohansen({ ages: [1, 2, 3, 4, 5, 6], events: [1, 2, 0, 1, 2, 0] }, 2);
    expect(incidence[0]?.[1]).toBeCloseTo(1 / 6, 12);
    expect(incidence[1]?.[2]).toBeCloseTo(1 / 6, 12);
    expect(incidence[0]?.[4]).toBeCloseTo(1 / 6 + (4 / 6) * (1 / 3), 12);
    expect(incidence[1]?.[5]).toBeCloseTo(1 / 6 + (4 / 9) * (1 / 2), 12);
    expect(open[6]).toBeCloseTo(2 / 9, 12);
  });
  const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 2 })), { minLength: 1, maxLength: 80 });
  test('shares of all ends and of the rest add up to one, and the rest is Kaplan-Meier', () => {
    fc.assert(
      fc.property(cases, (list) => {
        const ages = list.map(([age]) => age);
        const { incidence, open } = aalenJohansen({ ages, events: list.map(([, event]) => event) }, 2);
        for (const [age, rest] of open.entries()) expect((incidence[0]?.[age] ?? 0) + (incidence[1]?.[age] ?? 0) + rest).toBeCloseTo(1, 10);
        const last = kaplanMeier({ ages, events: list.map(([, event]) => (event > 0 ? 1 : 0)) }).at(-1);
        if (last) expect(open[last.age]).toBeCloseTo(last.survival, 10);
      }),
    );
  });
  test('without open cases the shares are plain counts', () => {
    const { incidence } = aalenJohansen({ ages: [3, 5, 5, 9], events: [1, 2, 1, 1] }, 2);
    expect(incidence[0]?.[9]).toBeCloseTo(0.75, 12);
    expect(incidence[1]?.[9]).toBeCloseTo(0.25, 12);
  });
});

describe('distributions', () => {
  test('agree with printed values', () => {
    expect(logGamma(10)).toBeCloseTo(Math.log(362_880), 10);
    expect(betaCdf(0.5, 2, 3)).toBeCloseTo(0.6875, 10);
    expect(betaQuantile(0.95, 1, 1)).toBeCloseTo(0.95, 6);
    // Clopper-Pearson upper 97.5 % bound for 0 of 10.
    expect(betaQuantile(0.975, 1, 10)).toBeCloseTo(0.3085, 4);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 6);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232, 6);
    expect(sortedQuantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(sortedQuantile([], 0.5)).toBeUndefined();
  });
  test('a quantile of Beta is where its distribution function says', () => {
    const size = fc.double({ min: 0.5, max: 5000, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.98, noNaN: true }), size, size, (p, a, b) => {
        const x = betaQuantile(p, a, b);
        return betaCdf(Math.max(0, x - 1e-8), a, b) <= p + 1e-9 && betaCdf(Math.min(1, x + 1e-8), a, b) >= p - 1e-9;
      }),
    );
  });
  test('Beta agrees with a library that others keep', () => {
    const size = fc.double({ min: 0.5, max: 5000, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), size, size, (p, a, b) => {
        expect(betaCdf(p, a, b)).toBeCloseTo(betainc(p, a, b), 9);
        expect(betaQuantile(p, a, b)).toBeCloseTo(betaincinv(p, a, b), 8);
      }),
    );
  });
  test('the random source repeats itself from its seed and has the right moments', () => {
    const first = seededRandom(7);
    const again = seededRandom(7);
    const draws = Array.from({ length: 50_000 }, () => first.normal());
    expect(Array.from({ length: 5 }, () => again.normal())).toEqual(draws.slice(0, 5));
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length).toBeCloseTo(1, 1);
  });
});
