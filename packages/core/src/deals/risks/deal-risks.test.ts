import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../learner/index.ts';
import { aalenJohansen, kaplanMeier, seededRandom } from '../../stats/index.ts';
import { ageBinsOf } from './age-bins.ts';
import { backtestDeals } from './backtest-deals.ts';
import { ReferenceCurves } from './baselines.ts';
import { fitCurves } from './curves.ts';
import type { DealEnd, DealHistories } from './deal-histories.ts';
import { calendarOf, fitDealRisks } from './deal-risks.ts';
import { dealSpells } from './deal-spells.ts';
import { chancesAhead } from './deals-ahead.ts';
import { openingFeatures } from './opening-features.ts';
import { pooledFactors } from './pooled-factors.ts';
import { type Prospects, prospectsOf } from './prospects.ts';
import { watchedFrom } from './watched-from.ts';

type MadeUpDeal = { opened: number; days: number; end: DealEnd; amount?: number };

function historiesFrom(deals: readonly MadeUpDeal[], columns: Column[] = [], prefix = 'deal'): DealHistories {
  return {
    ids: deals.map((_, i) => `${prefix}-${i}`),
    openedDay: Int32Array.from(deals, ({ opened }) => opened),
    closedDay: Int32Array.from(deals, ({ opened, days }) => opened + days),
    end: Uint8Array.from(deals, ({ end }) => end),
    amount: Float64Array.from(deals, ({ amount }) => amount ?? Number.NaN),
    known: { rowCount: deals.length, columns },
  };
}

/** Deals with constant daily hazards; a `keen` one is won three times as fast. Censored on day `until`. */
function steadyDeals(count: number, seed: number, until = 18_500): DealHistories {
  const random = seededRandom(seed);
  const keen = new Int32Array(count);
  const deals = Array.from({ length: count }, (_, i): MadeUpDeal => {
    keen[i] = random.uniform() < 0.4 ? 1 : 0;
    const opened = 17_500 + random.integer(900);
    const [won, lost, gone] = [keen[i] === 1 ? 0.018 : 0.006, 0.005, 0.002];
    for (let days = 0; opened + days <= until; days++) {
      const drawn = random.uniform();
      if (drawn < won) return { opened, days, end: 1 };
      if (drawn < won + lost) return { opened, days, end: 2 };
      if (drawn < won + lost + gone) return { opened, days, end: 3 };
    }
    return { opened, days: until - opened, end: 0 };
  });
  return historiesFrom(deals, [{ kind: 'category', name: 'mood', levels: ['cool', 'keen'], codes: keen }], `seed-${seed}`);
}

/** F_won after n days of constant hazards. */
const trulyWon = (won: number, n: number) => (won / (won + 0.007)) * (1 - (1 - won - 0.007) ** n);

/** Weeks of remission under 6-MP; + still in remission (Freireich et al. 1963; Gehan 1965). */
const remission = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'
  .split(' ')
  .map((word): MadeUpDeal => ({ opened: 100, days: Number.parseInt(word, 10), end: word.endsWith('+') ? 0 : 1 }));

