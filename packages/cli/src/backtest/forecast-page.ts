import type { DealHistories, ForecastBacktest } from '@windshield/core';
import { number, percent, rough } from './in-words.ts';
import type { Page, Section, Verdict } from './page/page.ts';
import { rangeRows } from './page/row-charts.ts';

export interface ForecastSource {
  readonly deals: DealHistories;
  readonly periods: string;
  readonly seed: number;
}

export function forecastPage(found: ForecastBacktest, verdict: Verdict, { deals, periods, seed }: ForecastSource): Page {
  const { rows, scores } = found;
  const what = found.unit === 'amount' ? 'won' : 'deals won';
  return {
    title: 'Windshield backtest: forecast',
    question: `What each ${periods} would bring, said on the day before it began`,
    verdict,
    figures: [
      { label: 'Deals', value: number(deals.ids.length), note: `${number(rows.length)} ${periods}s forecast` },
      ...(scores
        ? [
            { label: 'Ranges that held', value: percent(scores.coverage.share), note: '80 % was said' },
            { label: 'Error', value: rough(scores.crps), note: `${rough(scores.weightedPipelineCrps)} by the weighted pipeline` },
            ...(scores.bias === undefined
              ? []
              : [
                  {
                    label: 'Leaning',
                    value: percent(Math.abs(scores.bias)),
                    note: scores.bias >= 0 ? 'too much on average' : 'too little on average',
                  },
                ]),
          ]
        : []),
    ],
    sections: [
      {
        heading: 'Said and happened',
        text:
          rows.length === 0
            ? ['There is no period to judge.']
            : [`Each line is one ${periods}: the band holds the likely 80 %, the line the middle, the ring what was ${what}.`],
        ...(rows.length === 0
          ? {}
          : {
              chart: rangeRows(
                rows.map(({ period, q10, q50, q90, actual }) => ({
                  name: period,
                  low: q10,
                  middle: q50,
                  high: q90,
                  actual,
                  said: `${rough(q10)} to ${rough(q90)}, came ${rough(actual)}`,
                })),
                'Ranges by period',
                rough,
              ),
              numbers: {
                caption: `Said on the day before, in ${found.unit === 'amount' ? "the file's currency" : 'deals'}`,
                header: ['period', 'said on', '10 %', '50 %', '90 %', 'came', 'weighted pipeline'],
                rows: rows.map(({ period, asOf, q10, q50, q90, actual, weightedPipeline }) => [
                  period,
                  asOf,
                  ...[q10, q50, q90, actual, weightedPipeline].map((value) => number(Math.round(value))),
                ]),
              },
            }),
      },
      drivers(found, periods),
      failures(found, periods),
    ],
    made: [
      `windshield backtest forecast, seed ${seed}. 10,000 draws a ${periods}: open deals by their chances, deals not yet there by season, one shock shared by all deals of a ${periods}. Error is the continuous ranked probability score (Gneiting & Raftery 2007).`,
      'Each period is said from what was known by the day before: deals that closed later are open then, deals that opened later are not there.',
    ],
  };
}

function drivers({ amounts, amountsBy, unit, wonWithoutAmount, drivers: found, setAside }: ForecastBacktest, periods: string): Section {
  const text = {
    known: 'Open deals carry amounts, and these are believed as far as past ones came true.',
    whenWon: `The file holds amounts of won deals only: an open deal stands for what deals like it brought${amountsBy === undefined ? '' : ` (by "${amountsBy}")`}.`,
    count: 'There are no amounts; won deals are counted.',
  }[amounts];
  return {
    heading: 'What drove it',
    text: [
      'Three things make a period: deals that are open and may be won in it, deals that are not there yet, and what moves all of them together.',
      ...(found
        ? [
            `Of what was expected on the day before, ${percent(found.openDeals, 0)} lay in deals that were open and ${percent(found.dealsToCome, 0)} in deals still to come. By the last ${periods}, the ones before had shown that all deals together are moved by about ${percent(found.shockOfLast, 0)}, up or down.`,
          ]
        : []),
      text,
      ...(unit === 'amount' && wonWithoutAmount > 0 ? [`${number(wonWithoutAmount)} won deals have no amount and count as nothing.`] : []),
      ...(setAside.length === 0 ? [] : [`Columns not read: ${setAside.map(({ column, why }) => `"${column}" (${why})`).join('; ')}.`]),
    ],
  };
}

function failures({ rows }: ForecastBacktest, periods: string): Section {
  const outside = rows.filter(({ actual, q10, q90 }) => actual < q10 || actual > q90);
  return {
    heading: 'Where it failed',
    text:
      rows.length === 0
        ? ['Nothing was forecast.']
        : outside.length === 0
          ? [`No ${periods} lay outside its range.`]
          : [
              `${outside.length} of ${rows.length} ${periods}s lay outside their range: ${outside.map(({ period, actual, q10, q90 }) => `${period} (came ${rough(actual)}, said ${rough(q10)} to ${rough(q90)})`).join('; ')}.`,
            ],
  };
}
