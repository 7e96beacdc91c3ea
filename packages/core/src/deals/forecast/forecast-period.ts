import { sortedQuantile } from '../../stats/index.ts';
import type { DayNumber, Period } from '../../time/index.ts';
import type { DealHistories } from '../risks/deal-histories.ts';
import { type Amounts, amountsThen, worth } from './amounts.ts';
import { equallyLikely, momentsOf } from './belief.ts';
import { drawTotals, momentsOfAmounts, type OpenDeals } from './draws.ts';
import { type DealsKnownThen, dealsKnownThen } from './known-then.ts';
import type { LogBelief } from './level-filter.ts';
import { type NewWins, newDealsUntil, newWinsIn } from './new-deals.ts';
import type { OutlookOfDeals } from './outlook-of-deals.ts';
import { bandsOf, type Trait, traitsOf } from './traits.ts';
import { fitWinClock } from './win-clock.ts';

/** All that one day's past says of a period, before any number is drawn. */
export type PeriodOutlook = {
  period: Period;
  asOf: DayNumber;
  amounts: Amounts;
  open: OpenDeals;
  newWins: NewWins;
  /** Won in the period until `asOf`. */
  wonSoFar: number;
  /** Expected of what is still to come, how much of it of deals not yet there, and its variance by chance alone (deals independent, no shock). */
  expected: number;
  expectedOfNew: number;
  variance: number;
  /** What the past cannot tell because it is short: variance over expected², 1 / wins seen, and the reach beyond what was followed. */
  doubt: number;
  known: DealsKnownThen;
  outlook: OutlookOfDeals;
};

/** The days followed and the closed and won deals under which nothing is said of a coming period. */
export const pastNeeded = { days: 30, closed: 12, won: 3 } as const;

/** How deals are judged on a day; {@link fitWinClock} unless told. */
export type JudgeDeals = (known: DealsKnownThen, histories: DealHistories, traits: readonly Trait[], until: DayNumber) => OutlookOfDeals;

/**
 * What was known by the end of `asOf` of a period that ends after it. Undefined when the past was too short ({@link pastNeeded}).
 * O(deals * (steps + traits)).
 */
export function outlookOfPeriod(
  histories: DealHistories,
  period: Period,
  asOf: DayNumber,
  judge: JudgeDeals = judgeByClock,
): PeriodOutlook | undefined {
  const known = dealsKnownThen(histories, asOf);
  if (known === undefined || known.closed < pastNeeded.closed || known.won < pastNeeded.won) return undefined;
  if (asOf - known.recordsFrom + 1 < pastNeeded.days) return undefined;
  const { openedDay, closedDay, amount } = histories;
  const traits = traitsOf(histories.known, known.deal);
  const amounts = amountsThen(histories, known, traits);
  const band = amounts.kind === 'known' ? bandsOf('amount', amount, known.deal) : undefined;
  const outlook = judge(known, histories, band ? [...traits, band] : traits, period.to);
  const open = openDealsOf(known, outlook, amounts, period);
  const newDeals = newDealsUntil(known, openedDay, period.kind, period.to);
  const newWins = newWinsIn(known, openedDay, outlook, amounts, newDeals, period);
  const wonSoFar = known.deal.reduce((sum, i, row) => {
    const isWonNow = known.end[row] === 1 && (closedDay[i] as number) >= period.from;
    return isWonNow ? sum + (amounts.kind === 'count' ? 1 : worth(amount[i] as number)) : sum;
  }, 0);
  const span = period.to - asOf;
  return {
    period,
    asOf,
    amounts,
    open,
    newWins,
    wonSoFar,
    ...expectation(open, newWins),
    doubt: 1 / (known.won + 2) + 0.04 * (span / (asOf - known.recordsFrom + 1)) ** 2,
    known,
    outlook,
  };
}

const judgeByClock: JudgeDeals = (known, { openedDay }, traits, until) => fitWinClock(known, openedDay, traits, until);

