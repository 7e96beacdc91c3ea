import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../stats/index.ts';
import { backtestDeals } from './backtest-deals.ts';
import { type CalibrationAt, calibrationAt, type SaidOfDeals } from './deal-calibration.ts';
import type { DealHistories } from './deal-histories.ts';

const options = { asOfAges: [0, 10], horizonDays: 60, seed: 1 };

/** Deals with constant daily hazards, opened over a year from `from` on and followed for another. */
function steadyDeals(count: number, seed: number, won: number, from = 17_000): DealHistories {
  const random = seededRandom(seed);
  const openedDay = Int32Array.from({ length: count }, () => from + random.integer(365));
  const end = new Uint8Array(count);
  const closedDay = openedDay.map((opened, i) => {
    for (let day = opened; day <= from + 730; day++) {
      const drawn = random.uniform();
      if (drawn >= won + 0.01) continue;
      end[i] = drawn < won ? 1 : 2;
      return day;
    }
    return from + 730;
  });
  return {
    ids: Array.from({ length: count }, (_, i) => `deal-${seed}-${i}`),
    openedDay,
    closedDay,
    end,
    amount: new Float64Array(count).fill(Number.NaN),
    known: { rowCount: count, columns: [] },
  };
}

/** Forecasts with true chances, each said `times` times of one deal. */
function trueForecasts(deals: number, times: number, seed: number): SaidOfDeals {
  const random = seededRandom(seed);
  const cases: SaidOfDeals = { said: [], happened: [], deals: [] };
  for (let deal = 0; deal < deals; deal++) {
    const chance = random.uniform();
    const happened = random.uniform() < chance ? 1 : 0;
    for (let time = 0; time < times; time++) {
      cases.said.push(chance);
      cases.happened.push(happened);
      cases.deals.push(deal);
    }
  }
  return cases;
}

describe('how far said and happened lie apart', () => {
  test.each([1, 3])('is by luck what true chances show on average, with %i forecasts of each deal', (times) => {
    const found = Array.from({ length: 200 }, (_, i) => calibrationAt(90, trueForecasts(400, times, i + 1)) as CalibrationAt);
    const mean = (of: 'error' | 'errorByChance') => found.reduce((sum, one) => sum + one[of], 0) / found.length;
    expect(mean('errorByChance') / mean('error')).toBeGreaterThan(0.93);
    expect(mean('errorByChance') / mean('error')).toBeLessThan(1.07);
  });

  test('is not asked of days before ends are on file', () => {
    const all = steadyDeals(1_200, 5, 0.015);
    const firstEnd = 17_120;
    const kept = Array.from(all.ids.keys()).filter((i) => (all.closedDay[i] as number) >= firstEnd);
    const file = (part: number): DealHistories => {
      const deals = kept.filter((_, place) => place % 2 === part);
      return {
        ids: deals.map((i) => all.ids[i] as string),
        openedDay: Int32Array.from(deals, (i) => all.openedDay[i] as number),
        closedDay: Int32Array.from(deals, (i) => all.closedDay[i] as number),
        end: Uint8Array.from(deals, (i) => all.end[i] as number),
        amount: new Float64Array(deals.length).fill(Number.NaN),
        known: { rowCount: deals.length, columns: [] },
      };
    };
    const { forecasts, scores, drift } = backtestDeals(file(0), file(1), options);
    const judged = Array.from(
      { length: forecasts.count },
      (_, row) => (file(1).openedDay[forecasts.deal[row] as number] as number) + (forecasts.age[row] as number),
    );
    expect(scores?.n).toBe(judged.filter((day) => day + 1 >= firstEnd).length);
    expect(scores?.n).toBeLessThan(forecasts.count);
    expect(drift.isDrifted).toBe(false);
  });
});

describe('whether the past still resembles now', () => {
  const past = steadyDeals(1_500, 1, 0.015);

  test('deals that end as before raise no alarm', () => {
    const { drift } = backtestDeals(past, steadyDeals(600, 2, 0.015, 17_730), options);
    expect(drift).toEqual({ isDrifted: false, columns: [], ends: [], text: 'These deals resemble the past that was learned from.' });
  });

  test('deals that are won half as often are reported, with what was said and what came', () => {
    const { drift } = backtestDeals(past, steadyDeals(600, 3, 0.0075, 17_730), options);
    expect(drift.isDrifted).toBe(true);
    expect(drift.text).toMatch(
      /^The past no longer resembles now: of deals open at (0|10) days, \d\d % (were won|ended) within 60 days where the past made \d\d % likely\.$/,
    );
    for (const { said, happened } of drift.ends) expect(said - happened).toBeGreaterThan(0.05);
  });

  test('deals whose end is not told yet are compared by what is known of them alone', () => {
    const open = steadyDeals(100, 4, 0.015, 17_730);
    const blind = { ...open, end: new Uint8Array(100), closedDay: open.openedDay.map((day) => day + 50) };
    expect(backtestDeals(past, blind, options).drift.isDrifted).toBe(false);
  });
});
