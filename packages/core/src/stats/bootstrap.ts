import { normalCdf, normalQuantile } from './normal.ts';
import { sortedQuantile } from './quantiles.ts';
import { seededRandom } from './random.ts';

export type BootstrapOptions = {
  seed: number;
  /** 2,000 unless told. */
  draws?: number;
  /** 0.95 unless told. */
  level?: number;
  /** `bca` unless told: corrected for bias and skew (Efron 1987). `percentile` is quicker and fails on skewed statistics. */
  method?: 'percentile' | 'bca';
  /** A number of the group that each case belongs to (a seller, an account, a day): whole groups are drawn, so that cases that go together do not pass for many. */
  clusters?: ArrayLike<number>;
};

export type BootstrapInterval = { value: number; low: number; high: number; standardError: number; draws: number };

/** A number computed from cases; each index in `cases` is one, some of them repeated. May be undefined (then that draw does not count). */
export type Statistic = (cases: Int32Array) => number | undefined;

/** Groups left out one by one for the skew; with more units they are left out in this many bunches. */
const bunches = 200;

/**
 * Interval of a statistic of n cases, by drawing as many of them (or of their clusters) again and again (Efron & Tibshirani 1993, ch. 13-14).
 * Compare two models by the difference of their scores *on the same drawn cases*. The same seed gives the same interval.
 * Undefined for no cases, when the statistic is undefined for all of them, or for most draws.
 * draws * cost of the statistic, + 200 more for `bca`.
 */
export function bootstrapInterval(n: number, statistic: Statistic, options: BootstrapOptions): BootstrapInterval | undefined {
  const units = unitsOf(n, options.clusters);
  return intervalOfUnits(units.length, (picked) => statistic(together(units, picked)), options);
}

/** The same for a statistic of drawn units, by their places. */
function intervalOfUnits(count: number, statistic: Statistic, options: BootstrapOptions): BootstrapInterval | undefined {
  const { draws = 2000, level = 0.95, method = 'bca', seed } = options;
  const value = count === 0 ? undefined : statistic(Int32Array.from({ length: count }, (_, place) => place));
  if (value === undefined || Number.isNaN(value)) return undefined;
  const random = seededRandom(seed);
  const picked = new Int32Array(count);
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < count; i++) picked[i] = random.integer(count);
    const drawn = statistic(picked);
    if (drawn !== undefined && !Number.isNaN(drawn)) values.push(drawn);
  }
  if (values.length < draws / 2) return undefined;
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - level) / 2;
  const [from, to] = method === 'bca' ? correctedLevels(sorted, value, acceleration(count, statistic), tail) : [tail, 1 - tail];
  return {
    value,
    low: sortedQuantile(sorted, from) as number,
    high: sortedQuantile(sorted, to) as number,
    standardError: standardDeviation(sorted),
    draws: sorted.length,
  };
}

/**
 * Interval of the mean difference `a - b` of two scores of the same cases, such as the log losses of two models (paired). Below zero as
 * a whole: `a` loses less. Undefined for no cases.
 */
export function differenceInterval(a: ArrayLike<number>, b: ArrayLike<number>, options: BootstrapOptions): BootstrapInterval | undefined {
  if (a.length !== b.length) throw new RangeError(`${a.length} scores against ${b.length}: both must be of the same cases`);
  const units = unitsOf(a.length, options.clusters);
  const sums = Float64Array.from(units, (cases) => cases.reduce((sum, i) => sum + ((a[i] as number) - (b[i] as number)), 0));
  const mean = (picked: Int32Array) => {
    let sum = 0;
    let cases = 0;
    for (let i = 0; i < picked.length; i++) {
      sum += sums[picked[i] as number] as number;
      cases += (units[picked[i] as number] as Int32Array).length;
    }
    return sum / cases;
  };
  return intervalOfUnits(units.length, mean, options);
}

/** Mean of the values at the given places. */
export function meanOf(values: ArrayLike<number>, cases: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < cases.length; i++) sum += values[cases[i] as number] as number;
  return sum / cases.length;
}

function unitsOf(n: number, clusters: ArrayLike<number> | undefined): Int32Array[] {
  if (clusters === undefined) return Array.from({ length: n }, (_, i) => Int32Array.of(i));
  const members = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const cluster = clusters[i] as number;
    const list = members.get(cluster);
    if (list) list.push(i);
    else members.set(cluster, [i]);
  }
  return [...members.values()].map((list) => Int32Array.from(list));
}

function together(units: readonly Int32Array[], picked: Int32Array): Int32Array {
  let length = 0;
  for (let i = 0; i < picked.length; i++) length += (units[picked[i] as number] as Int32Array).length;
  const cases = new Int32Array(length);
  let at = 0;
  for (let i = 0; i < picked.length; i++) {
    const unit = units[picked[i] as number] as Int32Array;
    cases.set(unit, at);
    at += unit.length;
  }
  return cases;
}

/** Skew of the statistic's influence values by leaving out (Efron 1987, eq. 6.6): of single units, or of bunches when there are many. */
function acceleration(count: number, statistic: Statistic): number {
  const parts = Math.min(bunches, count);
  const all = Int32Array.from({ length: count }, (_, place) => place);
  const left: number[] = [];
  for (let part = 0; part < parts; part++) {
    const others = all.filter((place) => place % parts !== part);
    const value = others.length === 0 ? undefined : statistic(others);
    if (value !== undefined && !Number.isNaN(value)) left.push(value);
  }
  const mean = left.reduce((sum, value) => sum + value, 0) / left.length;
  const squares = left.reduce((sum, value) => sum + (mean - value) ** 2, 0);
  const cubes = left.reduce((sum, value) => sum + (mean - value) ** 3, 0);
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}

function correctedLevels(sorted: Float64Array, value: number, a: number, tail: number): [number, number] {
  let below = 0;
  for (const drawn of sorted) below += drawn < value ? 1 : drawn === value ? 0.5 : 0;
  const share = Math.min(1 - 0.5 / sorted.length, Math.max(0.5 / sorted.length, below / sorted.length));
  const bias = normalQuantile(share);
  const corrected = (p: number) => {
    const z = bias + normalQuantile(p);
    return normalCdf(bias + z / (1 - a * z));
  };
  return [corrected(tail), corrected(1 - tail)];
}

function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1));
}
