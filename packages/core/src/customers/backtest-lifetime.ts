import { type BgNbdParameters, chanceAlive, expectedPurchases, fitBgNbd } from './bg-nbd.ts';
import type { Fitted } from './estimate.ts';
import { expectedAmount, fitGammaGamma, type GammaGammaParameters } from './gamma-gamma.ts';
import { type PurchaseHistories, purchaseHistories, type Transactions } from './purchases.ts';

export type LifetimeBacktestOptions = {
  /** Last day that the fit may know, in days since 1970-01-01. */
  calibrationEnd: number;
  /** Last day of the holdout; the last day with a purchase unless told. */
  holdoutEnd?: number;
  /** The unit of time that the parameters speak of: 7 (weeks) unless told, as in the papers. */
  daysPerUnit?: number;
  /** Told how far it is, 0..1. */
  progress?: (share: number) => void;
};

export type LifetimePrediction = {
  customer: string;
  frequency: number;
  /** In units. */
  recency: number;
  tenure: number;
  /** Expected in the holdout. */
  expected: number;
  chanceAlive: number;
  actual: number;
  /** Expected money in the holdout, in the unit of the amounts; absent without amounts. */
  expectedValue?: number;
  actualValue?: number;
};

/** Mean absolute and root mean squared error per customer, and the sum over all customers. */
export type LifetimeScores = { meanAbsoluteError: number; rootMeanSquaredError: number; expectedInAll: number };

export type LifetimeBacktest = {
  rows: LifetimePrediction[];
  holdoutUnits: number;
  daysPerUnit: number;
  bgNbd: Fitted<'r' | 'alpha' | 'a' | 'b'>;
  /** Absent without amounts of at least two repeat buyers. */
  gammaGamma?: Fitted<'p' | 'q' | 'gamma'> & { customers: number };
  /** Correlation of frequency and money per purchase among repeat buyers; Gamma-Gamma supposes it is near 0. */
  frequencyAmountCorrelation?: number;
  actualInAll: number;
  model: LifetimeScores;
  /** Everybody goes on as in the calibration: repeat purchases per unit of tenure. */
  naive: LifetimeScores;
  /** Expected against actual purchases by frequency in the calibration, 0 … 6 and 7 or more. */
  calibration: { frequency: number; isOrMore: boolean; customers: number; expected: number; actual: number }[];
  /** Money, where it is known. */
  value?: { expectedInAll: number; actualInAll: number; meanAbsoluteError: number };
};

/**
 * Fits BG/NBD (and Gamma-Gamma where amounts are known) on the purchases until `calibrationEnd` alone and holds what they say of each
 * customer's time after it against what came. No random numbers are drawn. Cost: one fit, then O(customers).
 * @throws RangeError when the holdout has no day, or {@link purchaseHistories} and the fits find nothing to go by
 */
export function backtestLifetime(transactions: Transactions, options: LifetimeBacktestOptions): LifetimeBacktest {
  const { calibrationEnd, daysPerUnit = 7, progress } = options;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < transactions.days.length; i++) lastDay = Math.max(lastDay, transactions.days[i] as number);
  const holdoutEnd = options.holdoutEnd ?? lastDay;
  if (!(holdoutEnd > calibrationEnd))
    throw new RangeError(`the calibration ends on day ${calibrationEnd}, and nothing was bought after it: nothing is left to compare with`);
  const histories = purchaseHistories(transactions, { calibrationEnd, holdoutEnd, daysPerUnit });
  progress?.(0.1);
  const bgNbd = fitBgNbd(histories);
  progress?.(0.6);
  const gammaGamma = fitAmounts(histories);
  progress?.(0.8);
  const holdoutUnits = (holdoutEnd - calibrationEnd) / daysPerUnit;
  const rows = predict(histories, holdoutUnits, valuesOf(bgNbd), gammaGamma && valuesOf(gammaGamma));
  const correlation = gammaGamma && correlationOf(rows, histories);
  progress?.(1);
  return {
    rows,
    holdoutUnits,
    daysPerUnit,
    bgNbd,
    ...(gammaGamma ? { gammaGamma } : {}),
    ...(correlation === undefined ? {} : { frequencyAmountCorrelation: correlation }),
    actualInAll: rows.reduce((sum, { actual }) => sum + actual, 0),
    model: scoresOf(rows, ({ expected }) => expected),
    naive: scoresOf(rows, (row) => (row.tenure > 0 ? (row.frequency / row.tenure) * holdoutUnits : 0)),
    calibration: calibrationOf(rows),
    ...moneyOf(rows),
  };
}

