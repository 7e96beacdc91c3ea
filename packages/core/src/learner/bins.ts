import type { PreparedTable } from './prepared-table.ts';
import { stepOf } from './terms.ts';

/** A column as small whole numbers: 0 is "unknown", then the steps of a number or the levels of a category. */
export type BinnedColumn = {
  codes: Uint8Array;
  binCount: number;
  cuts: Float64Array;
  isOrdered: boolean;
  /** Rows and columns where the bins are the cells of a grid of two columns. */
  grid?: [rows: number, columns: number];
};

export const mostBins = 256;

/**
 * Where each number column is cut: between its different values where there are few, else at quantiles.
 * O(cells · log rows).
 */
export function cutsOf(table: PreparedTable, bins = mostBins): Float64Array[] {
  return table.columns.map((column) => (column.kind === 'number' ? quantileCuts(column.values, bins - 2) : new Float64Array()));
}

function quantileCuts(values: Float64Array, most: number): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const distinct: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    if (i > 0 && sorted[i] === sorted[i - 1]) continue;
    distinct.push(sorted[i] as number);
    if (distinct.length > most) break;
  }
  if (distinct.length <= most) return Float64Array.from(distinct.slice(1), (value, i) => between(distinct[i] as number, value));
  const cuts: number[] = [];
  for (let k = 1; k <= most; k++) {
    const at = Math.floor((k * sorted.length) / (most + 1));
    const [below, above] = [sorted[at - 1] as number, sorted[at] as number];
    // A cut inside a run of equal values goes to its lower end, so that the run stays whole.
    const cut = below < above ? between(below, above) : below;
    if (cut < (sorted[sorted.length - 1] as number) && cut > (cuts.at(-1) ?? -Infinity)) cuts.push(cut);
  }
  return Float64Array.from(cuts);
}

function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle > low && middle < high ? middle : low;
}

/** Every column of a table as bins. Levels beyond the known ones count as unknown. O(cells · log bins). */
export function binColumns(table: PreparedTable, cuts: readonly Float64Array[]): BinnedColumn[] {
  return table.columns.map((column, j) => {
    const codes = new Uint8Array(table.rowCount);
    if (column.kind === 'number') {
      const own = cuts[j] as Float64Array;
      for (let i = 0; i < table.rowCount; i++) {
        const x = column.values[i] as number;
        if (!Number.isNaN(x)) codes[i] = stepOf(own, x) + 1;
      }
      return { codes, binCount: own.length + 2, cuts: own, isOrdered: true };
    }
    const levels = column.levels.length;
    for (let i = 0; i < table.rowCount; i++) {
      const code = column.codes[i] as number;
      if (code >= 0 && code < levels) codes[i] = code + 1;
    }
    return { codes, binCount: levels + 1, cuts: new Float64Array(), isOrdered: false };
  });
}
