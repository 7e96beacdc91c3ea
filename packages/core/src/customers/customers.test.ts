import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { testDataDir } from '../../../../scripts/test-data.mjs';
import { dayNumber } from '../time/index.ts';
import {
  backtestLifetime,
  chanceAlive,
  expectedAmount,
  expectedPurchases,
  expectedRenewals,
  fitBetaDiscreteWeibull,
  fitBgNbd,
  fitGammaGamma,
  fitRenewals,
  fitShiftedBetaGeometric,
  latenessChances,
  purchaseHistories,
  renewalCounts,
  renewalCurve,
  renewalParameters,
  shareStaying,
} from './index.ts';

const directory = testDataDir();

// Share of customers still there after 0, 1, 2 … years: Fader & Hardie 2007, table 1; the paper counts 1,000 customers.
const highEnd = [1, 0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491, 0.468, 0.445, 0.427, 0.409, 0.394];
const regular = [1, 0.631, 0.468, 0.382, 0.326, 0.289, 0.262, 0.241, 0.223, 0.207, 0.194, 0.183, 0.173];
const sevenYears = (shares: readonly number[]) => renewalCounts(shares.slice(0, 8), 1000);

describe('renewals of contracts', () => {
  test('the shifted beta-geometric gives the printed parameters of the seven-year tables', () => {
    const high = fitShiftedBetaGeometric(sevenYears(highEnd)).fitted;
    expect(high.parameters.alpha.value).toBeCloseTo(0.668, 3);
    expect(high.parameters.beta.value).toBeCloseTo(3.806, 3);
    const usual = fitShiftedBetaGeometric(sevenYears(regular)).fitted;
    expect(usual.parameters.alpha.value).toBeCloseTo(0.704, 3);
    expect(usual.parameters.beta.value).toBeCloseTo(1.182, 3);
    expect(high.logLikelihood).toBeCloseTo(-1611.2, 1);
    expect(usual.logLikelihood).toBeCloseTo(-1680.3, 1);
  });

  test('the years that were not shown are foretold within two points', () => {
    for (const shares of [highEnd, regular]) {
      const parameters = renewalParameters(fitShiftedBetaGeometric(sevenYears(shares)));
      for (let year = 8; year <= 12; year++) expect(Math.abs(shareStaying(parameters, year) - (shares[year] as number))).toBeLessThan(0.02);
    }
  });

  test('the beta-discrete-Weibull gives what scipy finds on the same tables', () => {
    const { parameters } = fitBetaDiscreteWeibull(renewalCounts(highEnd.slice(0, 5), 1000)).fitted as ReturnType<typeof bdw>;
    expect([parameters.alpha.value, parameters.beta.value, parameters.shape.value].map((x) => x.toFixed(3))).toEqual([
      '0.259',
      '1.723',
      '1.584',
    ]);
    const seven = bdw(sevenYears(regular)).parameters;
    expect([seven.alpha.value, seven.beta.value, seven.shape.value].map((x) => x.toFixed(3))).toEqual(['0.456', '0.779', '1.283']);
  });

  test('the further parameter is taken only where it earns its place', () => {
    expect(fitRenewals(sevenYears(highEnd)).model).toBe('bdw');
    expect(fitRenewals(sevenYears(regular)).model).toBe('sbg');
  });

  test('the curve falls inside its interval, narrower with more customers; cohorts of different age add up', () => {
    const few = renewalCurve(fitShiftedBetaGeometric(renewalCounts(highEnd.slice(0, 8), 100)), 12, 1);
    const many = renewalCurve(fitShiftedBetaGeometric(renewalCounts(highEnd.slice(0, 8), 10_000)), 12, 1);
    for (const [t, point] of few.entries()) {
      if (t === 0) continue;
      expect(point.staying).toBeLessThan((few[t - 1] as (typeof few)[number]).staying);
      expect(point.low).toBeLessThan(point.staying);
      expect(point.high).toBeGreaterThan(point.staying);
      const wide = (point.high as number) - (point.low as number);
      expect((many[t]?.high as number) - (many[t]?.low as number)).toBeLessThan(wide / 5);
    }
    const old = renewalCounts(highEnd.slice(0, 8), 500);
    const young = renewalCounts(highEnd.slice(0, 4), 500);
    const lost = Array.from(old.lost, (count, i) => count + (young.lost[i] ?? 0));
    const stayed = Array.from(old.stayed, (count, i) => count + (young.stayed[i] ?? 0));
    const { alpha } = renewalParameters(fitShiftedBetaGeometric({ lost, stayed }));
    expect(Math.abs(alpha - 0.668)).toBeLessThan(0.15);
  });

  test('expected renewals are the sum of the curve', () => {
    const parameters = { alpha: 1, beta: 1, shape: 1 };
    // With alpha = beta = 1 the share staying is 1 / (1 + t).
    expect(expectedRenewals(parameters, 0, { horizon: 3 })).toBeCloseTo(1 / 2 + 1 / 3 + 1 / 4, 10);
    expect(expectedRenewals(parameters, 1, { horizon: 2, keeps: 0.5 })).toBeCloseTo((2 / 3) * 0.5 + (2 / 4) * 0.25, 10);
  });

  test('wrong counts are named', () => {
    expect(() => fitShiftedBetaGeometric({ lost: [3, -1], stayed: [0, 0, 5] })).toThrow('lost[1] is -1');
    expect(() => fitShiftedBetaGeometric({ lost: [], stayed: [10] })).toThrow('nobody has come to a renewal');
  });
});

