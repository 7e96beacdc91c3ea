/** Sums per bin: of weighted residuals, of their curvature, and of weights. */
export type Histogram = { gradient: Float64Array; curvature: Float64Array; weight: Float64Array };

export type StepRules = {
  /** Added to the curvature of each leaf: pulls leaves of few cases towards no step. */
  ridge: number;
  /** The least weight of a leaf. */
  leastWeight: number;
  direction: 1 | -1 | 0;
  isOrdered: boolean;
};

/**
 * The best step function of up to three leaves over the bins of one column, by the second-order gain of gradient boosting (Friedman 2001;
 * Chen & Guestrin 2016, eq. 6-7). Bin 0, "unknown", is a leaf of its own. Bins of a category are first put in the order of their mean
 * residual, which makes the best split in two a cut of that order (Fisher 1958).
 * @param steps receives the value of each bin
 * @returns the gain; 0 and no steps where nothing helps
 * O(bins), O(bins · log bins) for categories.
 */
export function bestSteps(histogram: Histogram, binCount: number, rules: StepRules, steps: Float64Array): number {
  steps.fill(0, 0, binCount);
  const { gradient, curvature, weight } = histogram;
  const order = rules.isOrdered ? undefined : residualOrder(histogram, binCount);
  const at = (k: number) => (order ? (order[k] as number) : k);
  const value = (g: number, h: number) => g / (h + rules.ridge);
  const worth = (g: number, h: number) => (g * g) / (h + rules.ridge);
  let gain = 0;
  if ((weight[0] as number) >= rules.leastWeight) {
    steps[0] = value(gradient[0] as number, curvature[0] as number);
    gain += worth(gradient[0] as number, curvature[0] as number);
  }
  type Cut = { at: number; gain: number; g: number; h: number; w: number };
  const bestCut = (from: number, to: number, G: number, H: number, W: number, low: number, high: number): Cut => {
    const best: Cut = { at: -1, gain: 1e-12, g: 0, h: 0, w: 0 };
    let [g, h, w] = [0, 0, 0];
    const whole = worth(G, H);
    for (let k = from; k < to - 1; k++) {
      const bin = at(k);
      g += gradient[bin] as number;
      h += curvature[bin] as number;
      w += weight[bin] as number;
      if (w < rules.leastWeight) continue;
      if (W - w < rules.leastWeight) break;
      const lead = worth(g, h) + worth(G - g, H - h) - whole;
      if (lead <= best.gain) continue;
      if (rules.direction !== 0 && !isAllowed(value(g, h), value(G - g, H - h), low, high, rules.direction)) continue;
      [best.at, best.gain, best.g, best.h, best.w] = [k + 1, lead, g, h, w];
    }
    return best;
  };
  let [G, H, W] = [0, 0, 0];
  for (let k = 1; k < binCount; k++) {
    G += gradient[k] as number;
    H += curvature[k] as number;
    W += weight[k] as number;
  }
  const first = bestCut(1, binCount, G, H, W, -Infinity, Infinity);
  if (first.at < 0) return gain;
  const leftValue = value(first.g, first.h);
  const rightValue = value(G - first.g, H - first.h);
  // What lies left of the first cut may not pass the value right of it, and the other way round, where the direction is given.
  const left = bestCut(1, first.at, first.g, first.h, first.w, ...edges(rules.direction, undefined, rightValue));
  const right = bestCut(first.at, binCount, G - first.g, H - first.h, W - first.w, ...edges(rules.direction, leftValue, undefined));
  gain += first.gain + Math.max(left.at < 0 ? 0 : left.gain, right.at < 0 ? 0 : right.gain);
  const set = (from: number, to: number, step: number) => {
    for (let k = from; k < to; k++) steps[at(k)] = step;
  };
  if (left.at >= 0 && left.gain >= right.gain) {
    set(1, left.at, value(left.g, left.h));
    set(left.at, first.at, value(first.g - left.g, first.h - left.h));
    set(first.at, binCount, rightValue);
  } else if (right.at >= 0) {
    set(1, first.at, leftValue);
    set(first.at, right.at, value(right.g, right.h));
    set(right.at, binCount, value(G - first.g - right.g, H - first.h - right.h));
  } else {
    set(1, first.at, leftValue);
    set(first.at, binCount, rightValue);
  }
  return gain;
}

function isAllowed(left: number, right: number, low: number, high: number, direction: 1 | -1): boolean {
  return (right - left) * direction >= 0 && left >= low && left <= high && right >= low && right <= high;
}

function edges(direction: 1 | -1 | 0, left: number | undefined, right: number | undefined): [low: number, high: number] {
  if (direction === 0) return [-Infinity, Infinity];
  if (left !== undefined) return direction === 1 ? [left, Infinity] : [-Infinity, left];
  return direction === 1 ? [-Infinity, right as number] : [right as number, Infinity];
}

function residualOrder({ gradient, curvature }: Histogram, binCount: number): Int32Array {
  // Ten cases' worth of curvature keeps levels with few cases in the middle.
  const key = new Float64Array(binCount);
  for (let k = 1; k < binCount; k++) key[k] = (gradient[k] as number) / ((curvature[k] as number) + 2);
  const order = Int32Array.from({ length: binCount - 1 }, (_, i) => i + 1);
  order.sort((a, b) => (key[a] as number) - (key[b] as number) || a - b);
  return Int32Array.from([0, ...order]);
}
