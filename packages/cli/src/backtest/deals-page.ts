import { type DealHistories, type DealsBacktest, isoDay } from '@windshield/core';
import { number, percent, score } from './in-words.ts';
import type { Page, Section, Verdict } from './page/page.ts';
import { reliabilitySection, worstGroup } from './page/reliability-section.ts';
import { barRows } from './page/row-charts.ts';

/** What is known about the call, beside the findings. */
export interface DealsSource {
  readonly train: DealHistories;
  readonly test: DealHistories;
  readonly ages: readonly number[];
  readonly horizonDays: number;
  readonly seed: number;
}

export function dealsPage(found: DealsBacktest, verdict: Verdict, source: DealsSource): Page {
  const { scores, ends, forecasts } = found;
  const { train, test, ages, horizonDays, seed } = source;
  return {
    title: 'Windshield backtest: deals',
    question: `What becomes of deals within ${horizonDays} days, said ${agesInWords(ages)} after their opening`,
    verdict,
    figures: [
      { label: 'Learned from', value: `${number(train.ids.length)} deals`, note: `${ends[0]} won, ${ends[1]} lost, ${ends[2]} gone` },
      {
        label: 'Foretold',
        value: number(forecasts.count),
        note: `of ${number(test.ids.length)} deals, at ${ages.length === 1 ? 'one age' : `${ages.length} ages`}`,
      },
      ...(scores
        ? [
            { label: 'Error', value: score(scores.states.model), note: `${score(scores.states.reference)} by the usual shares` },
            { label: 'Right order of wins', value: score(scores.cIndexWon, 3), note: '0.5 by guessing, 1 always right' },
          ]
        : []),
    ],
    sections: [...reliability(found), whatDrove(found, horizonDays), whereItFailed(found, source), howRead(found)],
    made: [
      `windshield backtest deals, seed ${seed}. Competing risks in discrete time (Allison 1982); error is the integrated Brier score (Graf et al. 1999) over won, lost, gone and open, summed; the usual shares are those of Kaplan-Meier with Aalen-Johansen.`,
      'Learned from the training file alone. What became of the deals was read afterwards, to compare.',
    ],
  };
}

function agesInWords(ages: readonly number[]): string {
  return ages.length === 1 ? `${ages[0]} days` : `${ages.slice(0, -1).join(', ')} and ${ages.at(-1)} days`;
}

function reliability({ scores }: DealsBacktest): Section[] {
  if (!scores) return [];
  const { won, anyEnd } = scores.calibration;
  return [
    reliabilitySection(
      'Said and happened',
      [
        ...won.map(({ days, rows }) => ({ of: `won within ${days} days`, rows })),
        ...anyEnd.slice(-1).map(({ days, rows }) => ({ of: `ended within ${days} days`, rows })),
      ],
      won.map(
        ({ days, n, error, errorByChance }) =>
          `Won within ${days} days: ${number(n)} forecasts; what was said and what happened lie ${percent(error, 1)} apart on average, where luck alone would make it ${percent(errorByChance, 1)}.`,
      ),
    ),
  ];
}

const shownColumns = 10;

/** The columns, as far as they move the chance to be won, with the values that raised and lowered it most. */
function whatDrove({ importances, reasons, ends }: DealsBacktest, horizonDays: number): Section {
  const heading = 'What drove it';
  const told = importances.filter(({ meanEffect }) => meanEffect >= leastEffect);
  if (told.length === 0)
    return {
      heading,
      text: [
        ends[0] === 0
          ? 'No deal of the training file was won: no column can say what speaks for winning.'
          : 'No column moved the chance to be won by half a point: the age of a deal, and the time of the quarter, say all.',
      ],
    };
  return {
    heading,
    text: [
      `How many points each column moves the chance to be won within ${horizonDays} days, up or down, away from that of a usual deal of the same age: on average over ${number(reasons.length)} forecasts, spread over all.`,
    ],
    chart: barRows(
      told.slice(0, shownColumns).map(({ column, meanEffect }) => ({ name: column, value: meanEffect, said: points(meanEffect) })),
      'Points by which each column moves the chance to be won',
    ),
    numbers: {
      caption: 'Columns, with the deals among these forecasts that they raised and lowered most',
      header: ['column', 'points on average', 'raised most', 'lowered most'],
      rows: told.map(({ column, meanEffect }) => [column, points(meanEffect), ...extremesOf(reasons, column)]),
    },
  };
}