describe('hazards of deals', () => {
  test('the chances of each end are those that the deals were made with', () => {
    const [train, later] = [steadyDeals(1_500, 1), steadyDeals(400, 2, 19_500)];
    const risks = fitDealRisks(train, { seed: 1 });
    const deals = Int32Array.from(later.ids.keys());
    const { causes } = chancesAhead(risks, later, deals, 10, Int32Array.of(60));
    const mood = later.known.columns[0] as Column & { kind: 'category' };
    for (const [level, won] of [
      [0, 0.006],
      [1, 0.018],
    ] as const) {
      const same = Array.from(deals).filter((deal) => mood.codes[deal] === level);
      const said = same.reduce((sum, deal) => sum + (causes[0]?.[deal] as number), 0) / same.length;
      expect(Math.abs(said - trulyWon(won, 60))).toBeLessThan(0.035);
    }
  });

  test('the four chances of every forecast add up to one exactly, and none is certain', () => {
    const deal = fc.record({
      opened: fc.integer({ min: 17_000, max: 17_400 }),
      days: fc.integer({ min: 0, max: 200 }),
      end: fc.constantFrom(0, 1, 2, 3),
    });
    fc.assert(
      fc.property(fc.array(deal, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 300 }), (made, horizonDays) => {
        const histories = historiesFrom(made as MadeUpDeal[]);
        const { forecasts } = backtestDeals(histories, histories, { asOfAges: [0, 20], horizonDays, seed: 1 });
        for (let row = 0; row < forecasts.count; row++) {
          const four = [forecasts.pWon, forecasts.pLost, forecasts.pGone, forecasts.pOpen].map((p) => p[row] as number) as [
            number,
            number,
            number,
            number,
          ];
          expect(four[0] + four[1] + four[2] + four[3]).toBe(1);
          for (const p of four) expect(p > 0 && p < 1).toBe(true);
        }
      }),
      { numRuns: 25, examples: [[[{ opened: 17_000, days: 1, end: 1 }], 114]] },
    );
  });

  test('without features they are the Aalen-Johansen shares', () => {
    const train = steadyDeals(3_000, 3);
    const bare = { ...train, known: { rowCount: train.ids.length, columns: [] } };
    const ages = Array.from(train.ids.keys(), (i) => (train.closedDay[i] as number) - (train.openedDay[i] as number));
    const { incidence, open } = aalenJohansen({ ages, events: Array.from(train.end) }, 3);
    const risks = fitDealRisks(bare, { seed: 1 });
    const { causes } = chancesAhead(risks, bare, Int32Array.of(0), 0, Int32Array.of(30, 90, 200));
    for (const [k, ofCause] of causes.entries())
      for (const [g, day] of [30, 90, 200].entries())
        expect(
          Math.abs((ofCause[g] as number) - ((incidence[k]?.[day] as number) - (incidence[k]?.[0] as number)) / (open[0] as number)),
        ).toBeLessThan(0.02);
  });

  test('deals still open count as long as they were watched: the printed remission rates', () => {
    // A deal is at risk on the day of its opening too, so week t is day t - 1 here: 9 relapses in 359 weeks (Cox & Oakes 1984, 1.1).
    const histories = historiesFrom(remission.map((one) => ({ ...one, days: one.days - 1 })));
    const bins = { starts: Int32Array.of(0) };
    const curves = fitCurves(dealSpells(histories, Int32Array.from(remission.keys()), bins, calendarOf(histories, 0)), bins, 3);
    expect(curves.at(1, 0, 0, -1)).toBeCloseTo(9 / 359, 10);
    // Kaplan & Meier as printed in Kalbfleisch & Prentice 1980, table 1.2 and Collett 2015, 2.1.
    const reference = new ReferenceCurves(historiesFrom(remission), new Int32Array(21).fill(-1), 0);
    const weeks = Int32Array.of(6, 7, 10, 13, 16, 22, 23);
    const { causes } = reference.ahead(new Int32Array(21).fill(-1), Int32Array.of(0), 0, weeks);
    expect(Array.from(causes[0] as Float64Array, (share) => Number((1 - share).toFixed(3)))).toEqual([
      0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448,
    ]);
    expect(kaplanMeier({ ages: remission.map(({ days }) => days), events: remission.map(({ end }) => end) }).at(-1)?.survival).toBeCloseTo(
      0.448,
      3,
    );
  });

  test('how a test deal ended changes nothing that is said of it, and the same seed says the same', () => {
    const [train, later] = [steadyDeals(400, 4), steadyDeals(120, 5, 19_500)];
    const open = openOnly(later, 40);
    const blind = { ...open, end: new Uint8Array(open.ids.length), closedDay: open.openedDay.map((day) => day + 41) };
    const options = { asOfAges: [14, 40], horizonDays: 60, seed: 7 };
    const [told, untold, again] = [open, blind, open].map((test) => backtestDeals(train, test, options));
    expect(untold?.forecasts).toEqual(told?.forecasts);
    expect(untold?.scores).toBeUndefined();
    expect(again).toEqual(told);
  });

  test('a closing day lies where half of such deals have closed, and a longer period holds more wins', () => {
    const train = steadyDeals(4_000, 14);
    const bare = { ...train, known: { rowCount: train.ids.length, columns: [] } };
    const risks = fitDealRisks(bare, { seed: 1 });
    const some = Int32Array.from({ length: 60 }, (_, i) => i);
    const [short, long] = [10, 50].map((days) => prospectsOf(risks, bare, some, 0, days)) as [Prospects[], Prospects[]];
    for (const deal of some) expect(long[deal]?.wonInPeriod).toBeGreaterThan(3 * (short[deal]?.wonInPeriod as number));
    // Three in five end at 1.3 % a day, the keen ones at 2.5 %.
    const stillOpen = (day: number) => 0.6 * (1 - 0.013) ** day + 0.4 * (1 - 0.025) ** day;
    const mean = (of: (one: Prospects) => number) => long.reduce((sum, one) => sum + of(one), 0) / long.length;
    expect(Math.abs(stillOpen(mean(({ closesInDays }) => closesInDays.low)) - 0.9)).toBeLessThan(0.04);
    expect(Math.abs(stillOpen(mean(({ closesInDays }) => closesInDays.median)) - 0.5)).toBeLessThan(0.04);
    expect(Math.abs(stillOpen(mean(({ closesInDays }) => closesInDays.high)) - 0.1)).toBeLessThan(0.04);
  });

  test('the reasons of a chance add up to it, and the one that matters comes first', () => {
    const train = steadyDeals(500, 12);
    const { forecasts, reasons, importances } = backtestDeals(train, openOnly(steadyDeals(60, 13, 19_500), 14), {
      asOfAges: [14],
      horizonDays: 60,
      seed: 1,
    });
    expect(importances[0]?.column).toBe('mood');
    for (const { row, p, usual, reasons: list } of reasons) {
      expect(list.reduce((sum, { effect }) => sum + effect, usual)).toBe(p);
      expect(p).toBeCloseTo(forecasts.pWon[row] as number, 9);
      expect(Math.sign(list[0]?.effect ?? 0)).toBe(list[0]?.value === 'keen' ? 1 : -1);
    }
  });

  test('bad input is named', () => {
    const deals = steadyDeals(50, 6);
    expect(() => fitDealRisks({ ...deals, closedDay: deals.openedDay.map((day) => day - 3) }, { seed: 1 })).toThrow(
      'closed 3 days before it was opened',
    );
    expect(() => backtestDeals(deals, deals, { asOfAges: [], horizonDays: 60, seed: 1 })).toThrow('no age was given');
    expect(() => backtestDeals(deals, deals, { asOfAges: [14], horizonDays: 0.5, seed: 1 })).toThrow('horizon 0.5');
  });
});

