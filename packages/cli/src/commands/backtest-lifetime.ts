import { backtestLifetime, dayMs, isoDay, type LifetimeBacktest, type LifetimePrediction } from '@windshield/core';
import { readDateColumns } from '@windshield/ingest';
import { backtestCommand } from '../backtest/backtest-command.ts';
import { dateOrderOf } from '../backtest/date-columns.ts';
import { required } from '../backtest/flags.ts';
import { percent, score } from '../backtest/in-words.ts';
import { lifetimePage } from '../backtest/lifetime-page.ts';
import { lifetimeVerdict } from '../backtest/lifetime-verdict.ts';
import { type Predictions, probabilityCell } from '../backtest/predictions.ts';
import { readTransactions, type TransactionFile } from '../backtest/transaction-file.ts';
import { UsageError } from '../command-line.ts';
import { count, table } from '../words.ts';

/** `backtest lifetime`: purchases until a day foretell those after it. */
export const backtestLifetimeCommand = backtestCommand({
  name: 'lifetime',
  takes: '--transactions T.csv --map customer=…,date=…[,amount=…] --calibration-end DATE [--dates dmy|mdy|ymd]',
  summary: 'foretell what customers buy after a day from what they bought before it, and compare',
  flags: ['transactions', 'map', 'calibration-end', 'dates'],
  inputs: ['transactions'],
  async run(values, { progress }) {
    const dates = dateOrderOf(values.dates);
    const path = required('--transactions', values.transactions, 'a CSV of purchases');
    const calibrationEnd = dayOf('--calibration-end', required('--calibration-end', values['calibration-end'], 'a day such as 2026-06-30'));
    const file = await readTransactions(path, values.map, dates, progress);
    checkCalibration(file, calibrationEnd);
    const found = backtestLifetime(
      { customers: file.customers, days: file.days, ...(file.amounts ? { amounts: file.amounts } : {}) },
      { calibrationEnd, progress: (share) => progress('fitting', share) },
    );
    const verdict = lifetimeVerdict(found);
    return {
      scores: scoresOf(found, calibrationEnd),
      words: [verdict.headline, ...verdict.sentences, '', ...parametersInWords(found), '', ...scoresInWords(found)],
      predictions: predictionsOf(found.rows),
      page: lifetimePage(found, verdict, { calibrationEnd, purchases: purchasesIn(file), notes: file.notes }),
      notes: file.notes,
    };
  },
});

/** A day as people write it; epoch days since 1970-01-01. @throws UsageError naming the flag */
function dayOf(flag: string, text: string): number {
  const read = readDateColumns([[text]]);
  const ms = 'cell' in read ? Number.NaN : (read.epochMilliseconds[0]?.[0] ?? Number.NaN);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) && ('cell' in read || !read.isProven))
    throw new UsageError(`${flag} "${text}" cannot be read as a day: one such as 2026-06-30 is expected.`);
  if (Number.isNaN(ms)) throw new UsageError(`${flag} "${text}" is not a day of the calendar: one such as 2026-06-30 is expected.`);
  return Math.floor(ms / dayMs);
}

function checkCalibration({ days, amounts }: TransactionFile, calibrationEnd: number): void {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  days.forEach((day, row) => {
    const isReturn = amounts !== undefined && (amounts[row] as number) < 0;
    if (!isReturn) first = Math.min(first, day);
    last = Math.max(last, day);
  });
  if (calibrationEnd >= last)
    throw new UsageError(
      `--calibration-end ${isoDay(calibrationEnd)}: the last purchase is of ${isoDay(last)}. An earlier day is expected, so that there is something to compare with.`,
    );
  if (calibrationEnd <= first)
    throw new UsageError(
      `--calibration-end ${isoDay(calibrationEnd)}: the first purchase is of ${isoDay(first)}. A later day is expected.`,
    );
}

/** Without what was given back. */
function purchasesIn({ customers, amounts }: TransactionFile): number {
  return customers.length - (amounts?.reduce((sum, amount) => sum + (amount < 0 ? 1 : 0), 0) ?? 0);
}

function scoresOf({ rows, ...found }: LifetimeBacktest, calibrationEnd: number): object {
  return { study: 'lifetime', calibrationEnd: isoDay(calibrationEnd), customers: rows.length, ...found };
}

function predictionsOf(rows: readonly LifetimePrediction[]): Predictions {
  const hasValue = rows.some(({ expectedValue }) => expectedValue !== undefined);
  return {
    header: [
      'customer',
      'frequency',
      'recency',
      'tenure',
      'expected',
      'p_alive',
      'actual',
      ...(hasValue ? ['expected_value', 'actual_value'] : []),
    ],
    rows: rows.map((row) => [
      row.customer,
      row.frequency,
      rounded(row.recency, 6),
      rounded(row.tenure, 6),
      rounded(row.expected, 6),
      probabilityCell(row.chanceAlive),
      row.actual,
      ...(hasValue ? [rounded(row.expectedValue, 2), rounded(row.actualValue, 2)] : []),
    ]),
  };
}

function rounded(value: number | undefined, decimals: number): number | undefined {
  return value === undefined ? undefined : Number(value.toFixed(decimals));
}

function parametersInWords({ bgNbd, gammaGamma }: LifetimeBacktest): string[] {
  const lines = (name: string, fitted: typeof bgNbd | NonNullable<typeof gammaGamma>) =>
    Object.entries(fitted.parameters).map(([parameter, { value, low, high }]) => [
      name,
      parameter,
      value.toFixed(3),
      low === undefined || high === undefined ? 'not settled by these data' : `${low.toFixed(3)} to ${high.toFixed(3)}`,
    ]);
  return table([
    ['model', 'parameter', 'value', '80 % interval'],
    ...lines('BG/NBD', bgNbd),
    ...(gammaGamma ? lines('Gamma-Gamma', gammaGamma) : []),
  ]);
}

function scoresInWords({ model, naive, actualInAll, value, rows, holdoutUnits }: LifetimeBacktest): string[] {
  return [
    ...table([
      ['', 'as fitted', 'everybody goes on as before'],
      ['mean absolute error per customer', score(model.meanAbsoluteError), score(naive.meanAbsoluteError)],
      ['root mean squared error', score(model.rootMeanSquaredError), score(naive.rootMeanSquaredError)],
      ['purchases expected in all', score(model.expectedInAll, 1), score(naive.expectedInAll, 1)],
      ['purchases that came', score(actualInAll, 0), score(actualInAll, 0)],
    ]),
    ...(value
      ? [
          `Money: expected ${score(value.expectedInAll, 2)}, came ${score(value.actualInAll, 2)}${value.actualInAll > 0 ? ` (${percent(Math.abs(value.expectedInAll / value.actualInAll - 1))} ${value.expectedInAll < value.actualInAll ? 'too little was' : 'too much was'} foretold)` : ''}.`,
        ]
      : []),
    `${count(rows.length, 'customer')}, ${score(holdoutUnits, 1)} weeks after the calibration.`,
  ];
}
