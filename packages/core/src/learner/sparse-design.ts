import { sortedQuantile } from '../stats/index.ts';
import type { PreparedTable } from './prepared-table.ts';
import type { CategoryColumn, NumberColumn } from './table.ts';
import { bent, type Line, type MainTerm } from './terms.ts';

/** How a column becomes coefficients: the first is number `at`, and there are `width` of them. */
type NumberCoding = { kind: 'number'; at: number; line: Omit<Line, 'slope' | 'atZero'>; scale: number; zeroAt: number; unknownAt: number };
type CategoryCoding = { kind: 'category'; at: number; levels: number; unknownAt: number };

/** A table as sparse rows of numbers: numbers on the scale of two standard deviations, a 0/1 for each level, for "unknown", for "zero". */
export type SparseDesign = {
  rowCount: number;
  width: number;
  /** Row i has the entries from `starts[i]` to `starts[i + 1]`, by rising coefficient. */
  starts: Int32Array;
  indexes: Int32Array;
  values: Float64Array;
  codings: (NumberCoding | CategoryCoding)[];
};

/** How the columns of a table are coded. O(cells · log rows) for the quantiles. */
export function designCodings(table: PreparedTable): SparseDesign['codings'] {
  let at = 0;
  return table.columns.map((column) => {
    const coding = column.kind === 'number' ? numberCoding(column, at, 'coded' in column) : categoryCoding(column, at);
    at = coding.unknownAt + 1;
    return coding;
  });
}

function categoryCoding(column: CategoryColumn, at: number): CategoryCoding {
  return { kind: 'category', at, levels: column.levels.length, unknownAt: at + column.levels.length };
}

/**
 * A number is held within its 0.5 % and 99.5 % quantiles, bent by a logarithm where that makes it less skewed, centred, and divided by two
 * standard deviations so that its coefficient compares with that of a 0/1 (Gelman 2008). A heap at zero gets a coefficient of its own.
 */
function numberCoding(column: NumberColumn, at: number, isCoded: boolean): NumberCoding {
  const known = column.values.filter((value) => !Number.isNaN(value)).sort();
  const low = sortedQuantile(known, 0.005) ?? 0;
  const high = sortedQuantile(known, 0.995) ?? 0;
  const held = known.map((value) => Math.min(high, Math.max(low, value)));
  const plain = moments(held);
  const unit =
    sortedQuantile(
      known
        .map(Math.abs)
        .filter((value) => value > 0)
        .sort(),
      0.5,
    ) ?? 1;
  const logged = moments(held.map((value) => bent({ bend: 'log', unit }, value)));
  const bend = !isCoded && Math.abs(plain.skewness) > 0.8 && Math.abs(logged.skewness) < 0.8 * Math.abs(plain.skewness) ? 'log' : 'none';
  const { mean, deviation } = bend === 'log' ? logged : plain;
  const zeros = known.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
  const isHeap = !isCoded && zeros >= 0.05 * known.length && zeros <= 0.95 * known.length && zeros >= 5 && hasMoreThanTwo(known);
  return {
    kind: 'number',
    at,
    line: { bend, unit, low, high, centre: mean },
    scale: deviation > 0 ? 2 * deviation : 1,
    zeroAt: isHeap ? at + 1 : -1,
    unknownAt: isHeap ? at + 2 : at + 1,
  };
}

function hasMoreThanTwo(sorted: Float64Array): boolean {
  const low = sorted[0] as number;
  const high = sorted[sorted.length - 1] as number;
  return sorted.some((value) => value !== low && value !== high);
}

function moments(values: Float64Array): { mean: number; deviation: number; skewness: number } {
  const n = values.length;
  if (n === 0) return { mean: 0, deviation: 0, skewness: 0 };
  let mean = 0;
  for (const value of values) mean += value / n;
  let second = 0;
  let third = 0;
  for (const value of values) {
    const away = value - mean;
    second += (away * away) / n;
    third += (away * away * away) / n;
  }
  const deviation = Math.sqrt(second);
  // A spread lost in rounding is none.
  if (deviation <= 1e-12 * Math.abs(mean)) return { mean, deviation: 0, skewness: 0 };
  return { mean, deviation, skewness: third / (second * deviation) };
}

