/** In how many records a word stands, of how many: what a word tells. Words that are not listed are rare. */
export interface WordCounts {
  readonly records: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Weights by inverse document frequency (Sparck Jones 1972): ln((records + 1) / (records with it + 0.5)), at least 0.05. */
export class WordWeights {
  readonly #weights: ReadonlyMap<string, number>;
  readonly #rare: number;

  constructor({ records, counts }: WordCounts) {
    const weigh = (count: number) => Math.max(0.05, Math.log((records + 1) / (count + 0.5)));
    this.#weights = new Map(Object.entries(counts).map(([word, count]) => [word, weigh(count)]));
    this.#rare = weigh(1);
  }

  /** Single letters and digits count for a third. */
  weightOf(word: string): number {
    const weight = this.#weights.get(word) ?? this.#rare;
    return word.length === 1 ? Math.max(0.05, weight * 0.3) : weight;
  }
}
