import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aalenJohansen, seededRandom } from '../stats/index.ts';
import { dayNumber } from '../time/index.ts';
import { valueAt } from './clock.ts';
import { backtestClock, chanceToWin, clockFor, type DealClock, fitDealClocks, outlookOf, type PastDeal } from './index.ts';

const asOf = dayNumber('2026-06-30');

/** Deals with a known truth: won with chance `share` after 10 to 100 days, else lost after 5 to 60. */
function history(n: number, share: number, seed = 1, traits: Partial<PastDeal> = {}): PastDeal[] {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () => {
    const openedDay = asOf - 20 - random.integer(700);
    const isWon = random.uniform() < share;
    const closedDay = openedDay + (isWon ? 10 + random.integer(91) : 5 + random.integer(56));
    if (closedDay > asOf) return { openedDay, ...traits };
    return { openedDay, closedDay, outcome: isWon ? ('won' as const) : ('lost' as const), ...traits };
  });
}

const all = (clock: DealClock) => clock.kinds['all'] ?? expect.unreachable('no clock of all deals');

describe('the deal clock', () => {
  test('its curves are those of Aalen and Johansen', () => {
    const deals = history(300, 0.6);
    const kind = all(fitDealClocks(deals, asOf));
    const { incidence } = aalenJohansen(
      {
        ages: deals.map((deal) => (deal.closedDay ?? asOf) - (deal.openedDay ?? asOf)),
        events: deals.map((deal) => (deal.outcome === 'won' ? 1 : deal.outcome === 'lost' ? 2 : 0)),
      },
      2,
    );
    for (const age of [10, 30, 50, 75, 100]) expect(valueAt(kind.ages, kind.shareWon, age)).toBeCloseTo(incidence[0]?.[age] ?? 0, 4);
  });

  test('recovers the share that is truly won', () => {
    const kind = all(fitDealClocks(history(4000, 0.6), asOf));
    const { value, low, high } = chanceToWin(kind, 0, 365);
    expect(value).toBeCloseTo(0.6, 1);
    expect(low).toBeLessThan(0.6);
    expect(high).toBeGreaterThan(0.58);
    expect(chanceToWin(kind, 70, 365).value).toBeGreaterThan(0.95);
  });

  test('its intervals hold the truth about eight times in ten', () => {
    const hits = Array.from({ length: 200 }, (_, seed) => {
      const { low, high } = chanceToWin(all(fitDealClocks(history(150, 0.4, seed + 1), asOf)), 0, 365);
      return low <= 0.4 && 0.4 <= high ? 1 : 0;
    });
    const share = hits.reduce<number>((sum, hit) => sum + hit, 0) / hits.length;
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(0.92);
  });

  test('does not depend on the order of the deals', () => {
    const deals = fc.array(
      fc.record(
        {
          openedDay: fc.integer({ min: asOf - 300, max: asOf + 5 }),
          took: fc.integer({ min: 0, max: 200 }),
          won: fc.boolean(),
          open: fc.boolean(),
          product: fc.constantFrom('A', 'B'),
        },
        { requiredKeys: ['openedDay', 'took', 'won', 'open'] },
      ),
      { maxLength: 120 },
    );
    fc.assert(
      fc.property(deals, (list) => {
        const past = list.map(
          ({ openedDay, took, won, open, product }): PastDeal => ({
            openedDay,
            ...(product === undefined ? {} : { product }),
            ...(open ? {} : { closedDay: openedDay + took, outcome: won ? 'won' : 'lost' }),
          }),
        );
        expect(fitDealClocks([...past].reverse(), asOf)).toEqual(fitDealClocks(past, asOf));
      }),
      { numRuns: 60 },
    );
  });

  test('knows on a past day only what was known then', () => {
    const deals = history(500, 0.5);
    const day = asOf - 200;
    const knownThen = deals
      .filter((deal) => (deal.openedDay ?? 0) <= day)
      .map(
        ({ openedDay, closedDay, outcome }): PastDeal =>
          closedDay !== undefined && closedDay <= day && openedDay !== undefined && outcome
            ? { openedDay, closedDay, outcome }
            : { openedDay: openedDay ?? 0 },
      );
    expect(fitDealClocks(deals, day)).toEqual(fitDealClocks(knownThen, day));
  });

  test('a product with its own rhythm gets its own clock, a rare one leans on the wider kind', () => {
    const clock = fitDealClocks(
      [
        ...history(200, 0.8, 1, { product: 'Pump' }),
        ...history(200, 0.2, 2, { product: 'Valve' }),
        ...history(8, 0.5, 3, { product: 'Seal' }),
      ],
      asOf,
    );
    expect(clock.trait).toBe('product');
    expect(clockFor({ product: 'pump' }, clock)?.label).toBe('Pump');
    expect(clockFor({ product: 'Seal' }, clock)?.key).toBe('all');
    const pump = clockFor({ product: 'Pump' }, clock) ?? all(clock);
    expect(chanceToWin(pump, 0, 365).value).toBeGreaterThan(0.7);
  });

  test('stays small and quick with 100,000 deals of many products', () => {
    const random = seededRandom(4);
    const deals = history(100_000, 0.5).map((deal) => ({ ...deal, product: `P${random.integer(400)}` }));
    const started = performance.now();
    const clock = fitDealClocks(deals, asOf);
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(Object.keys(clock.kinds).length).toBeLessThanOrEqual(151);
    for (const kind of Object.values(clock.kinds)) expect(kind.ages.length).toBeLessThanOrEqual(200);
  });

  test('dates the wrong way round are set aside, not believed', () => {
    const clock = fitDealClocks(
      [{ openedDay: asOf, closedDay: asOf - 5, outcome: 'won' }, { openedDay: asOf - 9, outcome: 'won' }, {}],
      asOf,
    );
    expect(clock.counts).toEqual({ won: 0, lost: 0, open: 0, withoutStart: 1, setAside: 2 });
  });
});

