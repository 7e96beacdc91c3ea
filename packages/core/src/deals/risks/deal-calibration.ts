import { type CalibrationRow, calibrationError, calibrationTableOfEqualCases } from '../../stats/index.ts';
import type { DealHistories } from './deal-histories.ts';
import { chanceAt, type FollowedAge } from './judged-ages.ts';

export type CalibrationAt = {
  days: number;
  n: number;
  /** Mean distance of what was said and what happened, over ten groups of equal size. */
  error: number;
  /** What the same distance would be by chance alone, were every chance true. */
  errorByChance: number;
  rows: CalibrationRow[];
};

const groups = 10;

/** What was said of each case, whether it happened, and which deal it is about: one deal may be asked about at several ages. */
export type SaidOfDeals = { said: number[]; happened: number[]; deals: number[] };

/**
 * What was said of a cause (of any end where undefined) by so many days ahead, and whether it came so. Only deals whose whole window was
 * watched are judged, those that ended in it too: where the file breaks off inside the window, the ended ones alone would say that all deals
 * end. O(forecasts).
 */
export function saidOfDeals(test: DealHistories, parts: readonly FollowedAge[], days: number, cause: number | undefined): SaidOfDeals {
  const lastDay = test.closedDay.reduce((last, day) => Math.max(last, day), Number.NEGATIVE_INFINITY);
  const found: SaidOfDeals = { said: [], happened: [], deals: [] };
  for (const { age, deals, followed, model } of parts) {
    const place = model.days.indexOf(days);
    const isLost = (i: number) => followed.events[i] === 0 && (followed.ages[i] as number) <= days;
    const breaksOff = Array.from(deals.keys()).some(isLost);
    for (let i = 0; i < followed.ages.length; i++) {
      const deal = deals[i] as number;
      if (isLost(i) || (breaksOff && (test.openedDay[deal] as number) + age + days > lastDay)) continue;
      const hasEnded = (followed.ages[i] as number) <= days;
      found.said.push(chanceAt(model.causes, i * model.days.length + place, cause));
      found.happened.push(hasEnded && (cause === undefined || followed.events[i] === cause) ? 1 : 0);
      found.deals.push(deal);
    }
  }
  return found;
}

/** Said against happened in ten groups of equal size, and how far apart luck alone would put them. Undefined for no cases. O(n log n). */
export function calibrationAt(days: number, cases: SaidOfDeals): CalibrationAt | undefined {
  if (cases.said.length === 0) return undefined;
  const rows = calibrationTableOfEqualCases(cases.said, cases.happened, groups);
  return { days, n: cases.said.length, error: calibrationError(rows), errorByChance: errorByChance(cases, rows), rows };
}

/**
 * The calibration error that true chances would show by luck: a group's share is off by sqrt(2 / pi) standard errors on average. Forecasts of
 * one deal at several ages share its fate, so a group says less than as many deals would: what their misses have in common is added to the
 * variance (as in standard errors for clusters: Liang & Zeger 1986). O(n).
 */
function errorByChance({ said, happened, deals }: SaidOfDeals, rows: readonly CalibrationRow[]): number {
  const missesOf = rows.map(() => new Map<number, { sum: number; squares: number }>());
  for (let i = 0; i < said.length; i++) {
    const group = rows.findIndex(({ saidTo }) => (said[i] as number) <= saidTo);
    const row = rows[group] as CalibrationRow;
    const miss = (happened[i] as number) - (said[i] as number) - (row.happened - row.said);
    const ofDeal = missesOf[group]?.get(deals[i] as number);
    missesOf[group]?.set(deals[i] as number, { sum: (ofDeal?.sum ?? 0) + miss, squares: (ofDeal?.squares ?? 0) + miss * miss });
  }
  const spreads = rows.map((row, group) => {
    let shared = 0;
    for (const { sum, squares } of (missesOf[group] as Map<number, { sum: number; squares: number }>).values())
      shared += sum * sum - squares;
    return Math.sqrt(row.n * row.said * (1 - row.said) + Math.max(0, shared));
  });
  return (Math.sqrt(2 / Math.PI) * spreads.reduce((sum, spread) => sum + spread, 0)) / said.length;
}
