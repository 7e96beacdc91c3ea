import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { testDataDir } from '../../../../scripts/test-data.mjs';
import { dayNumber, isoDay } from '../time/index.ts';
import { adviseOnDeal, backtestClock, type DealFacts, fitDealClocks, outlookOf, type PastDeal } from './index.ts';

const directory = testDataDir();

/** A real public pipeline, read with the plainest of readers: what matters here is the clock. */
describe.skipIf(directory === undefined)('the Maven pipeline (skipped without test data)', () => {
  const asOf = dayNumber('2017-12-31');
  const day = (text: string | undefined) => (text ? dayNumber(text) : undefined);
  const lines =
    directory === undefined
      ? []
      : readFileSync(path.join(directory, 'maven_crm/sales_pipeline.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
  const rows = lines.map((line) => {
    const [id = '', , product = '', , stage, engaged, closed, value] = line.split(',');
    const [openedDay, closedDay] = [day(engaged), day(closed)];
    const deal: PastDeal = {
      product,
      ...(openedDay === undefined ? {} : { openedDay }),
      ...(closedDay === undefined ? {} : { closedDay }),
      ...(stage === 'Won' ? { outcome: 'won', wonMinor: Number(value) * 100 } : stage === 'Lost' ? { outcome: 'lost' } : {}),
    };
    return { id, deal };
  });
  const history = rows.map((row) => row.deal);

  test('half of the won deals were won by day 57, none after day 138', () => {
    const clock = fitDealClocks(history, asOf);
    expect(clock.counts).toEqual({ won: 4238, lost: 2473, open: 1589, withoutStart: 500, setAside: 0 });
    const outlook = outlookOf({ id: 'x', openedDay: asOf - 200 }, clock, asOf);
    expect(outlook.sentence).toBe(
      'Half of the won deals like this were won by day 57; this one is on day 200. None was ever won after day 138.',
    );
  });

  test('held against its own past it beats the base rate that was known then', () => {
    const backtest = backtestClock(history, asOf) ?? expect.unreachable();
    const rows = backtest.rows.map(
      (row) =>
        `${Math.round(row.saidFrom * 100)}-${Math.round(row.saidTo * 100)} %: said ${row.said.toFixed(3)}, happened ${row.happened.toFixed(3)} (n = ${row.n})`,
    );
    console.info(
      [
        `deal clock on Maven, ${backtest.days.length} past days from ${backtest.days[0]} to ${backtest.days.at(-1)}, won within ${backtest.windowDays} days, n = ${backtest.n}`,
        `Brier ${backtest.brier.toFixed(4)}, base rate ${backtest.brierBaseRate.toFixed(4)}, skill ${backtest.skill.toFixed(3)}, calibration error ${backtest.calibrationError.toFixed(3)}`,
        ...rows,
      ].join('\n'),
    );
    expect(backtest.skill).toBeGreaterThan(0);
  });

  test('with an export alone no open deal is to be let go', () => {
    const clock = fitDealClocks(history, asOf);
    const advice = rows
      .filter(({ deal }) => deal.outcome === undefined)
      .map(({ id, deal: { openedDay, product } }) => {
        const facts: DealFacts = {
          id,
          name: id,
          people: [],
          needs: 0,
          nextSteps: [],
          ...(openedDay === undefined ? {} : { openedDay }),
          ...(product === undefined ? {} : { product }),
        };
        return adviseOnDeal(facts, outlookOf(facts, clock, asOf), asOf).kind;
      });
    expect(advice).not.toContain('letGo');
    expect(advice.filter((kind) => kind === 'decide').length).toBeGreaterThan(500);
    expect(isoDay(asOf)).toBe(clock.asOf);
  });
});