describe('what a file of deals does not say at first sight', () => {
  test('a system filled with the deals open on its first day: the days before are not counted as survived', () => {
    const all = steadyDeals(2_000, 8);
    const firstDay = 17_800;
    const kept = Array.from(all.ids.keys()).filter((i) => (all.closedDay[i] as number) >= firstDay);
    const made = kept.map(
      (i): MadeUpDeal => ({
        opened: all.openedDay[i] as number,
        days: (all.closedDay[i] as number) - (all.openedDay[i] as number),
        end: all.end[i] as DealEnd,
      }),
    );
    const since = watchedFrom(historiesFrom(made));
    expect(since).toBeGreaterThanOrEqual(firstDay);
    expect(since).toBeLessThan(firstDay + 5);
    expect(watchedFrom(all)).toBeUndefined();
  });

  test('columns written at closing are set aside with the reason', () => {
    const train = steadyDeals(600, 9, 17_960);
    const rows = Array.from(train.ids.keys());
    const values = (of: (i: number) => number) => Float64Array.from(rows, of);
    const random = seededRandom(1);
    const columns: Column[] = [
      { kind: 'number', name: 'price paid', values: values((i) => (train.end[i] === 1 ? 1_000 + random.integer(500) : 0)) },
      { kind: 'number', name: 'days worked', values: values((i) => (train.closedDay[i] as number) - (train.openedDay[i] as number) + 1) },
      { kind: 'category', name: 'closed by', levels: ['A', 'B'], codes: Int32Array.from(rows, (i) => (train.end[i] === 0 ? -1 : i % 2)) },
      { kind: 'number', name: 'employees', values: values(() => random.integer(900)) },
    ];
    const { table, setAside } = openingFeatures({ ...train, known: { rowCount: rows.length, columns } });
    expect(table.columns.map(({ name }) => name)).toEqual(['employees']);
    expect(setAside.map(({ column }) => column)).toEqual(['price paid', 'days worked', 'closed by']);
    expect(setAside[2]?.why).toMatch(/filled for 100 % of the closed deals and 0 % of the open ones/);
  });

  test('an end that never came in the past stays all but impossible', () => {
    const train = steadyDeals(500, 10);
    const never = { ...train, end: train.end.map((end) => (end === 3 ? 2 : end)) };
    const { forecasts, ends } = backtestDeals(never, never, { asOfAges: [14], horizonDays: 60, seed: 1 });
    expect(ends[2]).toBe(0);
    expect(Math.max(...forecasts.pGone)).toBeLessThan(0.001);
  });
});

