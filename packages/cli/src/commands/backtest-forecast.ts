import { backtestForecast, type ForecastBacktest, readColumns } from '@windshield/core';
import { backtestCommand } from '../backtest/backtest-command.ts';
import { dateOrderOf } from '../backtest/date-columns.ts';
import { readDeals } from '../backtest/deal-file.ts';
import { dealMapUsage, readDealMap } from '../backtest/deal-map.ts';
import { required } from '../backtest/flags.ts';
import { forecastPage } from '../backtest/forecast-page.ts';
import { forecastVerdict } from '../backtest/forecast-verdict.ts';
import { percent, rough } from '../backtest/in-words.ts';
import type { Predictions } from '../backtest/predictions.ts';
import { readFile } from '../backtest/read-file.ts';
import { oneOf } from '../command-line.ts';
import { table } from '../words.ts';

const periodKinds = ['quarter', 'month'] as const;

/** `backtest forecast`: each past period, said from what was known before it. */
export const backtestForecastCommand = backtestCommand({
  name: 'forecast',
  takes: `--deals D.csv --map ${dealMapUsage} [--periods quarter|month] [--dates dmy|mdy|ymd]`,
  summary: 'forecast each past quarter or month from the days before it, and compare',
  flags: ['deals', 'map', 'periods', 'dates'],
  inputs: ['deals'],
  async run(values, { seed, progress }) {
    const dates = dateOrderOf(values.dates);
    const path = required('--deals', values.deals, 'a CSV of deals');
    const map = readDealMap(values.map);
    const periods = oneOf('--periods', values.periods ?? 'quarter', periodKinds);
    const file = await readFile('--deals', path, progress);
    const { deals, notes } = readDeals(file, map, { dates, mayLackEnds: false, readKnown: readColumns });
    const found = backtestForecast(deals, { periods, seed, progress: (share) => progress('forecasting', share) });
    const verdict = forecastVerdict(found);
    const { rows, ...rest } = found;
    return {
      scores: { study: 'forecast', seed, periods, deals: deals.ids.length, ...rest, scores: rest.scores ?? null },
      words: [verdict.headline, ...verdict.sentences, '', ...rowsInWords(found)],
      predictions: predictionsOf(rows),
      page: forecastPage(found, verdict, { deals, periods, seed }),
      notes,
    };
  },
});

function predictionsOf(rows: ForecastBacktest['rows']): Predictions {
  const money = (value: number) => Number(value.toFixed(2));
  return {
    header: ['period', 'as_of', 'q10', 'q50', 'q90', 'actual'],
    rows: rows.map(({ period, asOf, q10, q50, q90, actual }) => [period, asOf, money(q10), money(q50), money(q90), money(actual)]),
  };
}

function rowsInWords({ rows, scores }: ForecastBacktest): string[] {
  if (!scores) return [];
  const { crps, weightedPipelineCrps, wape, weightedPipelineWape, bias, pinball } = scores;
  const share = (value: number | undefined) => (value === undefined ? '–' : percent(value, 1));
  return [
    ...table([
      ['period', 'said on', '10 %', '50 %', '90 %', 'came'],
      ...rows.map(({ period, asOf, q10, q50, q90, actual }) => [period, asOf, ...[q10, q50, q90, actual].map(rough)]),
    ]),
    '',
    ...table([
      ['', 'forecast', 'weighted pipeline'],
      ['CRPS', rough(crps), rough(weightedPipelineCrps)],
      ['WAPE', share(wape), share(weightedPipelineWape)],
      ['bias', share(bias), ''],
      ['pinball', rough(pinball), ''],
    ]),
  ];
}
