/**
 * What a way of judging deals says on one day, from the past alone. The forecast asks no more than this, so that any engine can stand
 * behind it. A deal is given by its place in the histories.
 */
export type OutlookOfDeals = {
  /** Chance that a deal followed for `days` and still open is won within the next `ahead` days. */
  chanceWithin(deal: number, days: number, ahead: number): number;
};
