import type { RelationshipBacktest } from '@windshield/core';
import { number, percent, score } from './in-words.ts';
import type { Page, Section, Verdict } from './page/page.ts';
import { reliabilitySection, worstGroup } from './page/reliability-section.ts';
import { barRows } from './page/row-charts.ts';

export interface RelationshipsSource {
  readonly events: number;
  readonly people: number;
  readonly asOfs: number;
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
      { label: 'Foretold', value: number(predictions.p.length), note: `pairs, at ${asOfs === 1 ? 'one time' : `${asOfs} times`}` },
      ...(scores
        ? [
            { label: 'Error (log loss)', value: score(scores.logLoss), note: `${score(scores.baseLogLoss)} without a model` },
            { label: 'Off by', value: percent(scores.ece, 1), note: 'said against happened, on average' },
          ]
        : []),
    ],
    sections: [
      reliabilitySection('Said and happened', scores ? [{ of, rows: scores.reliability }] : [], []),
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
      `Old exchanges count less and less: half after ${score(fit.halfLife.days, 1)} days for a new tie, and later the longer two people have known each other.`,
    ],
  };
}

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
