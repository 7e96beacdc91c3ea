import { levelNames, pairClasses, reviewAt } from '@windshield/core';
import type { FoundDuplicates } from './find-in-files.ts';

/** What `--json` prints. */
export function duplicatesJson({ rows, columns, found, scores, probabilities }: FoundDuplicates, seconds: number): object {
  const { model, candidatePairs, rules, largestBlock } = found;
  const atLeast = (threshold: number) => probabilities.reduce((sum, p) => sum + (p >= threshold ? 1 : 0), 0);
  return {
    study: 'duplicates',
    rows: rows[0],
    rowsWith: rows[1] ?? null,
    columns,
    pairs: probabilities.length,
    thresholds: { review: reviewAt, decide: model.decideAt, autoMerge: model.mergeAt },
    found: { atReview: atLeast(reviewAt), atDecide: atLeast(model.decideAt), atAutoMerge: atLeast(model.mergeAt) },
    expectedDuplicatePairs: probabilities.reduce((sum, p) => sum + p, 0),
    blocking: {
      candidatePairs,
      largestBlock,
      cappedBlocks: rules.reduce((sum, rule) => sum + rule.cappedBlocks, 0),
      cappedPairs: rules.reduce((sum, rule) => sum + rule.cappedPairs, 0),
      rules,
    },
    model: {
      records: model.records,
      shares: Object.fromEntries(pairClasses.map((name, at) => [name, model.shares[at]])),
      fields: model.comparisons.map(({ name, kind, filled, levels }) => ({
        name,
        kind,
        filled,
        levels: levelNames(kind).map((level, at) => ({ level, same: levels[1]?.[at], unrelated: levels[0]?.[at] })),
      })),
    },
    scores,
    seconds: Number(seconds.toFixed(2)),
  };
}
