import { describe, expect, test } from 'vitest';
import {
  auc,
  bootstrapInterval,
  brierByAge,
  brierScore,
  brierSkill,
  calibrationTable,
  calibrationTableOfEqualCases,
  cIndex,
  crpsOfSample,
  differenceInterval,
  expectedCalibrationError,
  integratedBrier,
  integratedBrierOfCases,
  intervalCoverage,
  logLoss,
  meanOf,
  normalQuantile,
  pinballLoss,
  relativeBias,
  reliabilityCurve,
  seededRandom,
  wape,
  wilsonInterval,
} from './index.ts';

describe('probabilities', () => {
  test('a coin loses ln 2, a sure thing that fails does not lose everything', () => {
    expect(logLoss([0.5, 0.5], [0, 1])).toBeCloseTo(Math.LN2, 14);
    // scikit-learn's own example: log_loss(["spam", "ham", "ham", "spam"], [[.1, .9], [.9, .1], [.8, .2], [.35, .65]]) = 0.21616
    expect(logLoss([0.9, 0.1, 0.2, 0.65], [1, 0, 0, 1])).toBeCloseTo(0.21616, 5);
    expect(logLoss([0], [1])).toBeLessThan(40);
    expect(logLoss([], [])).toBeUndefined();
    expect(() => logLoss([Number.NaN], [1])).toThrow('no probability');
  });
  test('Brier and its skill over the base rate', () => {
    // scikit-learn's own example: brier_score_loss([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3]) = 0.0375
    expect(brierScore([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0])).toBeCloseTo(0.0375, 14);
    expect(brierScore([], [])).toBeUndefined();
    expect(brierSkill([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0])).toBeCloseTo(1 - 0.0375 / 0.25, 12);
    expect(brierSkill([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0], 0.4)).toBeCloseTo(1 - 0.0375 / 0.26, 12);
    expect(brierSkill([1, 1], [1, 1])).toBeUndefined();
  });
});

describe('calibration', () => {
  test('a table of ten steps', () => {
    expect(calibrationTable([0.62, 0.68, 1], [1, 0, 1])).toEqual([
      { saidFrom: 0.6, saidTo: 0.7, said: 0.65, happened: 0.5, n: 2 },
      { saidFrom: 0.9, saidTo: 1, said: 1, happened: 1, n: 1 },
    ]);
    expect(() => calibrationTable([1.2], [1])).toThrow('no probability');
    expect(() => calibrationTable([-0.2], [1])).toThrow('no probability');
    expect(() => calibrationTable([Number.NaN], [1])).toThrow('no probability');
  });
  test('steps of equally many cases keep equal ones together', () => {
    const rows = calibrationTableOfEqualCases([0.1, 0.2, 0.2, 0.2, 0.9], [0, 0, 1, 1, 1], 2);
    expect(rows.map(({ saidFrom, saidTo, n }) => [saidFrom, saidTo, n])).toEqual([
      [0.1, 0.2, 4],
      [0.9, 0.9, 1],
    ]);
    expect(rows[0]?.happened).toBe(0.5);
  });
  test('the error of a table worked by hand', () => {
    // Two at 0.15 (none happened), two at 0.75 (one happened): (2 * 0.15 + 2 * 0.25) / 4.
    expect(expectedCalibrationError([0.15, 0.15, 0.75, 0.75], [0, 0, 1, 0])).toBeCloseTo(0.2, 14);
    expect(expectedCalibrationError([], [])).toBeUndefined();
  });
  test('a perfect model looks miscalibrated by chance alone', () => {
    const random = seededRandom(3);
    const said = Float64Array.from({ length: 400 }, () => random.uniform());
    const happened = said.map((p) => (random.uniform() < p ? 1 : 0));
    expect(expectedCalibrationError(said, happened)).toBeGreaterThan(0.025);
  });
  test('each point of the chart carries the interval of Wilson', () => {
    // Newcombe 1998, table I, method 3: 81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611.
    const [low, high] = wilsonInterval(81 / 263, 263, 0.95);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
    expect(wilsonInterval(0, 20, 0.95)[1]).toBeCloseTo(0.1611, 4);
    const points = reliabilityCurve([{ saidFrom: 0.3, saidTo: 0.4, said: 0.33, happened: 81 / 263, n: 263 }], 0.95);
    expect(points[0]?.high).toBeCloseTo(0.3662, 4);
  });
});

