import fc from 'fast-check';
import { expect, test } from 'vitest';
import { common, countOf, descending, rangesOf, readSequenceSet, sequenceSet, union, without } from './uid-ranges.ts';

const uids = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 });
const ascending = (numbers: Iterable<number>) => [...new Set(numbers)].sort((a, b) => a - b);

test('ranges behave as the sets of numbers that they stand for', () => {
  fc.assert(
    fc.property(uids, uids, (a, b) => {
      const [inA, inB] = [rangesOf(a), rangesOf(b)];
      expect([...descending(inA)].reverse()).toEqual(ascending(a));
      expect([...descending(union(inA, inB))].reverse()).toEqual(ascending([...a, ...b]));
      expect([...descending(without(inA, inB))].reverse()).toEqual(ascending(a.filter((uid) => !b.includes(uid))));
      expect([...descending(common(inA, inB))].reverse()).toEqual(ascending(a.filter((uid) => b.includes(uid))));
      expect(countOf(inA)).toBe(new Set(a).size);
      expect(readSequenceSet(sequenceSet(inA))).toEqual(inA);
    }),
  );
});

test('what a server sends that is not a range is passed over', () => {
  expect(readSequenceSet('7,x,3:1,0,1e400,:,5:*,-4,4294967296,9:9')).toEqual([
    [1, 3],
    [7, 7],
    [9, 9],
  ]);
});
