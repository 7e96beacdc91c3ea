import type { OpenDeals } from './draws.ts';

/** Places of open deals whose wins are placed one by one, and of those that are drawn together. */
export type Split = { single: Int32Array; bulk: Int32Array };

/** Skew that the sum of the bulk may have at most; a normal then errs by at most a hundredth of its spread at the 10 % and 90 % points. */
const mostSkew = 0.1;
const fewestInBulk = 200;

/**
 * The many small deals whose sum is as good as normal: as many as may be, smallest first, while their sum is hardly skewed (by the bound
 * sum of chance * amount³ over variance^1.5). No bulk below 200 deals. O(deals log deals).
 */
export function splitBulk({ rate, mean, square, cube }: OpenDeals): Split {
  const rising = Int32Array.from(mean.keys()).sort((a, b) => (square[a] as number) - (square[b] as number) || a - b);
  let [variance, third, count] = [0, 0, 0];
  for (const [k, i] of rising.entries()) {
    const chance = -Math.expm1(-(rate[i] as number));
    variance += chance * (square[i] as number) - (chance * (mean[i] as number)) ** 2;
    third += chance * (cube[i] as number);
    if (k + 1 >= fewestInBulk && variance > 0 && third / variance ** 1.5 <= mostSkew) count = k + 1;
  }
  return { single: rising.slice(count).sort(), bulk: rising.slice(0, count).sort() };
}

/** Mean and standard deviation of the bulk's sum when all hazards are multiplied by `hazard`. O(bulk). */
export function bulkMoments({ rate, mean, square }: OpenDeals, bulk: Int32Array, hazard: number): { mean: number; sd: number } {
  let [first, variance] = [0, 0];
  for (const i of bulk) {
    const chance = -Math.expm1(-(rate[i] as number) * hazard);
    const expected = chance * (mean[i] as number);
    first += expected;
    variance += chance * (square[i] as number) - expected * expected;
  }
  return { mean: first, sd: Math.sqrt(Math.max(0, variance)) };
}
