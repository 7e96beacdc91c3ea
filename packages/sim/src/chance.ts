import { type Random, seededRandom } from '@windshield/core';

/** Draws that the simulation makes again and again, from one seed. */
export type Draws = Random & {
  pick: <T>(list: readonly T[]) => T;
  between: (low: number, high: number) => number;
  whole: (low: number, high: number) => number;
  /** Median and spread of a lognormal: waits, durations, money. */
  around: (median: number, spread: number) => number;
  happens: (chance: number) => boolean;
};

export function drawsFrom(seed: number): Draws {
  const random = seededRandom(seed);
  return {
    ...random,
    pick: (list) => list[random.integer(list.length)] as (typeof list)[number],
    between: (low, high) => low + (high - low) * random.uniform(),
    whole: (low, high) => low + random.integer(high - low + 1),
    around: (median, spread) => median * Math.exp(spread * random.normal()),
    happens: (chance) => random.uniform() < chance,
  };
}