/** The rows of a table, coded. O(cells). */
export function sparseDesign(table: PreparedTable, codings: SparseDesign['codings']): SparseDesign {
  const last = codings.at(-1);
  const width = last ? last.unknownAt + 1 : 0;
  const most = codings.reduce((sum, coding) => sum + (coding.kind === 'number' && coding.zeroAt >= 0 ? 2 : 1), 0);
  const starts = new Int32Array(table.rowCount + 1);
  const indexes = new Int32Array(table.rowCount * most);
  const values = new Float64Array(table.rowCount * most);
  let next = 0;
  const put = (index: number, value: number) => {
    indexes[next] = index;
    values[next++] = value;
  };
  for (let i = 0; i < table.rowCount; i++) {
    for (let j = 0; j < codings.length; j++) {
      const coding = codings[j] as NumberCoding | CategoryCoding;
      const column = table.columns[j];
      if (coding.kind === 'category') {
        const code = (column as CategoryColumn).codes[i] as number;
        if (code < 0) put(coding.unknownAt, 1);
        else if (code < coding.levels) put(coding.at + code, 1);
        continue;
      }
      const x = (column as NumberColumn).values[i] as number;
      if (Number.isNaN(x)) {
        put(coding.unknownAt, 1);
        continue;
      }
      const { line } = coding;
      put(coding.at, (bent(line, Math.min(line.high, Math.max(line.low, x))) - line.centre) / coding.scale);
      if (x === 0 && coding.zeroAt >= 0) put(coding.zeroAt, 1);
    }
    starts[i + 1] = next;
  }
  return { rowCount: table.rowCount, width, starts, indexes: indexes.subarray(0, next), values: values.subarray(0, next), codings };
}

/**
 * The design with two more rows at the end that stand at the average of the others: half a case of each outcome there is the Beta(½, ½) prior
 * of the base rate, said in rows.
 * O(entries + width).
 */
export function withAverageRows(design: SparseDesign, weights: ArrayLike<number>): SparseDesign {
  const mean = new Float64Array(design.width);
  let total = 0;
  for (let i = 0; i < design.rowCount; i++) {
    const weight = weights[i] as number;
    total += weight;
    for (let a = design.starts[i] as number; a < (design.starts[i + 1] as number); a++) {
      const index = design.indexes[a] as number;
      mean[index] = (mean[index] as number) + weight * (design.values[a] as number);
    }
  }
  const entries = design.indexes.length;
  const [starts, indexes, values] = [
    new Int32Array(design.rowCount + 3),
    new Int32Array(entries + 2 * design.width),
    new Float64Array(entries + 2 * design.width),
  ];
  starts.set(design.starts);
  indexes.set(design.indexes);
  values.set(design.values);
  for (const more of [0, 1]) {
    const from = entries + more * design.width;
    for (let j = 0; j < design.width; j++) {
      indexes[from + j] = j;
      values[from + j] = total > 0 ? (mean[j] as number) / total : 0;
    }
    starts[design.rowCount + 1 + more] = from + design.width;
  }
  return { ...design, rowCount: design.rowCount + 2, starts, indexes, values };
}

/** The terms that coefficients mean, before they are centred. */
export function termsOfCoefficients(table: PreparedTable, codings: SparseDesign['codings'], coefficients: ArrayLike<number>): MainTerm[] {
  return codings.map((coding, j): MainTerm => {
    const column = table.columns[j] as PreparedTable['columns'][number];
    const unknown = coefficients[coding.unknownAt] as number;
    if (coding.kind === 'category') {
      const { levels } = column as CategoryColumn;
      const effects = levels.map((_, level) => coefficients[coding.at + level] as number);
      return { kind: 'category', column: column.name, levels: [...levels], effects, unseen: 0, unknown };
    }
    const slope = (coefficients[coding.at] as number) / coding.scale;
    const atZero = coding.zeroAt >= 0 ? (coefficients[coding.zeroAt] as number) : 0;
    const unit = column.kind === 'number' && column.unit ? { unit: column.unit } : {};
    return { kind: 'number', column: column.name, ...unit, cuts: [], steps: [0], line: { ...coding.line, slope, atZero }, unknown };
  });
}