describe('what is said of an open deal', () => {
  const clock = fitDealClocks(history(2000, 0.6), asOf, { homeCurrency: 'EUR' });

  test('every chance adds up from its reasons and lies inside its interval', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), (age) => {
        const { chance } = outlookOf({ id: 'd', openedDay: asOf - age, amountMinor: 1_000 }, clock, asOf);
        if (chance.kind !== 'known') return false;
        const sum = chance.reasons.reduce((total, reason) => total + reason.effect, chance.start.effect);
        return (
          Math.abs(sum - chance.value) < 1e-12 &&
          chance.interval[0] <= chance.value &&
          chance.value <= chance.interval[1] &&
          chance.interval[0] >= 0 &&
          chance.interval[1] <= 1
        );
      }),
    );
  });

  test('a deal older than any that was won says so, and its chance is small', () => {
    const outlook = outlookOf({ id: 'd', openedDay: asOf - 400 }, clock, asOf);
    expect(outlook.isOlderThanAnyWon).toBe(true);
    expect(outlook.shareOfWonThatTookLonger).toBe(0);
    expect(outlook.sentence).toContain('None was ever won after day 100.');
    expect(outlook.closing).toMatchObject({ kind: 'insufficient', missing: 'no deal here was won after day 100' });
  });

  test('the likely closing day lies ahead', () => {
    const { closing } = outlookOf({ id: 'd', openedDay: asOf - 40 }, clock, asOf);
    if (closing.kind !== 'known') return expect.unreachable();
    expect(closing.interval[0]).toBeGreaterThan(asOf);
    expect(closing.interval[1]).toBeLessThanOrEqual(asOf + 60);
  });

  test('too few closed deals: it says how many more are needed', () => {
    const young = fitDealClocks(
      history(400, 0.6)
        .filter((deal) => deal.outcome)
        .slice(0, 5),
      asOf,
    );
    expect(outlookOf({ id: 'd', openedDay: asOf - 4 }, young, asOf).chance).toMatchObject({
      kind: 'insufficient',
      missing: 'needs 7 more closed deals',
      needed: 7,
    });
    expect(outlookOf({ id: 'd' }, clock, asOf).chance).toMatchObject({ kind: 'insufficient', missingKey: 'openedDay' });
    expect(outlookOf({ id: 'd', openedDay: asOf }, fitDealClocks([], asOf), asOf).chance).toMatchObject({
      kind: 'insufficient',
      needed: 12,
    });
  });

  test('an unknown rate leaves the value out instead of guessing', () => {
    expect(outlookOf({ id: 'd', openedDay: asOf - 4, amountMinor: 5, currency: 'CHF' }, clock, asOf).expectedValue).toMatchObject({
      kind: 'insufficient',
      missingKey: 'rate',
    });
  });

  test('all of it survives being written as JSON', () => {
    const outlook = outlookOf({ id: 'd', openedDay: asOf - 40, amountMinor: 5_000, currency: 'EUR' }, clock, asOf, { until: asOf + 30 });
    expect(JSON.parse(JSON.stringify(outlook))).toEqual(outlook);
    expect(JSON.parse(JSON.stringify(clock))).toEqual(clock);
  });
});

describe('the clock held against the past', () => {
  test('where the truth is steady it is calibrated and better than the base rate', () => {
    const backtest = backtestClock(history(6000, 0.5), asOf) ?? expect.unreachable('no backtest');
    expect(backtest.skill).toBeGreaterThan(0);
    expect(backtest.calibrationError).toBeLessThan(0.05);
  });
  test('a short past is not judged', () => expect(backtestClock(history(20, 0.5), asOf)).toBeUndefined());
});
