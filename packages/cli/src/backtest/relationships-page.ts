import type { RelationshipBacktest } from '@windshield/core';
import { type AsOf, asOfInWords } from './as-of-times.ts';
import { number, percent, score } from './in-words.ts';
import type { Page, Section, Verdict } from './page/page.ts';
import { reliabilitySection, worstGroup } from './page/reliability-section.ts';
import { againstRows, barRows } from './page/row-charts.ts';

export interface RelationshipsSource {
  readonly events: number;
  readonly people: number;
  readonly asOfs: readonly AsOf[];
  readonly horizonDays: number;
  readonly seed: number;
}

export function relationshipsPage(found: RelationshipBacktest, verdict: Verdict, source: RelationshipsSource): Page {
  const { scores, fit, predictions } = found;
  const { events, people, asOfs, horizonDays, seed } = source;
  const of = `writes within ${horizonDays} days`;
  return {
    title: 'Windshield backtest: relationships',
    question: `Who writes to whom within ${horizonDays} days, foretold from what they exchanged before`,
    verdict,
    figures: [
      { label: 'Exchanges', value: number(events), note: `among ${number(people)} people` },
      {
        label: 'Foretold',
        value: number(predictions.p.length),
        note: `pairs, at ${asOfs.length === 1 ? 'one time' : `${asOfs.length} times`}`,
      },
      ...(scores
        ? [
            { label: 'Error (log loss)', value: score(scores.logLoss), note: `${score(scores.baseLogLoss)} without a model` },
            { label: 'Off by', value: percent(scores.ece, 1), note: 'said against happened, on average' },
          ]
        : []),
    ],
    sections: [
      reliabilitySection('Said and happened', scores ? [{ of, rows: scores.reliability }] : [], []),
      ...(found.byTime.length > 1 ? [timeByTime(found, asOfs)] : []),
      drivers(found),
      {
        heading: 'Where it failed',
        text: [
          ...(scores
            ? [worstGroup(scores.reliability) ?? ''].filter((line) => line !== '')
            : ['Nothing can be said: no horizon ends inside the data.']),
          'Who has exchanged nothing for 180 days is not judged, and a first mail between two people is not foretold.',
          ...found.notes,
        ],
      },
    ],
    made: [
      `windshield backtest relationships, seed ${seed}. Learned from ${number(fit.cases)} pairs at ${fit.times.length} earlier moments, all before the first time that was asked about; ${percent(fit.baseRate)} of them wrote.`,
      `Old exchanges count less and less: half after ${number(fit.halfLife.days)} days${fit.halfLife.tenurePower > 0 ? ' for a new tie, and later the longer two people have known each other' : ''}.`,
    ],
  };
}

/** Weeks in which all wrote less or more than was said: holidays, a closed office, a change in how people work. */
function timeByTime({ byTime }: RelationshipBacktest, asOfs: readonly AsOf[]): Section {
  const inWords = new Map(asOfs.map((one) => [one.seconds, asOfInWords(one)]));
  const rows = byTime.map((one) => ({ ...one, name: inWords.get(one.asOf) ?? String(one.asOf) }));
  const [worst] = rows.toSorted((a, b) => Math.abs(b.said - b.happened) - Math.abs(a.said - a.happened));
  const shown = rows.length <= mostTimesShown ? rows : [];
  return {
    heading: 'Time by time',
    text: [
      'The share of all pairs that would write, as it was said at each time, and as it came. A week in which everybody writes less, such as a holiday, shows here.',
      ...(worst ? [`Furthest apart was ${worst.name}: ${percent(worst.said)} said, ${percent(worst.happened)} wrote.`] : []),
    ],
    ...(shown.length > 0 && {
      chart: againstRows(
        shown.map(({ name, said, happened }) => ({ name, said, happened, words: `${percent(said)} said, ${percent(happened)} wrote` })),
        'Share of pairs that wrote',
      ),
    }),
    numbers: {
      caption: 'Pairs at each time',
      header: ['time', 'pairs', 'said', 'wrote'],
      rows: rows.map(({ name, n, said, happened }) => [name, number(n), percent(said, 1), percent(happened, 1)]),
    },
  };
}

/** More rows than this are a table, not a picture. */
const mostTimesShown = 30;

function drivers({ drivers: found }: RelationshipBacktest): Section {
  if (found.length === 0) return { heading: 'What drove it', text: ['Nothing told pairs apart: all are given the same chance.'] };
  return {
    heading: 'What drove it',
    text: ['Which part of what was known moved the chances, on average.'],
    chart: barRows(
      found.map(({ theme, share }) => ({ name: theme, value: share, said: percent(share, 0) })),
      'What drove the chances',
    ),
  };
}
