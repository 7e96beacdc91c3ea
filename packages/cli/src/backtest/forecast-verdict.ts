import { type ForecastBacktest, pastNeeded } from '@windshield/core';
import { percent } from './in-words.ts';
import type { Verdict } from './page/page.ts';

const fewPeriods = 12;

/** Says of the scores whether the ranges can be planned with, against the weighted pipeline. */
export function forecastVerdict({ scores, unit }: ForecastBacktest): Verdict {
  if (!scores)
    return {
      tone: 'open',
      headline: 'Too little past to forecast from.',
      sentences: [
        `Before the first period that can be said, ${pastNeeded.closed} deals must have closed, ${pastNeeded.won} of them won, over at least ${pastNeeded.days} days; and the file must reach to a period's end.`,
      ],
    };
  const { coverage, gain, periods } = scores;
  const covered = `The range said to hold in 80 % of periods held in ${percent(coverage.share)} of ${periods}; from so many, anything between ${percent(coverage.low)} and ${percent(coverage.high)} could be the truth.`;
  const better = `Its error (CRPS) is ${percent(Math.abs(gain))} ${gain >= 0 ? 'smaller' : 'larger'} than that of the weighted pipeline.`;
  const counted = unit === 'wonDeals' ? ['The file has no amounts above zero: deals won are counted.'] : [];
  const holds = coverage.low <= 0.8 && coverage.high >= 0.8;
  if (periods < fewPeriods)
    return {
      tone: 'open',
      headline: `Only ${periods} ${periods === 1 ? 'period' : 'periods'} can be judged: too few to say how far to trust it.`,
      sentences: [covered, better, ...counted],
    };
  if (holds && gain > 0)
    return {
      tone: 'good',
      headline: 'Plan with these ranges: they held about as often as they said.',
      sentences: [covered, better, ...counted],
    };
  if (!holds)
    return {
      tone: 'poor',
      headline:
        coverage.share < 0.8
          ? 'The ranges were too narrow: surprises came more often than said.'
          : 'The ranges were too wide: they held more often than said.',
      sentences: [covered, better, ...counted],
    };
  return { tone: 'poor', headline: 'The ranges held, but the weighted pipeline came as near.', sentences: [covered, better, ...counted] };
}
