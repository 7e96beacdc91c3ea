import { checkDrift, type Drift, summarisePast, type Table } from '../../learner/index.ts';
import { saidOfDeals } from './deal-calibration.ts';
import type { DealHistories } from './deal-histories.ts';
import type { FollowedAge } from './judged-ages.ts';

/** Ends that came clearly more or less often than the past made likely, of deals looked at on one age. */
export type EndsOffThePast = { age: number; days: number; end: 'won' | 'any end'; said: number; happened: number; n: number };

export type DealsDrift = {
  /** True when the later deals no longer resemble those that were learned from. */
  isDrifted: boolean;
  /** Columns whose values are spread otherwise than in the past, most changed first. */
  columns: Drift['columns'];
  /** The farthest off first. */
  ends: EndsOffThePast[];
  text: string;
};

/** Shares nearer to each other than this are left to the calibration error, however many deals there are. */
const leastDifference = 0.05;

/**
 * Do later deals resemble the past? Compares what was known at opening, column by column, and, where the file tells, how many were won and
 * how many ended within the longest time asked for: changed when the share is off beyond chance (see {@link checkDrift}) and by five points.
 * One age at a time, so that no deal counts twice. O(cells + forecasts).
 */
export function dealsDrift(past: Table, later: Table, test: DealHistories, followed: readonly FollowedAge[]): DealsDrift {
  const { columns } = checkDrift(summarisePast(past, 0), later);
  const ends = followed
    .flatMap((part) => [endsOffThePast(test, part, 1), endsOffThePast(test, part, undefined)])
    .filter((found) => found !== undefined)
    .sort((a, b) => Math.abs(b.said - b.happened) - Math.abs(a.said - a.happened));
  const isDrifted = columns.length > 0 || ends.length > 0;
  return { isDrifted, columns, ends, text: inWords(columns, ends) };
}

function endsOffThePast(test: DealHistories, part: FollowedAge, cause: number | undefined): EndsOffThePast | undefined {
  const days = part.model.days[part.model.days.length - 1] as number;
  const cases = saidOfDeals(test, [part], days, cause);
  const { outcome } = checkDrift({ n: 0, rate: 0, columns: [] }, { rowCount: cases.said.length, columns: [] }, cases);
  if (!outcome || Math.abs(outcome.expected - outcome.happened) < leastDifference) return undefined;
  return {
    age: part.age,
    days,
    end: cause === undefined ? 'any end' : 'won',
    said: outcome.expected,
    happened: outcome.happened,
    n: outcome.n,
  };
}

function inWords(columns: Drift['columns'], [worst]: readonly EndsOffThePast[]): string {
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const changed = columns.map(({ column }) => `"${column}"`);
  const found = [
    ...(worst
      ? [
          `of deals open at ${worst.age} days, ${percent(worst.happened)} ${worst.end === 'won' ? 'were won' : 'ended'} within ${worst.days} days where the past made ${percent(worst.said)} likely`,
        ]
      : []),
    ...(changed.length > 0
      ? [`other values than before in ${changed.slice(0, 3).join(', ')}${changed.length > 3 ? ' and more' : ''}`]
      : []),
  ];
  return found.length > 0
    ? `The past no longer resembles now: ${found.join('; ')}.`
    : 'These deals resemble the past that was learned from.';
}