function bdw(counts: Parameters<typeof fitBetaDiscreteWeibull>[0]) {
  const { fitted } = fitBetaDiscreteWeibull(counts);
  if (!('shape' in fitted.parameters)) throw new Error('no shape');
  return { ...fitted, parameters: fitted.parameters };
}

describe('late payers', () => {
  test('a customer with few cases stays near everybody, one with many near their own share', () => {
    const customers: string[] = [];
    const daysLate: number[] = [];
    const add = (customer: string, days: number[]) => {
      for (const late of days) {
        customers.push(customer);
        daysLate.push(late);
      }
    };
    for (let i = 0; i < 30; i++) add(`c${i}`, i % 3 === 0 ? [0, 0, 0, 12, 40] : [0, 0, -2, 0, 5]);
    add('new', [45]);
    add(
      'slow',
      Array.from({ length: 60 }, (_, i) => (i % 2 ? 70 : 20)),
    );
    const { everybody, customers: rows } = latenessChances({ customers, daysLate, isSettled: customers.map(() => 1) });
    const of = (name: string) => rows.find(({ customer }) => customer === name)?.buckets ?? expect.unreachable();
    expect(of('slow').late61OrMore.chance).toBeGreaterThan(0.4);
    expect(of('new').late31To60.chance).toBeLessThan(0.5);
    expect(of('new').late31To60.chance).toBeGreaterThan(everybody.late31To60.chance);
    for (const buckets of [everybody, of('new'), of('slow')]) {
      const sum = Object.values(buckets).reduce((total, { chance }) => total + chance, 0);
      expect(sum).toBeCloseTo(1, 12);
      for (const { chance, low, high } of Object.values(buckets)) expect(low <= chance && chance <= high).toBe(true);
    }
  });

  test('an invoice that is still unpaid says only what is known of it', () => {
    const items = { customers: ['a', 'a', 'b', 'b'], daysLate: [0, 40, 0, 40] };
    const settled = latenessChances({ ...items, isSettled: [1, 1, 1, 1] }).everybody;
    const open = latenessChances({ ...items, isSettled: [1, 0, 1, 0] }).everybody;
    expect(open.onTime.chance).toBeCloseTo(settled.onTime.chance, 6);
    expect(open.late61OrMore.chance).toBeGreaterThan(settled.late61OrMore.chance);
  });
});

describe('purchases without contract', () => {
  const parameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

  test('expected purchases agree with the printed example; none in no time, and who never came back may still be one', () => {
    // Fader, Hardie & Lee 2005, spreadsheet note: x = 2, t_x = 30.43, T = 38.86, 39 weeks ahead.
    expect(expectedPurchases(parameters, 2, 30.43, 38.86, 39)).toBeCloseTo(1.226, 3);
    expect(chanceAlive(parameters, 0, 0, 38.86)).toBe(1);
    expect(expectedPurchases(parameters, 0, 0, 38.86, 0)).toBeCloseTo(0, 10);
  });

  test('it stays finite for somebody who buys daily for years, and where the formula has gaps', () => {
    expect(expectedPurchases(parameters, 2000, 300, 300, 520)).toBeGreaterThan(500);
    const near = expectedPurchases({ ...parameters, a: 1.001 }, 3, 20, 30, 40);
    expect(expectedPurchases({ ...parameters, a: 1 }, 3, 20, 30, 40)).toBeCloseTo(near, 2);
    expect(expectedPurchases({ ...parameters, a: 0.4, b: 0.6 }, 0, 0, 30, 40)).toBeGreaterThan(0);
  });

  test('parameters that ran off to infinity and people who buy every day give what mpmath gives', () => {
    // From eq. 10 as printed, with 60 digits.
    const ranOff = { r: 0.501, alpha: 6.662, a: 74940.12, b: 162714.506 };
    expect(expectedPurchases(ranOff, 1, 1, 40, 5.4)).toBeCloseTo(0.020934604828, 9);
    expect(expectedPurchases(ranOff, 0, 0, 30, 5.4)).toBeCloseTo(0.071316498865, 9);
    expect(expectedPurchases({ r: 31737.2, alpha: 258207, a: 88.77, b: 9.94 }, 300, 97, 105, 185)).toBeCloseTo(2.534774145508, 9);
    expect(expectedPurchases({ r: 0.1, alpha: 0.5, a: 0.8, b: 2.4 }, 1, 0.1, 0.2, 300)).toBeCloseTo(18.186680246719, 9);
  });

  test('money is foretold alike in cents and in millions', () => {
    const frequency = Array.from({ length: 60 }, (_, i) => 1 + (i % 5));
    const mean = frequency.map((x, i) => 30 * Math.exp(0.5 * Math.sin(7 * i) + (0.6 * Math.cos(3 * i)) / Math.sqrt(x)));
    const fitted = (unit: number) =>
      fitGammaGamma(
        frequency,
        mean.map((amount) => amount * unit),
      ).parameters;
    const [euros, millions] = [fitted(1), fitted(1e6)];
    expect(millions.p.value).toBeCloseTo(euros.p.value, 3);
    expect(millions.q.value).toBeCloseTo(euros.q.value, 3);
    expect(millions.gamma.value / 1e6).toBeCloseTo(euros.gamma.value, 3);
  });

  test('a return is neither a purchase nor money', () => {
    const bought = { customers: ['a', 'a', 'b', 'a'], days: [0, 10, 3, 40], amounts: [5, 6, 7, 8] };
    const returned = {
      customers: [...bought.customers, 'a', 'b', 'c'],
      days: [...bought.days, 12, 3, 5],
      amounts: [...bought.amounts, -6, -7, -1],
    };
    expect(purchaseHistories(returned, { calibrationEnd: 20 })).toEqual(purchaseHistories(bought, { calibrationEnd: 20 }));
  });

  test('impossible customers are named', () => {
    expect(() => fitBgNbd({ frequency: [1], recency: [9], tenure: [8] })).toThrow('customer 0: frequency 1, recency 9, tenure 8');
  });
});

