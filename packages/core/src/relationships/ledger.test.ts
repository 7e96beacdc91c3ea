import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyLedger, findTie, foldTies, type Interactions, indexTies, mergeLedgers } from './index.ts';

type Event = { at: number; from: number; to: number; kind: number };

const day = 86_400;
const event = fc.record({
  at: fc.integer({ min: -3 * day, max: 40 * day }),
  from: fc.nat(5),
  to: fc.nat(5),
  kind: fc.nat(2),
});

function asColumns(events: readonly Event[]): Interactions {
  return {
    at: Float64Array.from(events, ({ at }) => at),
    from: Int32Array.from(events, ({ from }) => from),
    to: Int32Array.from(events, ({ to }) => to),
    kind: Uint8Array.from(events, ({ kind }) => kind),
  };
}

describe('the folded state of ties', () => {
  test('is the same in whatever order interactions arrive', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), fc.func(fc.integer()), (events, rankOf) => {
        const shuffled = events.map((one, i) => ({ one, rank: rankOf(i) })).sort((a, b) => a.rank - b.rank);
        expect(foldTies(asColumns(shuffled.map(({ one }) => one)))).toEqual(foldTies(asColumns(events)));
      }),
    );
  });

  test('is the same built live, part by part, as rebuilt from all', () => {
    fc.assert(
      fc.property(fc.array(fc.array(event, { maxLength: 15 }), { maxLength: 8 }), (batches) => {
        const live = batches.reduce((ledger, batch) => mergeLedgers(ledger, foldTies(asColumns(batch))), emptyLedger());
        expect(live).toEqual(foldTies(asColumns(batches.flat())));
      }),
    );
  });

  test('holds the counts, first and last times that one would count by hand', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const byHand = new Map<string, { count: number; firstAt: number; lastAt: number }>();
        for (const { at, from, to, kind } of events) {
          if (from === to) continue;
          const key = [from, to, Math.floor(at / day), kind].join();
          const { count, firstAt, lastAt } = byHand.get(key) ?? { count: 0, firstAt: at, lastAt: at };
          byHand.set(key, { count: count + 1, firstAt: Math.min(firstAt, at), lastAt: Math.max(lastAt, at) });
        }
        const ledger = foldTies(asColumns(events));
        const rows = Array.from(ledger.from, (from, i) => [
          [from, ledger.to[i], ledger.day[i], ledger.kind[i]].join(),
          { count: ledger.count[i], firstAt: ledger.firstAt[i], lastAt: ledger.lastAt[i] },
        ]);
        expect(new Map(rows as [string, never][])).toEqual(byHand);
      }),
    );
  });

  test('what people send to themselves is no tie', () => {
    const ledger = foldTies(asColumns([{ at: 0, from: 1, to: 1, kind: 0 }]));
    expect(ledger.from).toHaveLength(0);
  });

  test('a person that cannot be is named by its place', () => {
    expect(() => foldTies(asColumns([{ at: 0, from: -1, to: 1, kind: 0 }]))).toThrow(
      'from[0] is -1; it must be the number of a person, from 0',
    );
    expect(() => foldTies(asColumns([{ at: Number.NaN, from: 0, to: 1, kind: 0 }]))).toThrow('at[0] is NaN');
    expect(() => foldTies(asColumns([{ at: 0, from: 0, to: 1, kind: 7 }]))).toThrow('kind[0] is 7');
  });
});

test('every tie is found with its rows, and the tie back', () => {
  const events = [
    { at: 0, from: 2, to: 0, kind: 0 },
    { at: day, from: 0, to: 2, kind: 0 },
    { at: 2 * day, from: 0, to: 1, kind: 1 },
    { at: 5 * day, from: 0, to: 2, kind: 0 },
  ];
  const index = indexTies(foldTies(asColumns(events)), 4);
  const out = findTie(index, 0, 2);
  expect([index.start[out], index.start[out + 1]]).toEqual([1, 3]);
  expect(index.reverse[out]).toBe(findTie(index, 2, 0));
  expect(index.reverse[findTie(index, 0, 1)]).toBe(-1);
  expect(findTie(index, 3, 0)).toBe(-1);
});
