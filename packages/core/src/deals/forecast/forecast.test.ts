import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../stats/index.ts';
import { periodOf } from '../../time/index.ts';
import type { DealHistories } from '../risks/deal-histories.ts';
import { drawTotals, momentsOfAmounts, type OpenDeals } from './draws.ts';
import { backtestForecast, chanceToReach, coverageNeeded, forecastPeriod, outlookOfPeriod, shockOfPast } from './index.ts';
import { LevelFilter } from './level-filter.ts';
import { resultPrior } from './result-prior.ts';
import { gammaOfMeanOne, poisson } from './variates.ts';

const first = 16_071; // 2014-01-01
const noWins = { mean: 0, size: 1, amounts: Float64Array.of(1) };

/** A steady company: deals opened evenly, won with one chance after a random number of days; every quarter alike. */
function steady({ seed = 3, quarters = 20, perDay = 1.2, amounts = true } = {}): DealHistories {
  const random = seededRandom(seed);
  const days = quarters * 91;
  const rows: { opened: number; closed: number; end: 0 | 1 | 2; amount: number; size: number }[] = [];
  for (let day = 0; day < days; day++)
    for (let n = poisson(perDay, random); n > 0; n--) {
      const size = random.integer(2);
      const closed = day + 5 + Math.floor(-60 * (1 + size) * Math.log(1 - random.uniform()));
      const end = random.uniform() < 0.35 ? 1 : 2;
      rows.push({ opened: day, closed: Math.min(closed, days), end: closed > days ? 0 : end, amount: 1_000 * (1 + 4 * size), size });
    }
  return {
    ids: rows.map((_, i) => `d${i}`),
    openedDay: Int32Array.from(rows, (row) => first + row.opened),
    closedDay: Int32Array.from(rows, (row) => first + row.closed),
    end: Uint8Array.from(rows, (row) => row.end),
    amount: Float64Array.from(rows, (row) => (amounts ? row.amount : Number.NaN)),
    known: {
      rowCount: rows.length,
      columns: [{ kind: 'category', name: 'size', levels: ['small', 'large'], codes: Int32Array.from(rows, (row) => row.size) }],
    },
  };
}

describe('the draws', () => {
  const random = seededRandom(5);
  const deals = (n: number): OpenDeals => {
    const amounts = Float64Array.from({ length: n }, () => Math.round(1_000 * Math.exp(random.normal())));
    const chance = Float64Array.from({ length: n }, () => 0.02 + 0.9 * random.uniform());
    return {
      rate: chance.map((p) => -Math.log1p(-p)),
      at: Int32Array.from(amounts.keys()),
      count: new Int32Array(n).fill(1),
      amounts,
      mean: amounts.slice(),
      square: amounts.map((a) => a ** 2),
      cube: amounts.map((a) => a ** 3),
    };
  };
  const moments = (totals: Float64Array) => {
    const { first: mean, second } = momentsOfAmounts(totals);
    return { mean, sd: Math.sqrt(second - mean ** 2) };
  };

  test('without a shock, mean and spread are those of independent deals, few or many', () => {
    for (const n of [12, 150, 3_000]) {
      const open = deals(n);
      let [expected, variance] = [0, 0];
      for (let i = 0; i < n; i++) {
        const chance = -Math.expm1(-(open.rate[i] as number));
        expected += chance * (open.mean[i] as number);
        variance += chance * (1 - chance) * (open.mean[i] as number) ** 2;
      }
      const { mean, sd } = moments(drawTotals(open, noWins, new Float64Array(20), 20_000, 7));
      expect(Math.abs(mean / expected - 1)).toBeLessThan(4 * (Math.sqrt(variance / 20_000) / expected) + 1e-4);
      expect(Math.abs(sd / Math.sqrt(variance) - 1)).toBeLessThan(0.03);
    }
  });

  test('a shared shock multiplies what is expected and widens the range far beyond that of independent deals', () => {
    const open = deals(2_000);
    const usual = moments(drawTotals(open, noWins, Float64Array.of(0), 4_000, 1));
    const half = moments(drawTotals(open, noWins, Float64Array.of(Math.log(0.5)), 4_000, 1));
    expect(half.mean / usual.mean).toBeCloseTo(0.5, 2);
    const both = moments(drawTotals(open, noWins, Float64Array.of(-0.3, 0.3), 4_000, 1));
    expect(both.sd).toBeGreaterThan(5 * usual.sd);
  });

  test('wins of deals to come have the mean and variance of a negative binomial sum', () => {
    const amounts = Float64Array.of(1, 2, 3, 10);
    const { first: mean, second } = momentsOfAmounts(amounts);
    for (const newWins of [
      { mean: 3, size: 5, amounts },
      { mean: 80, size: 12, amounts },
      { mean: 900, size: 40, amounts },
    ]) {
      const found = moments(drawTotals(deals(0), newWins, new Float64Array(10), 40_000, 3));
      const variance = newWins.mean * second + (newWins.mean * mean) ** 2 / newWins.size;
      expect(found.mean / (newWins.mean * mean)).toBeCloseTo(1, 1);
      expect(found.sd / Math.sqrt(variance)).toBeCloseTo(1, 1);
    }
  });

  test('counts and gammas have their moments', () => {
    for (const mean of [0.4, 7, 60]) {
      const drawn = moments(Float64Array.from({ length: 40_000 }, () => poisson(mean, random)));
      expect(Math.abs(drawn.mean - mean)).toBeLessThan(0.03 * mean + 0.01);
      expect(Math.abs(drawn.sd ** 2 / mean - 1)).toBeLessThan(0.05);
    }
    for (const shape of [0.5, 4]) {
      const drawn = moments(Float64Array.from({ length: 40_000 }, () => gammaOfMeanOne(shape, random)));
      expect(Math.abs(drawn.mean - 1)).toBeLessThan(0.03);
      expect(Math.abs(drawn.sd ** 2 * shape - 1)).toBeLessThan(0.08);
    }
  });
});