function openDealsOf(known: DealsKnownThen, outlook: OutlookOfDeals, amounts: Amounts, { from, to }: Period): OpenDeals {
  const rows = Array.from(known.deal.keys()).filter((row) => known.end[row] === 0);
  const open: OpenDeals = {
    rate: new Float64Array(rows.length),
    at: new Int32Array(rows.length),
    count: new Int32Array(rows.length),
    amounts: new Float64Array(),
    mean: new Float64Array(rows.length),
    square: new Float64Array(rows.length),
    cube: new Float64Array(rows.length),
  };
  const places = new Map<Float64Array, { at: number; first: number; second: number; third: number }>();
  const pool: number[] = [];
  for (const [k, row] of rows.entries()) {
    const [deal, days] = [known.deal[row] as number, known.days[row] as number];
    const points = amounts.of(deal);
    let place = places.get(points);
    if (place === undefined) {
      place = { at: pool.length, ...momentsOfAmounts(points) };
      places.set(points, place);
      for (const point of points) pool.push(point);
    }
    const byEnd = outlook.chanceWithin(deal, days, known.asOf, to);
    const chance = byEnd - (from - 1 > known.asOf ? outlook.chanceWithin(deal, days, known.asOf, from - 1) : 0);
    open.rate[k] = -Math.log1p(-Math.min(chance, 1 - 1e-9));
    open.at[k] = place.at;
    open.count[k] = points.length;
    open.mean[k] = place.first;
    open.square[k] = place.second;
    open.cube[k] = place.third;
  }
  return { ...open, amounts: Float64Array.from(pool) };
}

function expectation({ rate, mean, square }: OpenDeals, newWins: NewWins): { expected: number; expectedOfNew: number; variance: number } {
  const { first, second } = momentsOfAmounts(newWins.amounts);
  const expectedOfNew = newWins.mean * first;
  let expected = expectedOfNew;
  let variance = newWins.mean * second + (newWins.mean ** 2 / newWins.size) * first ** 2;
  for (let i = 0; i < rate.length; i++) {
    const chance = -Math.expm1(-(rate[i] as number));
    expected += chance * (mean[i] as number);
    variance += chance * (square[i] as number) - (chance * (mean[i] as number)) ** 2;
  }
  return { expected, expectedOfNew, variance };
}

export type PeriodForecast = {
  q10: number;
  q50: number;
  q90: number;
  mean: number;
  /** The period's result in every draw, rising. */
  totals: Float64Array;
  /** Mean and spread of the shared shock, as a logarithm of the factor on what was expected. */
  shock: { mean: number; sd: number };
};

const shockValues = 100;

/**
 * Draws the period's result: what is won so far, open deals, deals not yet there, under one shared shock per draw. In the unit of the
 * amounts (major), or in won deals where there are no amounts. Deterministic from `seed`. 10,000 draws over 5,000 deals take about 100 ms.
 */
export function forecastPeriod(
  outlook: PeriodOutlook,
  shock: LogBelief,
  { seed, draws = 10_000 }: { seed: number; draws?: number },
): PeriodForecast {
  const totals = drawTotals(outlook.open, outlook.newWins, equallyLikely(shock, shockValues), draws, seed).sort();
  let sum = 0;
  for (let i = 0; i < totals.length; i++) {
    totals[i] = (totals[i] as number) + outlook.wonSoFar;
    sum += totals[i] as number;
  }
  const at = (p: number) => sortedQuantile(totals, p) as number;
  return { q10: at(0.1), q50: at(0.5), q90: at(0.9), mean: sum / totals.length, totals, shock: momentsOf(shock) };
}

/** Share of the draws that reach the target, kept off 0 and 1 by half a draw. */
export function chanceToReach({ totals }: PeriodForecast, target: number): number {
  let below = 0;
  for (let above = totals.length; below < above; ) {
    const middle = (below + above) >>> 1;
    if ((totals[middle] as number) < target) below = middle + 1;
    else above = middle;
  }
  return (totals.length - below + 0.5) / (totals.length + 1);
}
