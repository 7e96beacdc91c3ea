import { dayInWords, isoDay, type LifetimeBacktest } from '@windshield/core';
import { count } from '../words.ts';
import { number, percent, score } from './in-words.ts';
import type { Page, Verdict } from './page/page.ts';
import { againstRows } from './page/row-charts.ts';

/** What is known about the files, beside the scores. */
export interface LifetimeSource {
  readonly calibrationEnd: number;
  readonly purchases: number;
  readonly notes: readonly string[];
}

export function lifetimePage(found: LifetimeBacktest, verdict: Verdict, { calibrationEnd, purchases, notes }: LifetimeSource): Page {
  const { model, naive, actualInAll, rows, holdoutUnits, calibration, value } = found;
  return {
    title: 'Windshield backtest: customers',
    question: `What customers bought after ${dayInWords(calibrationEnd, 0)}, foretold from what they bought before`,
    verdict,
    figures: [
      { label: 'Customers', value: rows.length.toLocaleString('en'), note: `${purchases.toLocaleString('en')} purchases` },
      { label: 'Expected in all', value: score(model.expectedInAll, 0), note: `${actualInAll.toLocaleString('en')} came` },
      {
        label: 'Error per customer',
        value: score(model.meanAbsoluteError, 3),
        note: `${score(naive.meanAbsoluteError, 3)} if all go on as before`,
      },
      ...(value ? [{ label: 'Money expected', value: score(value.expectedInAll, 0), note: `${score(value.actualInAll, 0)} came` }] : []),
    ],
    sections: [
      {
        heading: 'Said and happened',
        text: [
          `Customers by how often they had bought again, after their first purchase, until ${dayInWords(calibrationEnd, 0)}. The bar is how many more purchases were expected of each in the ${score(holdoutUnits, 1)} weeks after, the ring how many came.`,
        ],
        chart: againstRows(
          calibration.map(({ frequency, isOrMore, customers, expected, actual }) => ({
            name: `${timesInWords(frequency, isOrMore)} · ${count(customers, 'customer')}`,
            said: expected,
            happened: actual,
            words: `${score(expected, 2)} said, ${score(actual, 2)} came`,
          })),
          'Purchases per customer',
        ),
        numbers: {
          caption: 'Purchases per customer after the calibration',
          header: ['bought again before', 'customers', 'expected', 'came'],
          rows: calibration.map(({ frequency, isOrMore, customers, expected, actual }) => [
            `${frequency}${isOrMore ? ' or more' : ''}`,
            customers.toLocaleString('en'),
            score(expected, 3),
            score(actual, 3),
          ]),
        },
      },
      whereItFailed(found),
      parameters(found),
    ],
    made: [
      'windshield backtest lifetime. BG/NBD (Fader, Hardie & Lee 2005) for when customers come back, Gamma-Gamma (Fader & Hardie 2005) for what they spend, both by maximum likelihood.',
      `Fitted on what was bought until ${isoDay(calibrationEnd)} alone; several purchases on one day count as one.`,
      ...notes,
    ],
  };
}

function whereItFailed({ calibration, rows }: LifetimeBacktest): Page['sections'][number] {
  const worst = calibration.toSorted(
    (a, b) => b.customers * Math.abs(b.expected - b.actual) - a.customers * Math.abs(a.expected - a.actual),
  )[0];
  const surprises = rows.toSorted((a, b) => Math.abs(b.expected - b.actual) - Math.abs(a.expected - a.actual)).slice(0, 10);
  const unforeseen = rows.filter(({ chanceAlive, actual }) => chanceAlive < 0.2 && actual > 0).length;
  const lost = rows.filter(({ chanceAlive }) => chanceAlive < 0.2).length;
  return {
    heading: 'Where it failed',
    text: [
      ...(worst
        ? [
            `Most purchases were misjudged among customers who had bought again ${timesInWords(worst.frequency, worst.isOrMore)} before: ${score(worst.expected, 2)} expected each, ${score(worst.actual, 2)} came.`,
          ]
        : []),
      lost === 0
        ? 'Nobody was thought to be lost (below 20 %).'
        : `${count(lost, 'customer')} ${lost === 1 ? 'was' : 'were'} given less than 20 % to be still there; ${unforeseen.toLocaleString('en')} of them (${percent(unforeseen / lost)}) came back.`,
    ],
    numbers: {
      caption: 'The ten customers furthest from what was expected',
      header: ['customer', 'bought again before', 'expected', 'came'],
      rows: surprises.map(({ customer, frequency, expected, actual }) => [customer, frequency, score(expected, 2), actual]),
    },
  };
}

function parameters({ bgNbd, gammaGamma }: LifetimeBacktest): Page['sections'][number] {
  const lines = (fitted: typeof bgNbd | NonNullable<typeof gammaGamma>, model: string) =>
    Object.entries(fitted.parameters).map(([name, { value, low, high }]) => [
      model,
      name,
      score(value, 3),
      low === undefined || high === undefined ? 'not settled' : `${score(low, 3)} to ${score(high, 3)}`,
    ]);
  return {
    heading: 'What drove it',
    text: [
      'How often somebody bought, and how long ago relative to their own rhythm, drive what is expected of them: a long silence from a frequent buyer counts against them, the same silence from a rare one does not.',
      ...typicalCustomer(bgNbd),
    ],
    numbers: {
      caption: 'Fitted parameters, time in weeks',
      header: ['model', 'parameter', 'value', '80 % interval'],
      rows: [...lines(bgNbd, 'BG/NBD'), ...(gammaGamma ? lines(gammaGamma, 'Gamma-Gamma') : [])],
    },
  };
}

/** What the parameters mean: one mean rate, one mean chance to leave. Nothing where the data do not settle them. */
function typicalCustomer({ parameters: { r, alpha, a, b } }: LifetimeBacktest['bgNbd']): string[] {
  if ([r, alpha, a, b].some(({ low }) => low === undefined))
    return ['The purchases do not settle how customers differ: take single customers with care.'];
  return [
    `On average a customer comes back every ${number(alpha.value / r.value)} weeks while they are one, and after each purchase ${percent(a.value / (a.value + b.value))} leave for good; customers differ widely in both.`,
  ];
}

function timesInWords(frequency: number, isOrMore: boolean): string {
  if (isOrMore) return `${frequency} times or more`;
  return ['never', 'once', 'twice'][frequency] ?? `${frequency} times`;
}
