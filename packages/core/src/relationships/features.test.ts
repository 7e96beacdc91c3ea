import { describe, expect, test } from 'vitest';
import { foldTies, indexTies, pairsOfInterest, tieFeatures, usualHalfLife } from './index.ts';

const day = 86_400;

/** Ann (0) writes to Bob (1) on days 0, 10, 20 and 30 at noon, Bob back on day 12; Cem (2) and Ann meet on day 25. */
const ledger = foldTies({
  at: Float64Array.of(0.5, 10.5, 20.5, 30.5, 12.5, 25.5).map((at) => at * day),
  from: Int32Array.of(0, 0, 0, 0, 1, 2),
  to: Int32Array.of(1, 1, 1, 1, 0, 0),
  kind: Uint8Array.of(0, 0, 0, 0, 0, 2),
});
const index = indexTies(ledger, 3);
const pairs = pairsOfInterest(index, 40 * day);
const { table } = tieFeatures(index, pairs, { asOf: 40 * day, daysSeen: 40, horizonDays: 14, halfLife: usualHalfLife }, true);

function feature(name: string, from: number, to: number): number {
  const row = pairs.from.findIndex((one, i) => one === from && pairs.to[i] === to);
  const column = table.columns.find((one) => one.name === name);
  return column?.kind === 'number' && row >= 0 ? (column.values[row] as number) : expect.unreachable(`no ${name} of ${from} to ${to}`);
}

describe('what is known of a pair', () => {
  test('both ways round of every pair that had to do with each other', () => {
    expect(Array.from(pairs.from, (from, i) => [from, pairs.to[i]])).toEqual([
      [0, 1],
      [0, 2],
      [1, 0],
      [2, 0],
    ]);
  });

  test('silence is counted from the last mail that way', () => {
    expect(feature('days since last wrote', 0, 1)).toBeCloseTo(Math.log(9.5 + 0.1), 12);
    expect(feature('days since last heard', 0, 1)).toBeCloseTo(Math.log(27.5 + 0.1), 12);
    expect(feature('days since last wrote', 0, 2)).toBeNaN();
  });

  test('silence against a long gap of ten days', () => {
    expect(feature('silence / own long gap', 0, 1)).toBeCloseTo(Math.log(9.6 / 10.1), 12);
    expect(feature('silence / own long gap', 1, 0)).toBeNaN();
  });

  test('days with mail decay by their age and are said as a rate', () => {
    const sum = [39.5, 29.5, 19.5, 9.5].reduce((total, age) => total + 2 ** (-age / 12), 0);
    const exposure = (12 / Math.LN2) * (1 - 2 ** (-40 / 12));
    expect(feature('days wrote, half-life 12 d', 0, 1)).toBeCloseTo(Math.log(sum / exposure + 0.01), 12);
    expect(feature('days heard, half-life 12 d', 1, 0)).toBeCloseTo(feature('days wrote, half-life 12 d', 0, 1), 12);
  });

  test('an answer counts for the first mail that waited for it', () => {
    // Bob answered on day 12 what Ann wrote on day 0 first; of her four days one got an answer.
    expect(feature('median days to answer', 1, 0)).toBeCloseTo(Math.log(12 + 0.1), 12);
    expect(feature('share answered', 1, 0)).toBeCloseTo((1 + 0.6) / (4 + 2), 12);
  });

  test('a meeting is one for both', () => {
    expect(feature('meetings, half-life 36 d', 0, 2)).toBeGreaterThan(Math.log(0.01));
    expect(feature('meetings, half-life 36 d', 0, 2)).toBe(feature('meetings, half-life 36 d', 2, 0));
    expect(feature('strength outward', 0, 2)).toBe(feature('strength inward', 0, 2));
  });
});