describe('what the past tells of the shock', () => {
  const spreadAfter = (sd: number, periods: number) => {
    const random = seededRandom(9);
    const filter = new LevelFilter(4, resultPrior);
    for (let k = 0; k < periods; k++) filter.observe(100, 100 * Math.exp(sd * random.normal()), 0.0004, k % 4);
    const { weight, mean, sd: sds } = filter.belief(periods % 4);
    const centre = weight.reduce((sum, w, i) => sum + w * (mean[i] as number), 0);
    return Math.sqrt(weight.reduce((sum, w, i) => sum + w * ((sds[i] as number) ** 2 + ((mean[i] as number) - centre) ** 2), 0));
  };

  test('with a long past its size is the one that was there; with none it is supposed', () => {
    expect(spreadAfter(0.3, 60)).toBeGreaterThan(0.25);
    expect(spreadAfter(0.3, 60)).toBeLessThan(0.4);
    expect(spreadAfter(0.02, 60)).toBeLessThan(0.06);
    expect(spreadAfter(0.3, 0)).toBe(spreadAfter(0.02, 0));
  });

  test('a level that stays low is learned, and a season that comes every year', () => {
    const filter = new LevelFilter(4, resultPrior);
    for (let k = 0; k < 40; k++) filter.observe(100, 70 * (k % 4 === 3 ? 1.3 : 1), 0.0004, k % 4);
    const middle = (season: number) => {
      const { weight, mean } = filter.belief(season);
      return weight.reduce((sum, w, i) => sum + w * (mean[i] as number), 0);
    };
    expect(middle(0)).toBeLessThan(-0.25);
    expect(middle(3) - middle(0)).toBeGreaterThan(0.15);
  });
});

test('a company whose quarters swing by a half is followed after three of its years', () => {
  const random = seededRandom(4);
  const swing = [0.5, -0.1, -0.5, 0.1];
  const filter = new LevelFilter(4, resultPrior);
  for (let k = 0; k < 12; k++) filter.observe(100, 100 * Math.exp((swing[k % 4] as number) + 0.1 * random.normal()), 0.03, k % 4);
  const said = swing.map((_, season) => {
    const { weight, mean } = filter.belief(season);
    return weight.reduce((sum, w, i) => sum + w * (mean[i] as number), 0);
  });
  expect(said[0]).toBeGreaterThan(0.3);
  expect(said[2]).toBeLessThan(-0.3);
});

