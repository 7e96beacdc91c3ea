import { wilsonInterval } from './proportion.ts';

/**
 * Continuous ranked probability score of drawn values against what came (Matheson & Winkler 1976; Gneiting & Raftery 2007, eq. 20):
 * E|X - y| - E|X - X'| / 2, in the unit of the values; of one draw it is the absolute error. `fair` takes out what few draws add (Ferro 2014).
 * Undefined without draws (for `fair`, without two). O(m log m).
 */
export function crpsOfSample(sample: ArrayLike<number>, actual: number, { fair = false } = {}): number | undefined {
  const m = sample.length;
  if (m === 0 || (fair && m < 2)) return undefined;
  const sorted = Float64Array.from(sample).sort();
  let distance = 0;
  let spread = 0;
  for (let i = 0; i < m; i++) {
    const value = sorted[i] as number;
    distance += Math.abs(value - actual);
    spread += (2 * i + 1 - m) * value;
  }
  return distance / m - spread / (m * (fair ? m - 1 : m));
}

/** Mean pinball loss of said quantiles of one level (Koenker & Bassett 1978). At level 0.5 half the mean absolute error. Undefined for no cases. */
export function pinballLoss(said: ArrayLike<number>, actual: ArrayLike<number>, level: number): number | undefined {
  if (said.length === 0) return undefined;
  let sum = 0;
  for (let i = 0; i < said.length; i++) sum += pinballOf(said[i] as number, actual[i] as number, level);
  return sum / said.length;
}

/** Pinball loss of one quantile. */
export function pinballOf(said: number, actual: number, level: number): number {
  return actual >= said ? level * (actual - said) : (1 - level) * (said - actual);
}

/** Sum of absolute errors over the sum of absolute actuals (Kolassa & Schütz 2007): 0.1 is "off by a tenth". Undefined when nothing came. */
export function wape(said: ArrayLike<number>, actual: ArrayLike<number>): number | undefined {
  return overActuals(actual, (i) => Math.abs((said[i] as number) - (actual[i] as number)));
}

/** Sum of errors over the sum of absolute actuals: +0.1 says a tenth too much. Undefined when nothing came. */
export function relativeBias(said: ArrayLike<number>, actual: ArrayLike<number>): number | undefined {
  return overActuals(actual, (i) => (said[i] as number) - (actual[i] as number));
}

function overActuals(actual: ArrayLike<number>, part: (i: number) => number): number | undefined {
  let above = 0;
  let below = 0;
  for (let i = 0; i < actual.length; i++) {
    above += part(i);
    below += Math.abs(actual[i] as number);
  }
  return below > 0 ? above / below : undefined;
}

export type Coverage = { share: number; low: number; high: number; n: number };

/** The share of actuals inside their said interval, ends included, with the Wilson interval of that share (95 % unless told). Undefined for no cases. */
export function intervalCoverage(
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  actual: ArrayLike<number>,
  level = 0.95,
): Coverage | undefined {
  const n = actual.length;
  if (n === 0) return undefined;
  let inside = 0;
  for (let i = 0; i < n; i++) if ((actual[i] as number) >= (low[i] as number) && (actual[i] as number) <= (high[i] as number)) inside += 1;
  const [from, to] = wilsonInterval(inside / n, n, level);
  return { share: inside / n, low: from, high: to, n };
}
