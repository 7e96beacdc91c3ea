import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clusterPairs } from './clusters.ts';

const pair = (aId: string, bId: string, probability: number) => ({ aId, bId, probability });

it('groups what is tied together, the surest group first, by its weakest tie', () => {
  const groups = clusterPairs([pair('a', 'b', 0.99), pair('x', 'y', 0.9), pair('b', 'c', 0.7)], []);
  expect(groups.map(({ ids, probability }) => [ids.join(''), probability])).toEqual([
    ['xy', 0.9],
    ['abc', 0.7],
  ]);
  expect(clusterPairs([pair('b', 'c', 0.8), pair('a', 'b', 0.7)], [])[0]?.id).toBe(groups[1]?.id);
});

it('never joins by way of a third one what a person called different', () => {
  const groups = clusterPairs([pair('a', 'b', 0.99), pair('b', 'c', 0.7)], [['c', 'a']]);
  expect(groups.map(({ ids }) => ids.join(''))).toEqual(['ab']);
});

it('puts each record into one group at most, and no two that are different into one', () => {
  const id = fc.constantFrom(...'abcdefgh');
  fc.assert(
    fc.property(fc.array(fc.tuple(id, id, fc.double({ min: 0, max: 1, noNaN: true }))), fc.array(fc.tuple(id, id)), (ties, distinct) => {
      const pairs = ties.filter(([a, b]) => a !== b).map(([a, b, probability]) => pair(a, b, probability));
      pairs.sort((x, y) => y.probability - x.probability);
      const groups = clusterPairs(pairs, distinct);
      const all = groups.flatMap(({ ids }) => ids);
      expect(new Set(all).size).toBe(all.length);
      for (const { ids } of groups) for (const [a, b] of distinct) if (a !== b) expect(ids.includes(a) && ids.includes(b)).toBe(false);
    }),
  );
});
