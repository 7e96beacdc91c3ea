import { logit } from './log-odds.ts';

export type BaseRate = { cases: number; happened: number; rate: number; logit: number };

/**
 * The share of rows in which it happened, with half a case of each outcome added (Beta(½, ½) prior, Jeffreys), so that it is never 0 or 1.
 * O(rows).
 */
export function baseRate(outcome: ArrayLike<number>, weights: ArrayLike<number>): BaseRate {
  let cases = 0;
  let happened = 0;
  for (let i = 0; i < outcome.length; i++) {
    cases += weights[i] as number;
    happened += (weights[i] as number) * (outcome[i] as number);
  }
  const rate = (happened + 0.5) / (cases + 1);
  return { cases, happened, rate, logit: logit(rate) };
}
