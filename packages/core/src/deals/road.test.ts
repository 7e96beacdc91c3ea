import { describe, expect, test } from 'vitest';
import { seededRandom } from '../stats/index.ts';
import { dayNumber, periodOf } from '../time/index.ts';
import { chanceToWin, fitDealClocks, type PastDeal, simulateRoad } from './index.ts';

const asOf = dayNumber('2026-11-21');
const random = seededRandom(11);
const past = Array.from({ length: 3000 }, (): PastDeal => {
  const openedDay = asOf - random.integer(800);
  const closedDay = openedDay + 10 + random.integer(90);
  const outcome = random.uniform() < 0.45 ? ('won' as const) : ('lost' as const);
  return closedDay <= asOf ? { openedDay, closedDay, outcome } : { openedDay };
});
const clock = fitDealClocks(past, asOf, { homeCurrency: 'EUR' });
const period = periodOf('quarter', asOf);
const open = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ id: `d${i}`, openedDay: asOf - (i % 90), amountMinor: 10_000 * (1 + (i % 7)), currency: 'EUR' }));
const road = (deals: ReturnType<typeof open>, more = {}) =>
  simulateRoad({ deals, clock, asOf, period, won: [], currency: 'EUR', seed: 5, ...more });

describe('the road ahead', () => {
  test('its mean is the sum of chance times amount', () => {
    const kind = clock.kinds['all'] ?? expect.unreachable();
    const deals = open(300);
    const expected = deals.reduce(
      (sum, deal) => sum + chanceToWin(kind, asOf - deal.openedDay, period.to - asOf).value * deal.amountMinor,
      0,
    );
    expect(Math.abs(road(deals).result.meanMinor / expected - 1)).toBeLessThan(0.01);
  });

  test('without the shared shock its spread is that of independent deals; with it, wider', () => {
    const kind = clock.kinds['all'] ?? expect.unreachable();
    const deals = open(400);
    const variance = deals.reduce((sum, deal) => {
      const { value } = chanceToWin(kind, asOf - deal.openedDay, period.to - asOf);
      return sum + value * (1 - value) * deal.amountMinor ** 2;
    }, 0);
    const width = ({ result }: ReturnType<typeof road>) => result.q90Minor - result.q10Minor;
    expect(width(road(deals, { shockSd: 0 })) / (2 * 1.2816 * Math.sqrt(variance))).toBeCloseTo(1, 1);
    expect(width(road(deals))).toBeGreaterThan(1.2 * width(road(deals, { shockSd: 0 })));
  });

  test('what is won is kept, bands never fall, and the same seed gives the same road', () => {
    const won = [
      { day: asOf - 10, amountMinor: 70_000 },
      { day: asOf - 400, amountMinor: 9 },
      { day: asOf + 2, amountMinor: 9 },
    ];
    const one = road(open(50), { won, targetMinor: 100_000 });
    expect(one.wonSoFarMinor).toBe(70_000);
    expect(one.ahead[0]?.q10Minor).toBe(70_000);
    for (const [i, point] of one.ahead.entries()) {
      expect(point.q10Minor).toBeLessThanOrEqual(point.q50Minor);
      expect(point.q50Minor).toBeLessThanOrEqual(point.q90Minor);
      expect(point.q50Minor).toBeGreaterThanOrEqual(one.ahead[i - 1]?.q50Minor ?? 0);
    }
    expect(one.ahead.at(-1)?.day).toBe('2026-12-31');
    expect(road(open(50), { won, targetMinor: 100_000 })).toEqual(one);
    if (one.end.kind !== 'known') return expect.unreachable();
    expect(one.end.value).toBe(one.result.meanMinor);
  });

  test('deals that cannot be counted are named, not guessed', () => {
    const deals = [...open(2), { id: 'x', openedDay: asOf - 3, amountMinor: 5, currency: 'CHF' }, { id: 'y', amountMinor: 5 }];
    const { dealsCounted, leftOut } = simulateRoad({ deals, clock, asOf, period, won: [], currency: 'EUR', seed: 1 });
    expect(dealsCounted).toBe(2);
    expect(leftOut.map((lack) => [lack.reasonKey, lack.count])).toEqual([
      ['rate', 1],
      ['openedDay', 1],
    ]);
  });

  test('an empty company has no road, and says what is missing', () => {
    const empty = simulateRoad({
      deals: [],
      clock: fitDealClocks([], asOf),
      asOf,
      period,
      won: [],
      currency: 'EUR',
      seed: 1,
      targetMinor: 5,
    });
    expect(empty.end.kind).toBe('insufficient');
    expect(empty.targetChance?.kind).toBe('insufficient');
  });

  test('10,000 draws over 5,000 deals take a fraction of a second', () => {
    road(open(10));
    // The fastest of some: what else the machine does is not the road's fault.
    const runs = Array.from({ length: 5 }, () => {
      const started = performance.now();
      road(open(5000));
      return performance.now() - started;
    });
    expect(Math.min(...runs)).toBeLessThan(600);
  });
});
