import type { DuplicatePair } from '@windshield/core';
import type { Truth } from './truth.ts';

/** How right the pairs from a threshold up are. */
export interface PairScores {
  readonly threshold: number;
  readonly pairs: number;
  readonly precision: number | null;
  readonly recall: number;
  readonly f1: number;
}

export interface LinkageScores {
  readonly truePairs: number;
  /** Share of true pairs that is listed at all. */
  readonly listed: number;
  readonly best: PairScores;
  readonly atDecide: PairScores;
  readonly atReview: PairScores;
  readonly atMerge: PairScores;
}

/** @param pairs in descending order of their probability */
export function scorePairs(
  pairs: readonly DuplicatePair[],
  truth: Truth,
  thresholds: { decide: number; review: number; merge: number },
): LinkageScores {
  const right = new Float64Array(pairs.length + 1);
  pairs.forEach(({ a, b }, at) => {
    right[at + 1] = (right[at] as number) + (truth.isSame(a, b) ? 1 : 0);
  });
  const upTo = (count: number, threshold: number): PairScores => {
    const found = right[count] as number;
    return {
      threshold,
      pairs: count,
      precision: count === 0 ? null : found / count,
      recall: found / truth.pairCount,
      f1: (2 * found) / (count + truth.pairCount),
    };
  };
  const from = (threshold: number) => {
    const end = pairs.findIndex(({ probability }) => probability < threshold);
    return upTo(end < 0 ? pairs.length : end, threshold);
  };
  let best = upTo(0, 1);
  for (let count = 1; count <= pairs.length; count++) {
    const threshold = pairs[count - 1]?.probability ?? 0;
    if (pairs[count]?.probability === threshold) continue;
    const scores = upTo(count, threshold);
    if (scores.f1 > best.f1) best = scores;
  }
  return {
    truePairs: truth.pairCount,
    listed: (right[pairs.length] as number) / truth.pairCount,
    best,
    atDecide: from(thresholds.decide),
    atReview: from(thresholds.review),
    atMerge: from(thresholds.merge),
  };
}
