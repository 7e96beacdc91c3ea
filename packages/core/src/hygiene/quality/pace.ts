/** Seconds that an answer takes somebody of whom nothing is known yet: to read one question and press a key. */
const usualSeconds = 20;
/** From so many answers in a row on, somebody's own pace is known. */
const enoughAnswers = 10;

/**
 * How many seconds an answer takes this person: the middle of the pauses between their answers, once there are enough of them.
 *
 * @param pausesSeconds between one answer and the next of the same sitting, in any order
 */
export function secondsPerQuestion(pausesSeconds: readonly number[]): number {
  if (pausesSeconds.length < enoughAnswers) return usualSeconds;
  const sorted = pausesSeconds.toSorted((a, b) => a - b);
  return Math.max(1, sorted[sorted.length >> 1] as number);
}