describe('a forecast held against the past', () => {
  test('reads only what was known then: later deals and later ends change nothing', () => {
    const whole = steady();
    const early = backtestForecast(whole, { periods: 'quarter', seed: 1, draws: 1_000 });
    const cut = periodOf('quarter', first, 10).from;
    const changed: DealHistories = {
      ...whole,
      end: whole.end.map((end, i) => ((whole.closedDay[i] as number) >= cut && end === 1 ? 2 : end)),
      amount: whole.amount.map((amount, i) => ((whole.openedDay[i] as number) >= cut ? amount * 7 : amount)),
    };
    const late = backtestForecast(changed, { periods: 'quarter', seed: 1, draws: 1_000 });
    const said = (rows: typeof early.rows) => rows.slice(0, 8).map(({ period, q10, q50, q90 }) => ({ period, q10, q50, q90 }));
    expect(said(late.rows)).toEqual(said(early.rows));
    expect(early.rows.length).toBeGreaterThan(15);
  });

  test('the same seed gives the same rows, to the last digit', () => {
    const run = () => backtestForecast(steady(), { periods: 'quarter', seed: 4, draws: 1_000 });
    expect(run()).toEqual(run());
  });

  test('in a steady company it is right on average and closer than the weighted pipeline', () => {
    const { scores, amounts, unit, drivers } = backtestForecast(steady({ quarters: 30 }), { periods: 'quarter', seed: 2, draws: 2_000 });
    expect([amounts, unit]).toEqual(['known', 'amount']);
    expect(Math.abs(scores?.bias ?? 1)).toBeLessThan(0.08);
    expect(scores?.gain).toBeGreaterThan(0.2);
    expect(scores?.coverage.share).toBeGreaterThan(0.6);
    // Deals take 95 days on average: somewhat more than half of a quarter's wins are open on the day before.
    expect(drivers?.openDeals).toBeGreaterThan(0.4);
    expect(drivers?.openDeals).toBeLessThan(0.7);
    expect((drivers?.openDeals ?? 0) + (drivers?.dealsToCome ?? 0)).toBeCloseTo(1, 12);
    expect(drivers?.shockOfLast).toBeLessThan(0.15);
  });

  test('without amounts it counts won deals; where only won deals bear an amount, open ones get what deals like them brought', () => {
    const counted = backtestForecast(steady({ amounts: false }), { periods: 'quarter', seed: 1, draws: 500 });
    expect([counted.unit, counted.amounts]).toEqual(['wonDeals', 'count']);
    const whole = steady();
    const onlyWon = { ...whole, amount: whole.amount.map((amount, i) => (whole.end[i] === 1 ? amount : 0)) };
    const found = backtestForecast(onlyWon, { periods: 'quarter', seed: 1, draws: 500 });
    expect([found.amounts, found.amountsBy]).toEqual(['whenWon', 'size']);
    expect(Math.abs(found.scores?.bias ?? 1)).toBeLessThan(0.1);
  });

  test('too short a past gives no rows instead of guesses', () => {
    const short = backtestForecast(steady({ quarters: 1 }), { periods: 'quarter', seed: 1 });
    expect(short.rows).toEqual([]);
    expect(short.scores).toBeUndefined();
  });

  test('a closing date two centuries ahead does not make periods in which nothing came', () => {
    const whole = steady({ quarters: 8 });
    const slipped = { ...whole, closedDay: whole.closedDay.map((day, i) => (i === 5 ? day + 73_000 : day)) };
    const { rows } = backtestForecast(slipped, { periods: 'quarter', seed: 1, draws: 200 });
    expect(rows.at(-1)?.period).toBe('Q4 2015');
  });

  test('months work too, and a period that the file does not reach to its end is not judged', () => {
    const { rows } = backtestForecast(steady({ quarters: 6 }), { periods: 'month', seed: 1, draws: 500 });
    expect(rows.length).toBeGreaterThan(12);
    expect(rows.at(-1)?.period).toBe('2015-06');
  });
});

describe('today', () => {
  const histories = steady();
  const asOf = first + 20 * 91 - 50;
  const period = periodOf('quarter', asOf);
  const outlook = outlookOfPeriod(histories, period, asOf) ?? expect.unreachable();
  const shock = shockOfPast(histories, outlook);

  test('in the middle of a period what is won is kept, and the chance falls as the target rises', () => {
    const forecast = forecastPeriod(outlook, shock, { seed: 1 });
    expect(outlook.wonSoFar).toBeGreaterThan(0);
    expect(forecast.totals[0]).toBeGreaterThanOrEqual(outlook.wonSoFar);
    const chances = [0.8, 1, 1.2].map((times) => chanceToReach(forecast, forecast.q50 * times));
    expect(chances[0]).toBeGreaterThan(chances[1] as number);
    expect(chances[1]).toBeCloseTo(0.5, 1);
    expect(chanceToReach(forecast, 1e12)).toBeGreaterThan(0);
    expect(chanceToReach(forecast, 0)).toBeLessThan(1);
  });

  test('the coverage needed is more than the inverse of the win share, and gives the wished chance', () => {
    const rest = outlookOfPeriod(histories, periodOf('quarter', asOf, 1), asOf) ?? expect.unreachable();
    const without = { ...rest, newWins: { ...rest.newWins, mean: 0 } };
    const missing = rest.expected;
    const [all] = coverageNeeded(without, shock, { missing: { all: missing }, seed: 1 });
    expect(all?.times).toBeGreaterThan(1.1 * (all?.inverseOfWinShare as number));
    const [easier] = coverageNeeded(rest, shock, { missing: { all: missing }, seed: 1 });
    expect(easier?.pipeline).toBeLessThan(all?.pipeline as number);
    const segmentOf = (deal: number) =>
      histories.known.columns[0]?.kind === 'category' && histories.known.columns[0].codes[deal] === 1 ? 'large' : 'small';
    const parts = coverageNeeded(rest, shock, { missing: { small: missing / 4, large: missing / 2, none: 5 }, segmentOf, seed: 1 });
    expect(parts.map(({ segment }) => segment)).toEqual(['small', 'large']);
    expect(() => coverageNeeded(rest, shock, { missing: { all: 0 }, seed: 1 })).toThrow('above 0');
  });
});
