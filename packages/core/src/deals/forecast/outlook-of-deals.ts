import type { DayNumber } from '../../time/index.ts';

/**
 * What a way of judging deals says on one day, from the past alone. The forecast asks no more than this, so that any engine can stand
 * behind it. A deal is given by its place in the histories.
 */
export type OutlookOfDeals = {
  /** Chance that a deal which is open at the end of `from`, after having been followed for `days`, is won after it and not later than `to`. */
  chanceWithin(deal: number, days: number, from: DayNumber, to: DayNumber): number;
};
