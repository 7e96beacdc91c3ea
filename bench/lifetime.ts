import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  backtestLifetime,
  dayNumber,
  fitBetaDiscreteWeibull,
  fitShiftedBetaGeometric,
  renewalCounts,
  renewalParameters,
  shareStaying,
} from '@windshield/core';
import { testDataDir } from '../scripts/test-data.mjs';
import { type MadeUpCustomers, madeUpPurchases } from './made-up-purchases.ts';
import { met } from './met.ts';

// Share of 1,000 customers still there after 0, 1, 2 … years (Fader & Hardie 2007, table 1).
const highEnd = [1, 0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491, 0.468, 0.445, 0.427, 0.409, 0.394];
const regular = [1, 0.631, 0.468, 0.382, 0.326, 0.289, 0.262, 0.241, 0.223, 0.207, 0.194, 0.183, 0.173];

/** The printed parameters of the papers, and what the models say of the time that they were not shown. */
export async function run(): Promise<boolean> {
  return [
    ...contracts('high end', highEnd, [0.668, 3.806]),
    ...contracts('regular', regular, [0.704, 1.182]),
    ...cdnow(),
    ...madeUp(),
  ].every(Boolean);
}

function contracts(name: string, shares: readonly number[], [alpha, beta]: [number, number]): boolean[] {
  const counts = renewalCounts(shares.slice(0, 8), 1000);
  const simple = renewalParameters(fitShiftedBetaGeometric(counts));
  const changing = renewalParameters(fitBetaDiscreteWeibull(counts));
  const error = (parameters: typeof simple) =>
    shares.slice(8).reduce((sum, share, i) => sum + Math.abs(shareStaying(parameters, 8 + i) - share), 0) / (shares.length - 8);
  console.log(`  ${name}, fitted on 7 years: years 8 to 12 off by ${points(error(simple))} (sBG), ${points(error(changing))} (BdW)`);
  return [printed(`alpha of ${name}`, simple.alpha, alpha), printed(`beta of ${name}`, simple.beta, beta)];
}

function cdnow(): boolean[] {
  const directory = testDataDir();
  if (directory === undefined) {
    console.log('  CDNOW: skipped, this machine has no test data');
    return [];
  }
  const rows = readFileSync(path.join(directory, 'cdnow/CDNOW_sample.txt'), 'utf8').trim().split(/\r?\n/);
  const cells = rows.map((row) => row.trim().split(/\s+/));
  const purchases = {
    customers: cells.map((row) => row[1] as string),
    days: cells.map(([, , day = '']) => dayNumber(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`)),
    amounts: cells.map((row) => Number(row[4])),
  };
  const began = performance.now();
  const found = backtestLifetime(purchases, { calibrationEnd: dayNumber('1997-09-30') });
  const { r, alpha, a, b } = found.bgNbd.parameters;
  const { model, naive, calibration, actualInAll, gammaGamma } = found;
  console.log(`  CDNOW: ${found.rows.length} customers fitted and foretold in ${Math.round(performance.now() - began)} ms`);
  console.log(
    `    purchases in 39 weeks: expected ${Math.round(model.expectedInAll)}, as before ${Math.round(naive.expectedInAll)}, came ${actualInAll}`,
  );
  for (const { frequency, isOrMore, customers, expected, actual } of calibration)
    console.log(
      `    ${frequency}${isOrMore ? ' or more' : ''} repeats: expected ${expected.toFixed(2)}, came ${actual.toFixed(2)} (${customers} customers)`,
    );
  return [
    printed('r', r.value, 0.243),
    printed('alpha', alpha.value, 4.414),
    printed('a', a.value, 0.793),
    printed('b', b.value, 2.426),
    met('log likelihood', found.bgNbd.logLikelihood, Math.abs(found.bgNbd.logLikelihood + 9582.4) < 0.05, '-9582.4', 6),
    printed('p of Gamma-Gamma', gammaGamma?.parameters.p.value ?? Number.NaN, 6.25, 2),
    printed('q of Gamma-Gamma', gammaGamma?.parameters.q.value ?? Number.NaN, 3.74, 2),
    printed('gamma of Gamma-Gamma', gammaGamma?.parameters.gamma.value ?? Number.NaN, 15.44, 2),
    met(
      'root mean squared error per customer',
      model.rootMeanSquaredError,
      model.rootMeanSquaredError < naive.rootMeanSquaredError,
      `going on as before ${naive.rootMeanSquaredError.toFixed(3)}`,
    ),
    met(
      'mean absolute error per customer',
      model.meanAbsoluteError,
      model.meanAbsoluteError < naive.meanAbsoluteError,
      `going on as before ${naive.meanAbsoluteError.toFixed(3)}`,
    ),
  ];
}

const made: readonly (Omit<MadeUpCustomers, 'days' | 'seed'> & { name: string })[] = [
  { name: 'BG/NBD', customers: 30, r: 0.4, alpha: 5, leaving: { after: { a: 0.8, b: 2.5 } } },
  { name: 'BG/NBD', customers: 300, r: 0.4, alpha: 5, leaving: { after: { a: 0.8, b: 2.5 } } },
  { name: 'BG/NBD', customers: 3_000, r: 0.25, alpha: 4.5, leaving: { after: { a: 0.8, b: 2.4 } } },
  { name: 'BG/NBD', customers: 30_000, r: 0.6, alpha: 8, leaving: { after: { a: 1.2, b: 3 } } },
  { name: 'Pareto/NBD', customers: 300, r: 1.5, alpha: 10, leaving: { atAnyTime: { shape: 0.6, weeks: 11 } } },
  { name: 'Pareto/NBD', customers: 3_000, r: 0.6, alpha: 10, leaving: { atAnyTime: { shape: 0.6, weeks: 11 } } },
  { name: 'nobody leaves', customers: 800, r: 0.8, alpha: 6, leaving: 'never' },
  { name: 'most leave at once', customers: 1_000, r: 1, alpha: 4, leaving: { after: { a: 5, b: 0.5 } } },
];

/** Customers of known laws, a year shown and 39 weeks held back: what was expected in all, and per customer. */
function madeUp(): boolean[] {
  return made.map(({ name, ...law }) => {
    const found = backtestLifetime(madeUpPurchases({ ...law, days: 637, seed: law.customers }), { calibrationEnd: 364 });
    const { model, naive, actualInAll } = found;
    console.log(
      `  ${name}, ${law.customers.toLocaleString('en')} customers: expected ${Math.round(model.expectedInAll)}, as before ${Math.round(naive.expectedInAll)}, came ${actualInAll}`,
    );
    const bar = naive.meanAbsoluteError * 1.05;
    return met(
      'mean absolute error per customer',
      model.meanAbsoluteError,
      model.meanAbsoluteError <= bar,
      `at most 1.05 times going on as before, ${naive.meanAbsoluteError.toFixed(3)}`,
    );
  });
}

function printed(what: string, value: number, published: number, digits = 3): boolean {
  return met(what, value, value.toFixed(digits) === published.toFixed(digits), `printed: ${published}`, 6);
}

function points(share: number): string {
  return `${(100 * share).toFixed(2)} points`;
}