/** Half a point: less cannot be seen on the page. */
const leastEffect = 0.005;

function points(effect: number): string {
  return (100 * effect).toFixed(1).replace('-', '−');
}

function extremesOf(reasons: DealsBacktest['reasons'], column: string): [raised: string, lowered: string] {
  const rising = reasons
    .flatMap((one) => one.reasons.filter((reason) => reason.column === column))
    .sort((a, b) => a.effect - b.effect || (a.value < b.value ? -1 : 1));
  const said = (found: (typeof rising)[number] | undefined, isOf: (effect: number) => boolean) =>
    found && isOf(found.effect) ? `${found.value} (${found.effect > 0 ? '+' : ''}${points(found.effect)})` : '–';
  return [said(rising.at(-1), (effect) => effect > 0), said(rising[0], (effect) => effect < 0)];
}

function howRead({ method, segmentColumn, setAside, watchedFrom, referenceColumn }: DealsBacktest): Section {
  const heard = method.filter(({ weight }) => weight >= 0.005);
  return {
    heading: 'How the past was read',
    text: [
      `Several readings of the past were tried on deals left out of the fit, and mixed by how well they foretold those: ${heard.map(({ name, weight }) => `${name} (${percent(weight, 0)})`).join('; ')}.`,
      ...(segmentColumn === undefined
        ? ['No column tells deals apart enough for curves of its own.']
        : [`Deals differ most by "${segmentColumn}".`]),
      ...(referenceColumn === undefined ? [] : [`The usual shares that they are held against are split by "${referenceColumn}".`]),
      ...(watchedFrom === undefined
        ? []
        : [`The file shows no ends before ${isoDay(watchedFrom)}; nothing is concluded from the days before.`]),
      ...(setAside.length === 0 ? [] : ['These columns were not learned from:']),
    ],
    ...(setAside.length === 0
      ? {}
      : {
          numbers: {
            caption: 'Columns set aside',
            header: ['column', 'why'],
            rows: setAside.map(({ column, why }) => [column, why]),
            isOpen: true,
          },
        }),
  };
}

const shownSurprises = 10;

function whereItFailed({ scores, forecasts, ends, drift }: DealsBacktest, { test, horizonDays }: DealsSource): Section {
  const heading = 'Where it failed';
  if (!scores) return { heading, text: ['Nothing can be said before the outcomes of these deals are known.'] };
  const surprises = Array.from({ length: forecasts.count }, (_, row) => {
    const deal = forecasts.deal[row] as number;
    const age = forecasts.age[row] as number;
    const days = (test.closedDay[deal] as number) - (test.openedDay[deal] as number) - age;
    const end = days <= horizonDays ? (test.end[deal] as number) : 0;
    const isKnown = end !== 0 || days >= horizonDays;
    const said = [forecasts.pOpen, forecasts.pWon, forecasts.pLost, forecasts.pGone][end]?.[row] as number;
    return { deal, age, end, said, isKnown };
  })
    .filter(({ isKnown }) => isKnown)
    .sort((a, b) => a.said - b.said || a.deal - b.deal || a.age - b.age)
    .slice(0, shownSurprises);
  const lastWon = scores.calibration.won.at(-1);
  const worst = lastWon && worstGroup(lastWon.rows);
  return {
    heading,
    text: [
      ...(worst === undefined ? [] : [worst]),
      ...(drift.isDrifted ? [drift.text] : []),
      ...drift.columns.map(({ text }) => `Changed: ${text}.`),
      ...(ends[2] === 0 ? ['No deal of the training file is marked as gone silent, so that end is given next to no chance.'] : []),
      'The deals below ended in the way that seemed least likely.',
    ],
    numbers: {
      caption: 'The greatest surprises',
      header: ['deal', 'age in days', 'what happened', 'chance it had been given'],
      rows: surprises.map(({ deal, age, end, said }) => [
        test.ids[deal] as string,
        age,
        ['still open', 'won', 'lost', 'gone'][end] as string,
        percent(said, 1),
      ]),
    },
  };
}