describe('few cases lean on many', () => {
  test('groups that differ by chance alone are given the common rate, those that differ keep their own', () => {
    expect(Array.from(pooledFactors([10, 9, 11, 10], [10, 10, 10, 10]).factors)).toEqual([1, 1, 1, 1]);
    const { factors } = pooledFactors([100, 20, 2, 50], [50, 50, 1, 50]);
    expect(factors[0]).toBeGreaterThan(1.7);
    expect(factors[1]).toBeLessThan(0.6);
    expect(factors[2]).toBeLessThan(1.7);
  });

  test('bins of age hold enough ends each, whatever the order of deals', () => {
    const deals = steadyDeals(400, 11);
    const turned = historiesFrom(
      Array.from(
        deals.ids.keys(),
        (i): MadeUpDeal => ({
          opened: deals.openedDay[i] as number,
          days: (deals.closedDay[i] as number) - (deals.openedDay[i] as number),
          end: deals.end[i] as DealEnd,
        }),
      ).reverse(),
    );
    const bins = ageBinsOf(deals);
    expect(ageBinsOf(turned)).toEqual(bins);
    expect(bins.starts.length).toBeGreaterThan(10);
    expect(ageBinsOf(historiesFrom([{ opened: 1, days: 5, end: 0 }])).starts).toEqual(Int32Array.of(0));
  });
});

/** Deals that were still open after so many days. */
function openOnly(deals: DealHistories, days: number): DealHistories {
  const rows = Array.from(deals.ids.keys()).filter((i) => (deals.closedDay[i] as number) - (deals.openedDay[i] as number) > days);
  const mood = deals.known.columns[0] as Column & { kind: 'category' };
  return {
    ids: rows.map((row) => deals.ids[row] as string),
    openedDay: Int32Array.from(rows, (row) => deals.openedDay[row] as number),
    closedDay: Int32Array.from(rows, (row) => deals.closedDay[row] as number),
    end: Uint8Array.from(rows, (row) => deals.end[row] as number),
    amount: Float64Array.from(rows, (row) => deals.amount[row] as number),
    known: { rowCount: rows.length, columns: [{ ...mood, codes: Int32Array.from(rows, (row) => mood.codes[row] as number) }] },
  };
}