describe.skipIf(directory === undefined)('the CDNOW sample (skipped without test data)', () => {
  const lines = (name: string) =>
    readFileSync(path.join(directory as string, 'cdnow', name), 'utf8')
      .trim()
      .split(/\r?\n/);
  const read = () => {
    const rows = lines('CDNOW_sample.txt').map((line) => line.trim().split(/\s+/));
    return {
      customers: rows.map((row) => row[1] as string),
      days: rows.map(([, , day = '']) => dayNumber(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`)),
      amounts: rows.map((row) => Number(row[4])),
    };
  };
  const calibrationEnd = dayNumber('1997-09-30');

  test('the summary of the purchases is the published one, customer by customer', () => {
    const histories = purchaseHistories(read(), { calibrationEnd });
    const published = lines('cdnow_customers_summary_with_transactions.csv').slice(1);
    expect(histories.customers.length).toBe(published.length);
    for (const [i, line] of published.entries()) {
      const [customer, frequency, recency = 0, tenure = 0, mean = 0] = line.split(',').map(Number);
      expect([Number(histories.customers[i]), histories.frequency[i]]).toEqual([customer, frequency]);
      const own = histories.meanAmount[i] as number;
      const differences = [(histories.recency[i] as number) - recency, (histories.tenure[i] as number) - tenure, (own || 0) - mean];
      for (const difference of differences) expect(Math.abs(difference)).toBeLessThan(0.0051); // printed with two digits
    }
  });

  test('BG/NBD and Gamma-Gamma give the printed parameters', () => {
    const { bgNbd, gammaGamma } = backtestLifetime(read(), { calibrationEnd });
    const digits = (x: { value: number } | undefined, n: number) => x?.value.toFixed(n);
    const { r, alpha, a, b } = bgNbd.parameters;
    expect([digits(r, 3), digits(alpha, 3), digits(a, 3), digits(b, 3)]).toEqual(['0.243', '4.414', '0.793', '2.426']);
    expect(bgNbd.logLikelihood).toBeCloseTo(-9582.4, 1);
    const money = gammaGamma?.parameters;
    expect([digits(money?.p, 2), digits(money?.q, 2), digits(money?.gamma, 2)]).toEqual(['6.25', '3.74', '15.44']);
    expect(r.standardError).toBeCloseTo(0.0126, 3);
  });

  test('on the 39 weeks that were not shown it errs less than going on as before', () => {
    const { model, naive, actualInAll, calibration, rows, holdoutUnits } = backtestLifetime(read(), { calibrationEnd });
    expect(holdoutUnits).toBe(39);
    expect(actualInAll).toBe(1882);
    expect(model.rootMeanSquaredError).toBeLessThan(naive.rootMeanSquaredError);
    expect(Math.abs(model.expectedInAll / actualInAll - 1)).toBeLessThan(0.15);
    for (const { customers, expected, actual } of calibration) if (customers > 50) expect(Math.abs(expected - actual)).toBeLessThan(0.4);
    expect(rows[0]?.expected).toBeCloseTo(1.226, 2);
  });

  test('money per purchase is drawn towards everybody', () => {
    const rows = lines('cdnow_customers_summary_with_transactions.csv')
      .slice(1)
      .map((line) => line.split(',').map(Number));
    const money = fitGammaGamma(
      rows.map((row) => row[1] as number),
      rows.map((row) => row[4] as number),
    );
    const { p, q, gamma } = money.parameters;
    const parameters = { p: p.value, q: q.value, gamma: gamma.value };
    expect(money.customers).toBe(946);
    // Fader & Hardie 2013, sec. 4: the first customer, x = 2, mean 22.35.
    expect(expectedAmount(parameters, 2, 22.35)).toBeCloseTo(24.66, 1);
    expect(expectedAmount(parameters, 0, 0)).toBeCloseTo(35.17, 1);
  });
});
