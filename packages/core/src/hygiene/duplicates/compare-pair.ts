import { isBeyondDoubt, withDoubt } from './beyond-doubt.ts';
import { prepareRecord } from './comparisons.ts';
import type { LinkageRecord } from './fields.ts';
import { levelPlans, missingLevel } from './levels.ts';
import type { LinkageModel } from './model.ts';
import { levelsOf, logChances, logOddsOf, openScorer, probabilityOf, type Scorer } from './score-pair.ts';

/** One step of the waterfall from the prior to the match weight. */
export interface MatchTerm {
  /**
   * Name of the field; `start` for the odds of any two records; `together` for what fields say jointly and not one by one; `doubt` for what is
   * held back where something speaks against a pair that would be merged unasked else.
   */
  readonly name: string;
  /** How alike the values are; undefined for what is no field. */
  readonly level?: string;
  /** log2 of the odds it multiplies by. Rarity of the very value is part of it and given again in `rarity`. */
  readonly weight: number;
  /** Of `weight`, what the value's being rarer (above 0) or more usual than others adds. */
  readonly rarity?: number;
}

export interface PairComparison {
  /** log2 of the odds that both records are the same: the sum of the terms' weights. */
  readonly weight: number;
  /** 0..1 */
  readonly probability: number;
  /** The start, the fields that both records fill, in their order, what they say together, and doubt. */
  readonly terms: readonly MatchTerm[];
}

/** Compares pairs, with reasons. Values missing on either side add no term. The model may be one read from JSON. O(fields) a pair. */
export function openComparer(model: LinkageModel): { compare(a: LinkageRecord, b: LinkageRecord): PairComparison } {
  const scorer = openScorer(model);
  return {
    compare: (a, b) => explain(scorer, prepareRecord(scorer.comparisons, a), prepareRecord(scorer.comparisons, b)),
  };
}

const toBits = 1 / Math.LN2;

function explain(scorer: Scorer, a: ReturnType<typeof prepareRecord>, b: ReturnType<typeof prepareRecord>): PairComparison {
  const levels = levelsOf(scorer, a, b);
  const chances = logChances(scorer, levels, a, b);
  const logOdds = logOddsOf(scorer, levels, chances);
  const { logLevels, logShares } = scorer;
  const start = ((logShares[1] ?? 0) - (logShares[0] ?? 0)) * toBits;
  const terms: MatchTerm[] = [{ name: 'start', weight: start }];
  let sum = start;
  scorer.comparisons.fields.forEach(({ name, kind }, at) => {
    const level = levels[at] ?? missingLevel;
    if (level === missingLevel) return;
    const usual = logLevels[0]?.[at]?.[level] ?? 0;
    const weight = ((logLevels[1]?.[at]?.[level] ?? 0) - (chances[at] ?? 0)) * toBits;
    const rarity = (usual - (chances[at] ?? 0)) * toBits;
    terms.push({ name, level: levelPlans[kind].names[level] ?? '', weight, ...(level === 0 ? { rarity } : {}) });
    sum += weight;
  });
  const total = logOdds * toBits;
  terms.push({ name: 'together', weight: total - sum });
  const alone = probabilityOf(logOdds);
  const probability = isBeyondDoubt(scorer, levels) ? alone : withDoubt(alone);
  if (probability < alone) terms.push({ name: 'doubt', weight: Math.log2(probability / (1 - probability)) - total });
  // Added up in this order, so that the terms give the weight to the last bit.
  const weight = terms.reduce((before, term) => before + term.weight, 0);
  return { weight, probability, terms };
}
