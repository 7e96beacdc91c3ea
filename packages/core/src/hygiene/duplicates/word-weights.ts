import type { Prepared } from './prepare.ts';

/** In how many records a word stands, of how many: what a word tells. Words that are not listed are rare. */
export interface WordCounts {
  readonly records: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Weights by inverse document frequency (Sparck Jones 1972): ln((records + 1) / (records with it + 0.5)), at least 0.05. */
export class WordWeights {
  readonly #records: number;
  readonly #counts: ReadonlyMap<string, number>;
  readonly #known = new WeakMap<Prepared, Float64Array>();

  constructor({ records, counts }: WordCounts) {
    this.#records = records;
    this.#counts = new Map(Object.entries(counts));
  }

  /** Of each of a value's words. */
  weightsOf(value: Prepared): Float64Array {
    let weights = this.#known.get(value);
    if (!weights) {
      weights = Float64Array.from(value.words, (word) => this.#weightOf(word));
      this.#known.set(value, weights);
    }
    return weights;
  }

  #weightOf(word: string): number {
    const weight = Math.log((this.#records + 1) / ((this.#counts.get(word) ?? 1) + 0.5));
    return Math.max(0.05, word.length === 1 ? weight * 0.3 : weight);
  }
}