function fitAmounts({ frequency, meanAmount }: PurchaseHistories): LifetimeBacktest['gammaGamma'] {
  let known = 0;
  for (const amount of meanAmount) if (amount > 0) known += 1;
  return known >= 2 ? fitGammaGamma(frequency, meanAmount) : undefined;
}

function valuesOf<Name extends string>({ parameters }: Fitted<Name>): Record<Name, number> {
  const entries = Object.entries(parameters) as [Name, { value: number }][];
  return Object.fromEntries(entries.map(([name, { value }]) => [name, value])) as Record<Name, number>;
}

function predict(
  histories: PurchaseHistories,
  ahead: number,
  parameters: BgNbdParameters,
  amounts: GammaGammaParameters | undefined,
): LifetimePrediction[] {
  return histories.customers.map((customer, i) => {
    const [frequency, recency, tenure] = [histories.frequency[i] as number, histories.recency[i] as number, histories.tenure[i] as number];
    const expected = expectedPurchases(parameters, frequency, recency, tenure, ahead);
    const perPurchase = amounts && expectedAmount(amounts, frequency, histories.meanAmount[i] as number);
    const actualValue = histories.holdoutAmount[i] as number;
    return {
      customer,
      frequency,
      recency,
      tenure,
      expected,
      chanceAlive: chanceAlive(parameters, frequency, recency, tenure),
      actual: histories.holdoutPurchases[i] as number,
      ...(perPurchase === undefined ? {} : { expectedValue: expected * perPurchase }),
      ...(amounts === undefined || Number.isNaN(actualValue) ? {} : { actualValue }),
    };
  });
}

function scoresOf(rows: readonly LifetimePrediction[], said: (row: LifetimePrediction) => number): LifetimeScores {
  let [absolute, squared, expectedInAll] = [0, 0, 0];
  for (const row of rows) {
    const expected = said(row);
    absolute += Math.abs(expected - row.actual);
    squared += (expected - row.actual) ** 2;
    expectedInAll += expected;
  }
  return { meanAbsoluteError: absolute / rows.length, rootMeanSquaredError: Math.sqrt(squared / rows.length), expectedInAll };
}

function calibrationOf(rows: readonly LifetimePrediction[]): LifetimeBacktest['calibration'] {
  const groups = Array.from({ length: 8 }, (_, frequency) => ({
    frequency,
    isOrMore: frequency === 7,
    customers: 0,
    expected: 0,
    actual: 0,
  }));
  for (const { frequency, expected, actual } of rows) {
    const group = groups[Math.min(7, frequency)] as (typeof groups)[number];
    group.customers += 1;
    group.expected += expected;
    group.actual += actual;
  }
  return groups
    .filter(({ customers }) => customers > 0)
    .map((group) => ({ ...group, expected: group.expected / group.customers, actual: group.actual / group.customers }));
}

function moneyOf(rows: readonly LifetimePrediction[]): Pick<LifetimeBacktest, 'value'> {
  let [n, expectedInAll, actualInAll, absolute] = [0, 0, 0, 0];
  for (const { expectedValue, actualValue } of rows) {
    if (expectedValue === undefined || actualValue === undefined) continue;
    n += 1;
    expectedInAll += expectedValue;
    actualInAll += actualValue;
    absolute += Math.abs(expectedValue - actualValue);
  }
  return n === 0 ? {} : { value: { expectedInAll, actualInAll, meanAbsoluteError: absolute / n } };
}

function correlationOf(rows: readonly LifetimePrediction[], { meanAmount }: PurchaseHistories): number | undefined {
  let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (const [i, { frequency }] of rows.entries()) {
    const amount = meanAmount[i] as number;
    if (frequency === 0 || !(amount > 0)) continue;
    n += 1;
    x += frequency;
    y += amount;
    xx += frequency ** 2;
    yy += amount ** 2;
    xy += frequency * amount;
  }
  const spread = Math.sqrt((n * xx - x * x) * (n * yy - y * y));
  return spread > 0 ? (n * xy - x * y) / spread : undefined;
}