describe('order', () => {
  test('area under the curve, ties counting half', () => {
    // scikit-learn's own example: roc_auc_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) = 0.75
    expect(auc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
    expect(auc([0.5, 0.5, 0.5], [0, 1, 0])).toBe(0.5);
    expect(auc([0.5, 0.7], [1, 1])).toBeUndefined();
    // Hanley & McNeil 1982, table I: 109 CT images rated 1 to 5, area 0.893.
    const rated = (counts: number[]) => counts.flatMap((count, i) => new Array<number>(count).fill(i + 1));
    const normal = rated([33, 6, 6, 11, 2]);
    const abnormal = rated([3, 2, 2, 11, 33]);
    const happened = [...normal.map(() => 0), ...abnormal.map(() => 1)];
    expect(auc([...normal, ...abnormal], happened)).toBeCloseTo(0.893, 3);
  });
  test('agreement of risks with ends, worked by hand', () => {
    // Pairs: 2 < 4, 5, 7; 4 is open; 5 < 7. Risks agree in 2-4, 2-7 and 5-7, not in 2-5.
    expect(cIndex({ ages: [2, 4, 5, 7], events: [1, 0, 1, 0] }, [0.6, 0.4, 0.7, 0.1])).toEqual({ value: 0.75, pairs: 4 });
    // An end goes before a case still open at the same age; two ends at one age say nothing; equal risks count half.
    expect(cIndex({ ages: [3, 3], events: [1, 0] }, [0.5, 0.2])).toEqual({ value: 1, pairs: 1 });
    expect(cIndex({ ages: [3, 3], events: [1, 1] }, [0.5, 0.2])).toBeUndefined();
    expect(cIndex({ ages: [3, 4], events: [1, 1] }, [0.5, 0.5])).toEqual({ value: 0.5, pairs: 1 });
  });
  test('agreement equals a count of all pairs', () => {
    const random = seededRandom(11);
    const n = 150;
    const ages = Array.from({ length: n }, () => random.integer(40));
    const events = Array.from({ length: n }, () => (random.uniform() < 0.6 ? 1 : 0));
    const risks = Array.from({ length: n }, () => random.integer(12) / 12);
    let [sum, pairs] = [0, 0];
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const isFirst = (ages[i] as number) < (ages[j] as number) || (ages[i] === ages[j] && events[j] === 0);
        if (i === j || events[i] !== 1 || !isFirst) continue;
        pairs += 1;
        sum += risks[i] === risks[j] ? 0.5 : (risks[i] as number) > (risks[j] as number) ? 1 : 0;
      }
    const result = cIndex({ ages, events }, risks);
    expect(result?.pairs).toBe(pairs);
    expect(result?.value).toBeCloseTo(sum / pairs, 12);
  });
});

describe('integrated Brier score', () => {
  test('weights worked by hand', () => {
    // Ends at 1 and 3, one lost from sight at 2, one at 4: G = 1 before 2, 2/3 from 2 (3 watched), 0 from 4.
    const followed = { ages: [1, 2, 3, 4], events: [1, 0, 1, 0] };
    const [early, middle, late] = brierByAge(followed, () => 0.5, [1, 2.5, 3]);
    expect(early).toBeCloseTo(0.25, 14);
    // At 2.5: the first ended (weight 1), the second is gone, two open (weight 3/2 each): 0.25 * 4 / 4.
    expect(middle).toBeCloseTo(0.25, 14);
    expect(late).toBeCloseTo(0.25, 14);
    const said = (i: number) => [0.9, 0.2, 0.6, 0.1][i] as number;
    expect(brierByAge(followed, said, [2.5])[0]).toBeCloseTo((0.01 + 1.5 * 0.36 + 1.5 * 0.01) / 4, 14);
    expect(brierByAge(followed, said, [3])[0]).toBeCloseTo((0.01 + 1.5 * 0.16 + 1.5 * 0.01) / 4, 14);
    const area = 0.5 * (((0.01 + 1.5 * 0.37) / 4 + (0.01 + 1.5 * 0.17) / 4) / 2);
    expect(integratedBrier(followed, said, [2.5, 3])).toBeCloseTo(area / 0.5, 14);
    expect(integratedBrier(followed, said, [2.5, 4])).toBeUndefined();
  });
  test('an end by another cause is a "no" that stays', () => {
    const followed = { ages: [1, 2, 5], events: [2, 1, 0] };
    const [score] = brierByAge(followed, () => 0.3, [3], { cause: 1 });
    expect(score).toBeCloseTo((0.09 + 0.49 + 0.09) / 3, 14);
  });
  test('without losses from sight it is the plain Brier score, and cases average to it', () => {
    const followed = { ages: [1, 3, 6, 9], events: [1, 1, 1, 1] };
    const said = (i: number, age: number) => Math.min(0.95, (age + i) / 12);
    const plain = brierScore([said(0, 5), said(1, 5), said(2, 5), said(3, 5)], [1, 1, 0, 0]);
    expect(brierByAge(followed, said, [5])[0]).toBeCloseTo(plain as number, 14);
    const censored = { ages: [1, 3, 6, 9, 4, 8], events: [1, 2, 1, 0, 0, 2] };
    const ages = [1, 2, 4, 7];
    const cases = integratedBrierOfCases(censored, said, ages, { cause: 2 });
    expect(meanOf(cases, Int32Array.of(0, 1, 2, 3, 4, 5))).toBeCloseTo(integratedBrier(censored, said, ages, { cause: 2 }) as number, 14);
  });
});

