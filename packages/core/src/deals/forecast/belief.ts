import { normalCdf } from '../../stats/index.ts';
import type { LogBelief } from './level-filter.ts';

const steps = 300;

/** `count` equally likely values of a belief, rising: the middles of as many equal slices, read off its distribution at 300 points. O(parts + count). */
export function equallyLikely({ weight, mean, sd }: LogBelief, count: number): Float64Array {
  const parts = Array.from(weight, (w, i) => ({ w, m: mean[i] as number, s: sd[i] as number })).filter(({ w }) => w > 1e-4);
  const whole = parts.reduce((sum, { w }) => sum + w, 0);
  const lowest = Math.min(...parts.map(({ m, s }) => m - 4 * s));
  const width = (Math.max(...parts.map(({ m, s }) => m + 4 * s)) - lowest) / steps;
  const below = Float64Array.from({ length: steps + 1 }, (_, k) =>
    parts.reduce((sum, { w, m, s }) => sum + (w / whole) * normalCdf((lowest + k * width - m) / s), 0),
  );
  let k = 0;
  return Float64Array.from({ length: count }, (_, i) => {
    const wanted = (i + 0.5) / count;
    while (k < steps - 1 && (below[k + 1] as number) < wanted) k++;
    const [low, high] = [below[k] as number, below[k + 1] as number];
    return lowest + (k + Math.min(1, Math.max(0, (wanted - low) / Math.max(1e-300, high - low)))) * width;
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
