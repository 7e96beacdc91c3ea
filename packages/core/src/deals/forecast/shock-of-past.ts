import { type DayNumber, type Period, periodOf } from '../../time/index.ts';
import type { DealHistories } from '../risks/deal-histories.ts';
import { type Amounts, worth } from './amounts.ts';
import { type JudgeDeals, outlookOfPeriod, type PeriodOutlook } from './forecast-period.ts';
import { LevelFilter } from './level-filter.ts';
import { seasonOf, seasonsIn } from './new-deals.ts';
import { resultPrior } from './result-prior.ts';

/** One past period: what was said on the day before it, and what came. */
export type PastPeriod = { outlook: PeriodOutlook; actual: number };

/**
 * What the periods so far tell of the shock that all deals of a period share: each is looked at as of the day before it, from what was known
 * then, and what came is held against what the deals let expect beyond chance. `belief` says what may be supposed of a coming period.
 */
export class ShockOfPast {
  readonly #filter: LevelFilter;
  readonly #kind: Period['kind'];

  constructor(kind: Period['kind']) {
    this.#kind = kind;
    this.#filter = new LevelFilter(seasonsIn[kind], resultPrior);
  }

  belief({ period, doubt }: PeriodOutlook) {
    return this.#filter.belief(seasonOf(this.#kind, period.from), doubt);
  }

  learn({ outlook, actual }: PastPeriod): void {
    const { expected, variance, doubt, period } = outlook;
    // Chance's own part in how far a result may lie from what was expected, with what a short past leaves open.
    const relativeVariance = expected > 0 ? variance / expected ** 2 + doubt : 1;
    this.#filter.observe(expected, actual, relativeVariance, seasonOf(this.#kind, period.from));
  }
}

/**
 * The shock that a forecast on `asOf` should reckon with, learned from all periods that were over by then. The step before
 * {@link forecastPeriod} where no backtest is wanted. Cost: one outlook per past period.
 */
export function shockOfPast(histories: DealHistories, outlook: PeriodOutlook, judge?: JudgeDeals) {
  const { kind } = outlook.period;
  const shock = new ShockOfPast(kind);
  const first = histories.openedDay.reduce((earliest, day) => Math.min(earliest, day), outlook.asOf);
  for (let period = periodOf(kind, first, 1); period.to <= outlook.asOf; period = periodOf(kind, period.from, 1)) {
    const past = outlookOfPeriod(histories, period, period.from - 1, judge);
    if (past) shock.learn({ outlook: past, actual: wonIn(histories, period, past.amounts) });
  }
  return shock.belief(outlook);
}

/** What was won from the first to the last day, in the unit of the amounts: money, or deals where there are no amounts. */
export function wonIn(
  { closedDay, end, amount }: DealHistories,
  { from, to }: { from: DayNumber; to: DayNumber },
  amounts: Amounts,
): number {
  let sum = 0;
  for (let i = 0; i < end.length; i++)
    if (end[i] === 1 && (closedDay[i] as number) >= from && (closedDay[i] as number) <= to)
      sum += amounts.kind === 'count' ? 1 : worth(amount[i] as number);
  return sum;
}
