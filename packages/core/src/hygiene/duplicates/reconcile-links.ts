import type { DuplicatePair } from './find-duplicates.ts';

/**
 * Across two lists a record has one counterpart at most: where several offer themselves, they share what belief there is, by their odds.
 * Counterparts that are the same themselves (one list holds a record twice) do not compete.
 *
 * @param areSame whether two rows of one list are probably the same
 */
export function reconcileLinks(pairs: readonly DuplicatePair[], areSame: (x: number, y: number) => boolean): DuplicatePair[] {
  const partnersOf = new Map<number, DuplicatePair[]>();
  for (const pair of pairs)
    for (const row of [pair.a, pair.b]) {
      const known = partnersOf.get(row);
      if (known) known.push(pair);
      else partnersOf.set(row, [pair]);
    }
  return pairs.map((pair) => {
    const own = oddsOf(pair);
    let others = 0;
    for (const row of [pair.a, pair.b]) {
      const mine = row === pair.a ? pair.b : pair.a;
      const rivals = (partnersOf.get(row) ?? []).filter((other) => other !== pair).slice(0, mostRivals);
      for (const rival of rivals) {
        const theirs = row === rival.a ? rival.b : rival.a;
        const odds = oddsOf(rival);
        if (odds * 100 < own || areSame(Math.min(mine, theirs), Math.max(mine, theirs))) continue;
        others += odds;
      }
    }
    return others === 0 ? pair : { ...pair, probability: own / (1 + own + others) };
  });
}

const mostRivals = 20;

function oddsOf({ probability }: DuplicatePair): number {
  return probability / Math.max(1e-12, 1 - probability);
}
