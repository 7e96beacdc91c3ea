import { logistic } from './log-odds.ts';

/**
 * The shift that, added to all logits, makes them right on average: Newton steps on one number, held within ±3.
 * O(5 × rows).
 */
export function levelShift(logits: ArrayLike<number>, outcome: ArrayLike<number>, weights: ArrayLike<number>): number {
  let shift = 0;
  for (let step = 0; step < 5; step++) {
    // Half a case of each outcome keeps the shift finite.
    let gradient = logistic(shift) - 0.5;
    let curvature = 0.25;
    for (let i = 0; i < logits.length; i++) {
      const p = logistic((logits[i] as number) + shift);
      const weight = weights[i] as number;
      gradient += weight * (p - (outcome[i] as number));
      curvature += weight * p * (1 - p);
    }
    shift = Math.max(-3, Math.min(3, shift - gradient / curvature));
  }
  return shift;
}
