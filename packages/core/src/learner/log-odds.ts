const most = 1 - 2 ** -53;
const least = 2 ** -1022;

/** The probability of a logit; never exactly 0 or 1. */
export function logistic(logit: number): number {
  const p = 1 / (1 + Math.exp(-logit));
  return p < least ? least : p > most ? most : p;
}

/** ln(p / (1 - p)). */
export function logit(p: number): number {
  return Math.log(p / (1 - p));
}

/** -ln of the probability that was given to what happened, from the logit; exact far out on both sides. */
export function logLossOfLogit(logitOfOne: number, happened: number): number {
  const against = happened === 1 ? -logitOfOne : logitOfOne;
  return against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against));
}

/**
 * Rounds an effect to a multiple of 2⁻³⁶ (1.5e-11 log-odds). Sums of such numbers below 2¹⁶ are exact in a double whatever their order, so
 * that reasons sorted by size add up to the very logit that was predicted.
 */
export function exactEffect(effect: number): number {
  return Math.round(effect * 68_719_476_736) / 68_719_476_736;
}
