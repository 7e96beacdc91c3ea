/** Said probabilities nearer to 0 or 1 than this are read as this: one wrong certainty must not make the mean infinite. */
const nearestToCertain = 1e-15;

/**
 * Mean negative log likelihood in nats of said probabilities (Good 1952): 0 is perfect, ln 2 = 0.693 is a coin. Undefined for no cases. O(n).
 * @throws RangeError for a probability outside 0..1 or NaN
 */
export function logLoss(said: ArrayLike<number>, happened: ArrayLike<number>): number | undefined {
  if (said.length === 0) return undefined;
  let sum = 0;
  for (let i = 0; i < said.length; i++) sum += logLossOf(said[i] as number, happened[i] as number);
  return sum / said.length;
}

/** The loss of one case, in nats. @throws RangeError for a probability outside 0..1 or NaN */
export function logLossOf(said: number, happened: number): number {
  if (!(said >= 0 && said <= 1)) throw new RangeError(`${said} is no probability; it must lie in 0..1`);
  const ofWhatHappened = happened === 1 ? said : 1 - said;
  return -Math.log(Math.max(nearestToCertain, ofWhatHappened));
}

/** Mean squared difference of said probabilities and what happened, 0 or 1 (Brier 1950). Undefined for no cases. */
export function brierScore(said: ArrayLike<number>, happened: ArrayLike<number>): number | undefined {
  if (said.length === 0) return undefined;
  let sum = 0;
  for (let i = 0; i < said.length; i++) sum += ((said[i] as number) - (happened[i] as number)) ** 2;
  return sum / said.length;
}

/**
 * 1 - Brier / Brier of the base rate (Murphy 1973): 1 is perfect, 0 no better than always saying the base rate, below 0 worse.
 * @param base what would have been said without a model, one number for all or one a case: the share known *before* these cases. Without
 *   it the share among these cases stands in, which flatters the base and so is severe on the model.
 * Undefined for no cases, or when the base was never wrong. O(n).
 */
export function brierSkill(said: ArrayLike<number>, happened: ArrayLike<number>, base?: number | ArrayLike<number>): number | undefined {
  const reference = typeof base === 'object' ? base : new Float64Array(said.length).fill(base ?? shareOf(happened));
  const ofBase = brierScore(reference, happened);
  const ofModel = brierScore(said, happened);
  return ofBase === undefined || ofModel === undefined || ofBase === 0 ? undefined : 1 - ofModel / ofBase;
}

function shareOf(happened: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < happened.length; i++) sum += happened[i] as number;
  return happened.length === 0 ? 0 : sum / happened.length;
}
