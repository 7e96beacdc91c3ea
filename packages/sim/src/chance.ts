import { type Random, seededRandom } from '@windshield/core';

/** Draws that the simulation makes again and again, from one seed. */
export type Draws = Random & {
  pick: <T>(list: readonly T[]) => T;
  between: (low: number, high: number) => number;
  whole: (low: number, high: number) => number;
  /** Median and spread of a lognormal: waits, durations, money. */
  around: (median: number, spread: number) => number;
  /** A normal draw held inside 0.02 … 0.98: traits of people. */
  trait: (mean: number, spread: number) => number;
  happens: (chance: number) => boolean;
  /** How many of many rare things happen (Knuth's multiplication; for small means). */
  count: (mean: number) => number;
};

export function drawsFrom(seed: number): Draws {
  const random = seededRandom(seed);
  return {
    ...random,
    pick: (list) => list[random.integer(list.length)] as (typeof list)[number],
    between: (low, high) => low + (high - low) * random.uniform(),
    whole: (low, high) => low + random.integer(high - low + 1),
    around: (median, spread) => median * Math.exp(spread * random.normal()),
    trait: (mean, spread) => held(mean + spread * random.normal(), 0.02, 0.98),
    happens: (chance) => random.uniform() < chance,
    count: (mean) => {
      const floor = Math.exp(-mean);
      let n = 0;
      for (let product = random.uniform(); product > floor; product *= random.uniform()) n += 1;
      return n;
    },
  };
}

/** The value, or the nearer end of the range. */
export function held(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
