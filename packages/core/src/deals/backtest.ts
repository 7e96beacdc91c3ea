import { brierScore, calibrationError, calibrationTable, sortedQuantile } from '../stats/index.ts';
import { type DayNumber, isoDay } from '../time/index.ts';
import { chanceToWin, clockFor } from './chance.ts';
import { fitDealClocks } from './clock.ts';
import type { ClockBacktest, PastDeal } from './history.ts';

const testDays = 8;
const closedDealsNeeded = 30;
const mostDeals = 30_000;

/**
 * Judges the clock on this company's own past: on up to eight past days it is fitted with what was known then, says for
 * every deal open on that day the chance to be won within `windowDays`, and is held against what happened. The base
 * rate is also what could be known then: the share of the deals open one window before that day that were won by it.
 *
 * The window is the 90 % point of the days that won deals took, 14 to 180. Undefined when the past is too short: fewer
 * than 30 closed deals on the first test day, or none that a whole window was watched.
 * Histories beyond 30,000 deals are thinned evenly. O(days * n log n).
 */
export function backtestClock(history: readonly PastDeal[], asOf: DayNumber): ClockBacktest | undefined {
  const step = Math.max(1, Math.ceil(history.length / mostDeals));
  const deals = history.filter((deal, i) => i % step === 0 && deal.openedDay !== undefined && deal.openedDay <= asOf);
  const wonDays = Float64Array.from(
    deals.flatMap((deal) => (deal.outcome === 'won' ? [(deal.closedDay as number) - (deal.openedDay as number)] : [])),
  ).sort();
  const closings = Float64Array.from(
    deals.flatMap((deal) => (deal.closedDay !== undefined && deal.closedDay <= asOf ? [deal.closedDay] : [])),
  ).sort();
  const earliest = closings[closedDealsNeeded];
  if (earliest === undefined || wonDays.length === 0) return undefined;
  const windowDays = Math.round(Math.min(180, Math.max(14, sortedQuantile(wonDays, 0.9) as number)));
  const latest = asOf - windowDays;
  if (latest < earliest) return undefined;
  const span = latest - earliest;
  const days = [...new Set(Array.from({ length: testDays }, (_, i) => Math.round(latest - (span * i) / testDays)))].sort((a, b) => a - b);

  const said: number[] = [];
  const happened: number[] = [];
  const base: number[] = [];
  for (const day of days) {
    const clock = fitDealClocks(deals, day);
    const baseRate = shareWonWithin(deals, day - windowDays, windowDays);
    for (const deal of deals) {
      if (!isOpenOn(deal, day)) continue;
      const kind = clockFor(deal, clock);
      if (kind === undefined) continue;
      said.push(chanceToWin(kind, day - (deal.openedDay as number), windowDays).value);
      happened.push(wasWonWithin(deal, day, windowDays) ? 1 : 0);
      base.push(baseRate);
    }
  }
  const brier = brierScore(said, happened);
  const brierBaseRate = brierScore(base, happened);
  if (brier === undefined || brierBaseRate === undefined || brierBaseRate === 0) return undefined;
  const rows = calibrationTable(said, happened);
  return {
    windowDays,
    days: days.map(isoDay),
    n: said.length,
    brier,
    brierBaseRate,
    skill: 1 - brier / brierBaseRate,
    calibrationError: calibrationError(rows),
    rows,
  };
}

function isOpenOn(deal: PastDeal, day: DayNumber): boolean {
  return (deal.openedDay as number) <= day && (deal.closedDay === undefined || deal.closedDay > day);
}

function wasWonWithin(deal: PastDeal, day: DayNumber, windowDays: number): boolean {
  return deal.outcome === 'won' && deal.closedDay !== undefined && deal.closedDay > day && deal.closedDay <= day + windowDays;
}

/** One half when no deal was open on that day: nothing was known. */
function shareWonWithin(deals: readonly PastDeal[], day: DayNumber, windowDays: number): number {
  const open = deals.filter((deal) => isOpenOn(deal, day));
  const won = open.filter((deal) => wasWonWithin(deal, day, windowDays)).length;
  return (won + 0.5) / (open.length + 1);
}
