import { sortedQuantile } from '../stats/index.ts';
import { type DayNumber, isoDay, type Period } from '../time/index.ts';
import type { RoadAhead, RoadInput, RoadPoint } from './road-ahead.ts';
import { drawSums, strata } from './road-draws.ts';
import { endGauge, sentenceOf, targetGauge } from './road-gauges.ts';
import { runnersOf, weekEnds } from './road-runners.ts';

const usualShockSd = 0.25;
const caution =
  'First version, from the clock alone: it knows ages and amounts, not what was said; deals that are not yet created are not in it.';
const seen = 'the days and amounts of deals; not what was said or written';
const method =
  'simulation over the open deals: each won or not from the deal clock, on a day from the same clock, for its amount times what was won against listed; one shock shared by all deals';

/**
 * The road ahead of a period: what is won, and the range of what honestly may come from the open deals.
 *
 * Each draw has one shared shock z ~ N(0, shockSd²) on the log odds of every deal (independent deals alone give ranges that
 * are too narrow); draws are split into 20 equally likely strata of z. Within a stratum a deal's wins are placed by geometric jumps
 * from draw to draw, so the work is counted in wins, not in deals times draws. Deterministic from `seed`.
 * 10,000 draws over 5,000 deals take well under 300 ms.
 */
export function simulateRoad(input: RoadInput): RoadAhead {
  const { asOf, period, seed, shockSd = usualShockSd } = input;
  const perStratum = Math.max(1, Math.round((input.draws ?? 10_000) / strata));
  const draws = perStratum * strata;
  const ends = weekEnds(Math.max(asOf, period.from - 1), period.to);
  const { runners, leftOut } = runnersOf(input, ends);
  const wonSoFar = cumulatedByDay(input.won, period, asOf);
  const wonSoFarMinor = wonSoFar.at(-1)?.cumulatedMinor ?? 0;
  const sums = drawSums(runners, ends.length, perStratum, shockSd, seed);
  const ahead: RoadPoint[] = [
    { day: isoDay(Math.max(asOf, period.from - 1)), q10Minor: wonSoFarMinor, q50Minor: wonSoFarMinor, q90Minor: wonSoFarMinor },
  ];
  const totals = new Float64Array(draws).fill(wonSoFarMinor);
  let rising = totals;
  for (let week = 0; week < ends.length; week++) {
    for (let draw = 0; draw < draws; draw++) totals[draw] = (totals[draw] as number) + (sums[draw * ends.length + week] as number);
    rising = totals.slice().sort();
    ahead.push({ day: isoDay(ends[week] as number), ...tenFiftyNinety(rising) });
  }
  const meanMinor = Math.round(totals.reduce((sum, total) => sum + total, 0) / draws);
  const { targetMinor } = input;
  const result = { ...tenFiftyNinety(rising), meanMinor };
  const frame = { method, seen, asOf: isoDay(asOf), n: runners.length };
  const target = targetMinor === undefined ? undefined : targetGauge(totals, runners, targetMinor, wonSoFarMinor, input, frame);
  return {
    period,
    asOf: isoDay(asOf),
    currency: input.currency,
    wonSoFar,
    wonSoFarMinor,
    ahead: asOf >= period.to ? [] : ahead,
    result,
    end: endGauge(runners, result, wonSoFarMinor, input, frame),
    ...(targetMinor === undefined || target === undefined ? {} : { targetMinor, targetChance: target }),
    sentence: sentenceOf(runners.length, target, period, asOf),
    dealsCounted: runners.length,
    leftOut,
    draws,
    shockSd,
    method,
    caution,
  };
}

function tenFiftyNinety(rising: Float64Array): { q10Minor: number; q50Minor: number; q90Minor: number } {
  const at = (p: number) => Math.round(sortedQuantile(rising, p) ?? 0);
  return { q10Minor: at(0.1), q50Minor: at(0.5), q90Minor: at(0.9) };
}

function cumulatedByDay(won: RoadInput['won'], period: Period, asOf: DayNumber): RoadAhead['wonSoFar'] {
  const byDay = new Map<DayNumber, number>();
  for (const { day, amountMinor } of won) {
    if (day >= period.from && day <= Math.min(period.to, asOf)) byDay.set(day, (byDay.get(day) ?? 0) + amountMinor);
  }
  let cumulatedMinor = 0;
  return [...byDay]
    .sort(([a], [b]) => a - b)
    .map(([day, amountMinor]) => {
      cumulatedMinor += amountMinor;
      return { day: isoDay(day), cumulatedMinor };
    });
}
