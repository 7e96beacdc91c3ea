import { type DayNumber, dayMs, type PeriodKind, periodOf } from '../../time/index.ts';
import type { Amounts } from './amounts.ts';
import { momentsOf } from './belief.ts';
import type { DealsKnownThen } from './known-then.ts';
import { LevelFilter } from './level-filter.ts';
import type { OutlookOfDeals } from './outlook-of-deals.ts';

/** Wins among deals that are not yet there: a negative binomial number (`mean`, `size`; variance mean + mean²/size), each one of `amounts`, equally likely. */
export type NewWins = { mean: number; size: number; amounts: Float64Array };

export const seasonsIn = { month: 12, quarter: 4, year: 1 } as const;

const creationPrior = {
  shock: { median: 0.07, spread: 0.7 },
  steps: [
    [0.02, 0.4],
    [0.06, 0.3],
    [0.12, 0.2],
    [0.25, 0.1],
  ],
  seasons: [
    [0.001, 0.4],
    [0.1, 0.35],
    [0.3, 0.25],
  ],
  keeps: 1,
  start: 0.7,
  slope: 0.04,
} as const;

/** How many of the deals opened last stand for those to come, and at how many ages a chance is looked at. */
const recentDeals = 200;
const moments = 8;

/** Deals opened per period in the past, as a level with seasons, and how many may be opened from the day after `asOf` until `to`. */
export function newDealsUntil(
  known: DealsKnownThen,
  openedDay: Int32Array,
  kind: PeriodKind,
  to: DayNumber,
): { mean: number; size: number } {
  const { asOf, recordsFrom } = known;
  const openedOn = new Int32Array(asOf - recordsFrom + 1);
  for (const i of known.deal) {
    const place = (openedDay[i] as number) - recordsFrom;
    if (place >= 0) openedOn[place] = (openedOn[place] as number) + 1;
  }
  const openedIn = (from: DayNumber, until: DayNumber) =>
    openedOn.subarray(Math.max(0, from - recordsFrom), until - recordsFrom + 1).reduce((sum, count) => sum + count, 0);
  const perDay = Math.max(openedIn(recordsFrom, asOf), 0.5) / openedOn.length;
  const filter = new LevelFilter(seasonsIn[kind], creationPrior);
  for (let period = periodOf(kind, recordsFrom); period.from <= asOf; period = periodOf(kind, period.from, 1)) {
    const until = Math.min(asOf, period.to);
    const seen = until - Math.max(recordsFrom, period.from) + 1;
    const expected = perDay * seen;
    if (seen >= 14 || seen === openedOn.length)
      filter.observe(expected, openedIn(period.from, until), 1 / expected, seasonOf(kind, period.from));
    else filter.skip();
  }
  const { mean, sd } = momentsOf(filter.belief(seasonOf(kind, to)));
  const spread = Math.expm1(Math.min(2, sd * sd));
  return { mean: perDay * Math.max(0, to - asOf) * Math.exp(mean + Math.min(2, sd * sd) / 2), size: 1 / Math.max(1e-6, spread) };
}

/**
 * Wins in `from` … `to` among deals opened after `asOf`: as many as {@link newDealsUntil} says, opened evenly, each like one of the last 200
 * opened, with that one's chance to be won in the time that is left, and its amounts.
 */
export function newWinsIn(
  known: DealsKnownThen,
  openedDay: Int32Array,
  outlook: OutlookOfDeals,
  amounts: Amounts,
  deals: { mean: number; size: number },
  period: { from: DayNumber; to: DayNumber },
): NewWins {
  const { asOf } = known;
  const latest = Array.from(known.deal)
    .sort((a, b) => (openedDay[b] as number) - (openedDay[a] as number) || b - a)
    .slice(0, recentDeals);
  const span = period.to - asOf;
  const chances = latest.map((deal) => {
    let sum = 0;
    for (let k = 0; k < moments; k++) {
      const opened = asOf + Math.round((span * (k + 0.5)) / moments);
      sum +=
        outlook.chanceWithin(deal, 0, opened, period.to) -
        (period.from - 1 > opened ? outlook.chanceWithin(deal, 0, opened, period.from - 1) : 0);
    }
    return sum / moments;
  });
  const whole = chances.reduce((sum, chance) => sum + chance, 0);
  return {
    mean: latest.length === 0 ? 0 : (deals.mean * whole) / latest.length,
    size: deals.size,
    amounts: drawnEvenly(latest, chances, whole, amounts),
  };
}

/** 1,024 amounts that stand for the wins: deals in proportion to their chance, rising amounts, so that the drawing itself adds no noise. */
function drawnEvenly(deals: readonly number[], chances: readonly number[], whole: number, amounts: Amounts): Float64Array {
  const points = 1_024;
  if (!(whole > 0)) return Float64Array.of(0);
  const weighted = deals
    .flatMap((deal, i) => {
      const each = amounts.of(deal);
      const thinned =
        each.length <= 40 ? each : Float64Array.from({ length: 40 }, (_, k) => each[Math.floor(((k + 0.5) * each.length) / 40)] as number);
      return Array.from(thinned, (amount) => ({ amount, weight: (chances[i] as number) / thinned.length }));
    })
    .sort((a, b) => a.amount - b.amount);
  const drawn = new Float64Array(points);
  let reached = 0;
  let at = 0;
  for (const { amount, weight } of weighted) {
    reached += weight;
    while (at < points && (at + 0.5) * whole <= reached * points * (1 + 1e-12)) drawn[at++] = amount;
  }
  return drawn.fill(weighted.at(-1)?.amount ?? 0, at);
}

export function seasonOf(kind: PeriodKind, day: DayNumber): number {
  const month = new Date(day * dayMs).getUTCMonth();
  return kind === 'month' ? month : kind === 'quarter' ? Math.floor(month / 3) : 0;
}
