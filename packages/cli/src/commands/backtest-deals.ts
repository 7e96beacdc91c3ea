import { backtestDeals, type DealHistories, type DealsBacktest, readColumns, readColumnsLike } from '@windshield/core';
import { backtestCommand } from '../backtest/backtest-command.ts';
import { dateOrderOf } from '../backtest/date-columns.ts';
import { readDeals } from '../backtest/deal-file.ts';
import { dealMapUsage, readDealMap } from '../backtest/deal-map.ts';
import { dealsPage } from '../backtest/deals-page.ts';
import { dealsVerdict } from '../backtest/deals-verdict.ts';
import { dayCounts, required } from '../backtest/flags.ts';
import { percent, score } from '../backtest/in-words.ts';
import { type Predictions, probabilityCell } from '../backtest/predictions.ts';
import { readFile } from '../backtest/read-file.ts';
import { UsageError } from '../command-line.ts';
import { count, table } from '../words.ts';

/** `backtest deals`: deals that ended foretell others from what was known of these at their opening. */
export const backtestDealsCommand = backtestCommand({
  name: 'deals',
  takes: `--train A.csv --test B.csv --map ${dealMapUsage} --as-of-age DAYS[,…] --horizon-days H [--dates dmy|mdy|ymd]`,
  summary: 'foretell which deals are won, lost or gone within some days of an age, and compare',
  flags: ['train', 'test', 'map', 'as-of-age', 'horizon-days', 'dates'],
  inputs: ['train', 'test'],
  async run(values, { seed, progress }) {
    const dates = dateOrderOf(values.dates);
    const paths = [required('--train', values.train, 'a CSV of deals'), required('--test', values.test, 'a CSV of deals')] as const;
    const map = readDealMap(values.map);
    const ages = dayCounts('--as-of-age', required('--as-of-age', values['as-of-age'], 'ages in days, such as 14 or 14,30'), 0, 3_650);
    const [horizonDays = 0, second] = dayCounts(
      '--horizon-days',
      required('--horizon-days', values['horizon-days'], 'a number of days'),
      1,
      1_825,
    );
    if (second !== undefined) throw new UsageError('--horizon-days takes one number of days.');

    const trainFile = await readFile('--train', paths[0], progress);
    let reading: ReturnType<typeof readColumns>['reading'] = [];
    const train = readDeals(trainFile, map, {
      dates,
      mayLackEnds: false,
      readKnown: (cells) => {
        const known = readColumns(cells);
        ({ reading } = known);
        return known;
      },
    });
    const testFile = await readFile('--test', paths[1], progress);
    const test = readDeals(testFile, map, { dates, mayLackEnds: true, readKnown: (cells) => readColumnsLike(reading, cells) });
    const asked = test.hasClosingDates ? test.deals : openAtEveryAge(test.deals, Math.max(...ages));

    const found = backtestDeals(train.deals, asked, {
      asOfAges: ages,
      horizonDays,
      seed,
      progress: (share) => progress('learning', share),
    });
    const verdict = dealsVerdict(found);
    return {
      scores: scoresOf(found, train.deals, test.deals, ages, horizonDays, seed),
      words: [verdict.headline, ...verdict.sentences, '', ...detailsInWords(found)],
      predictions: predictionsOf(found, asked),
      page: dealsPage(found, verdict, { train: train.deals, test: asked, ages, horizonDays, seed }),
      notes: [...train.notes, ...test.notes, ...sharedNote(train.deals, test.deals), ...youngNotes(testFile.name, asked, ages)],
    };
  },
});

/** A file without closing dates asks about deals that are open. */
function openAtEveryAge(deals: DealHistories, oldest: number): DealHistories {
  return { ...deals, closedDay: deals.openedDay.map((day) => day + oldest + 1) };
}

function sharedNote(train: DealHistories, test: DealHistories): string[] {
  const known = new Set(train.ids);
  const both = test.ids.filter((id) => known.has(id)).length;
  return both === 0 ? [] : [`${count(both, 'deal')} of the test file also stand in the training file: their scores flatter.`];
}

/** Deals that the file shows open, yet not for so long: whether they were still open at that age is not known. */
function youngNotes(name: string, { openedDay, closedDay, end }: DealHistories, ages: readonly number[]): string[] {
  return ages.flatMap((age) => {
    const young = end.reduce((sum, how, i) => sum + (how === 0 && (closedDay[i] as number) - (openedDay[i] as number) <= age ? 1 : 0), 0);
    return young === 0
      ? []
      : [`${name}: ${count(young, 'open deal')} not asked about at ${age} days: the file ends before they are that old.`];
  });
}

function predictionsOf({ forecasts }: DealsBacktest, { ids }: DealHistories): Predictions {
  const { count: rows, deal, age, pWon, pLost, pGone, pOpen } = forecasts;
  return {
    header: ['id', 'age', 'p_won', 'p_lost', 'p_gone', 'p_open'],
    rows: Array.from({ length: rows }, (_, row) => [
      ids[deal[row] as number],
      age[row],
      ...[pWon, pLost, pGone, pOpen].map((p) => probabilityCell(p[row] as number)),
    ]),
  };
}

function scoresOf(
  { forecasts, scores, ...found }: DealsBacktest,
  train: DealHistories,
  test: DealHistories,
  ages: readonly number[],
  horizonDays: number,
  seed: number,
): object {
  const { count: forecastCount } = forecasts;
  return {
    study: 'deals',
    seed,
    asOfAges: ages,
    horizonDays,
    trainDeals: train.ids.length,
    testDeals: test.ids.length,
    forecasts: forecastCount,
    ...found,
    scores: scores ?? null,
  };
}

function detailsInWords({ scores, method, setAside, segmentColumn, forecasts, importances }: DealsBacktest): string[] {
  const heard = method.filter(({ weight }) => weight >= 0.005);
  const told = importances.filter(({ meanEffect }) => meanEffect >= 0.005).slice(0, 8);
  const lines = [
    ...(told.length === 0
      ? []
      : [
          `Moved the chance to be won, in points on average: ${told.map(({ column, meanEffect }) => `"${column}" ${(100 * meanEffect).toFixed(1)}`).join(', ')}.`,
        ]),
    `${count(forecasts.count, 'forecast')}. Readings: ${heard.map(({ name, weight }) => `${name} (${percent(weight, 0)})`).join('; ')}${segmentColumn === undefined ? '' : `; curves of their own by "${segmentColumn}"`}.`,
    ...setAside.map(({ column, why }) => `Set aside: "${column}": ${why}.`),
  ];
  if (!scores) return lines;
  const brier = [
    ['all states', scores.states],
    ['won', scores.won],
    ['any end', scores.anyEnd],
  ] as const;
  return [
    ...lines,
    '',
    ...table([
      ['integrated Brier score', 'model', 'usual shares', 'difference (95 %)'],
      ...brier.map(([name, { model, reference, difference }]) => [
        name,
        score(model),
        score(reference),
        `${score(difference.value)} (${score(difference.low)} to ${score(difference.high)})`,
      ]),
    ]),
    '',
    ...table([
      ['calibration', 'days', 'cases', 'error', 'by luck alone'],
      ...(['won', 'anyEnd'] as const).flatMap((of) =>
        scores.calibration[of].map(({ days, n, error, errorByChance }) => [
          of === 'won' ? 'won' : 'any end',
          days,
          n,
          percent(error, 1),
          percent(errorByChance, 1),
        ]),
      ),
    ]),
    `C-index of wins: ${score(scores.cIndexWon, 3)}.`,
  ];
}
