import { leastToMerge } from './beyond-doubt.ts';

const wantedError = 0.005;

/**
 * The threshold with the best expected F1, if each probability is what it says: what is taken is right that often, and what is passed over
 * was right that often.
 *
 * @param probabilities in descending order
 */
export function decisionThreshold(probabilities: readonly number[]): number {
  const all = probabilities.reduce((a, b) => a + b, 0);
  let right = 0;
  let best = 0;
  let threshold = 0.5;
  probabilities.forEach((probability, at) => {
    right += probability;
    if (probabilities[at + 1] === probability) return;
    const expected = (2 * right) / (at + 1 + all);
    if (expected <= best) return;
    best = expected;
    threshold = probability;
  });
  return threshold;
}

/**
 * The lowest threshold, at least 0.99, from which on the mean error is below 0.5 %. 0.995 where nothing is that sure: whatever is found later
 * above it is.
 *
 * @param probabilities in descending order, doubted ones already held below 0.99
 */
export function mergeThreshold(probabilities: readonly number[]): number {
  let wrong = 0;
  let threshold = 1 - wantedError;
  for (let at = 0; at < probabilities.length; at++) {
    const probability = probabilities[at] as number;
    if (probability < leastToMerge) break;
    wrong += 1 - probability;
    if (probabilities[at + 1] !== probability && wrong / (at + 1) < wantedError) threshold = probability;
  }
  return threshold;
}