describe('forecasts', () => {
  test('the ranked score of drawn values', () => {
    // Two draws at 0 and 1, 0 came: E|X-y| = 0.5, E|X-X'| = 0.5.
    expect(crpsOfSample([0, 1], 0)).toBeCloseTo(0.25, 14);
    expect(crpsOfSample([0, 1], 0, { fair: true })).toBeCloseTo(0, 14);
    expect(crpsOfSample([3], 5)).toBe(2);
    expect(crpsOfSample([], 5)).toBeUndefined();
    // Standard normal, 0 came: (sqrt 2 - 1) / sqrt pi = 0.2337 (Gneiting & Raftery 2007, eq. 21); and 1 came: 0.6024.
    const normal = Float64Array.from({ length: 4000 }, (_, i) => normalQuantile((i + 0.5) / 4000));
    expect(crpsOfSample(normal, 0)).toBeCloseTo(0.2337, 3);
    expect(crpsOfSample(normal, 1)).toBeCloseTo(0.6024, 3);
  });
  test('pinball, relative error and bias, coverage', () => {
    expect(pinballLoss([10, 10], [14, 8], 0.9)).toBeCloseTo((0.9 * 4 + 0.1 * 2) / 2, 14);
    expect(wape([9, 12], [10, 10])).toBeCloseTo(0.15, 14);
    expect(relativeBias([9, 12], [10, 10])).toBeCloseTo(0.05, 14);
    expect(wape([1], [0])).toBeUndefined();
    const coverage = intervalCoverage([0, 0, 0, 0], [1, 1, 1, 1], [0.5, 1, 0, 1.2]);
    expect(coverage).toMatchObject({ share: 0.75, n: 4 });
    expect(coverage?.low).toBeLessThan(0.4);
  });
});

describe('bootstrap', () => {
  // Variance of 26 spatial scores, Efron & Tibshirani 1993, table 14.2: estimate 171.5, 90 % intervals
  // percentile (100.8, 233.9) and BCa (115.8, 259.6), from 2,000 draws, which leaves the printed ends uncertain by about 2.
  const spatial = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41];
  const variance = (cases: Int32Array) => {
    const mean = meanOf(spatial, cases);
    return meanOf(
      spatial.map((value) => (value - mean) ** 2),
      cases,
    );
  };
  test('agrees with the printed intervals of the spatial test', () => {
    const bca = bootstrapInterval(26, variance, { seed: 1, level: 0.9, draws: 20_000 });
    expect(bca?.value).toBeCloseTo(171.5, 1);
    expect(Math.abs((bca?.low as number) - 115.8)).toBeLessThan(5);
    expect(Math.abs((bca?.high as number) - 259.6)).toBeLessThan(5);
    const percentile = bootstrapInterval(26, variance, { seed: 1, level: 0.9, draws: 20_000, method: 'percentile' });
    expect(Math.abs((percentile?.low as number) - 100.8)).toBeLessThan(5);
    expect(Math.abs((percentile?.high as number) - 233.9)).toBeLessThan(5);
  });
  test('the same seed gives the same interval; nothing gives none', () => {
    expect(bootstrapInterval(26, variance, { seed: 5 })).toEqual(bootstrapInterval(26, variance, { seed: 5 }));
    expect(bootstrapInterval(0, variance, { seed: 5 })).toBeUndefined();
    expect(bootstrapInterval(3, () => undefined, { seed: 5 })).toBeUndefined();
  });
  test('cases that go together do not pass for many', () => {
    const values = Float64Array.from({ length: 400 }, (_, i) => Math.sin(Math.floor(i / 20) * 7));
    const clusters = values.map((_, i) => Math.floor(i / 20));
    const statistic = (cases: Int32Array) => meanOf(values, cases);
    const alone = bootstrapInterval(400, statistic, { seed: 2, draws: 400 });
    const grouped = bootstrapInterval(400, statistic, { seed: 2, draws: 400, clusters });
    // Twenty groups of twenty equal cases: the error is that of twenty cases, sqrt(20) times as large.
    expect((grouped?.standardError as number) / (alone?.standardError as number)).toBeGreaterThan(3.5);
  });
  test('the difference of two models is judged on the same cases', () => {
    const a = Float64Array.from({ length: 200 }, (_, i) => (i % 7) + 0.1);
    const b = Float64Array.from({ length: 200 }, (_, i) => (i % 7) + (i % 2) * 0.02);
    const interval = differenceInterval(a, b, { seed: 4, draws: 500 });
    expect(interval?.value).toBeCloseTo(0.09, 12);
    expect(interval?.low).toBeGreaterThan(0.08);
  });
});
