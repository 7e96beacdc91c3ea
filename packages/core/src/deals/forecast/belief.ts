import { normalCdf } from '../../stats/index.ts';
import type { LogBelief } from './level-filter.ts';

/** `count` equally likely values of a belief, rising: the middles of as many equal slices. Bisection; O(count * parts). */
export function equallyLikely({ weight, mean, sd }: LogBelief, count: number): Float64Array {
  const parts = Array.from(weight, (w, i) => ({ w, m: mean[i] as number, s: sd[i] as number })).filter(({ w }) => w > 1e-4);
  const whole = parts.reduce((sum, { w }) => sum + w, 0);
  const below = (x: number) => parts.reduce((sum, { w, m, s }) => sum + w * normalCdf((x - m) / s), 0) / whole;
  const lowest = Math.min(...parts.map(({ m, s }) => m - 6 * s));
  const highest = Math.max(...parts.map(({ m, s }) => m + 6 * s));
  let from = lowest;
  return Float64Array.from({ length: count }, (_, i) => {
    let [low, high] = [from, highest];
    while (high - low > 1e-4) {
      const middle = (low + high) / 2;
      if (below(middle) < (i + 0.5) / count) low = middle;
      else high = middle;
    }
    from = low;
    return (low + high) / 2;
  });
}

/** Mean and standard deviation of a belief. */
export function momentsOf({ weight, mean, sd }: LogBelief): { mean: number; sd: number } {
  let [first, second] = [0, 0];
  for (let i = 0; i < weight.length; i++) {
    const [w, m, s] = [weight[i] as number, mean[i] as number, sd[i] as number];
    first += w * m;
    second += w * (s * s + m * m);
  }
  return { mean: first, sd: Math.sqrt(Math.max(0, second - first * first)) };
}
