import { seededRandom } from '../stats/index.ts';
import { logit } from './log-odds.ts';
import { pooledRates } from './pooled-rates.ts';
import type { CategoryColumn } from './table.ts';

/** More levels than this, and a category is told by one number per level instead of by a coefficient for each. */
export const fewLevels = 40;

/** What a category with many levels says: per level the pooled log-odds against the share of all. */
export type LevelCodes = {
  /** One per level of the column; 0 for a level without cases. */
  ofLevel: Float64Array;
  ofUnknown: number;
  /** One per row, from the outcomes of other rows only. */
  ofRow: Float64Array;
};

/**
 * Target codes of a category, smoothed by partial pooling. A row's own outcome never enters its own code: rows are dealt into five parts
 * and each is coded from the other four (cross-fitting, Micci-Barreca 2001; Pargent et al. 2022), so that levels seen once or twice look
 * as uninformative to the fit as they will be on new rows.
 * O(rows + levels), plus the fit of the pooling.
 */
export function levelCodes(column: CategoryColumn, outcome: ArrayLike<number>, weights: ArrayLike<number>, seed: number): LevelCodes {
  const rowCount = column.codes.length;
  const groups = column.levels.length + 1;
  const parts = 5;
  const random = seededRandom(seed);
  const part = Uint8Array.from({ length: rowCount }, () => random.integer(parts));
  const cases = Array.from({ length: parts }, () => new Float64Array(groups));
  const happened = Array.from({ length: parts }, () => new Float64Array(groups));
  for (let i = 0; i < rowCount; i++) {
    const group = groupOf(column, i);
    add(cases[part[i] as number] as Float64Array, group, weights[i] as number);
    add(happened[part[i] as number] as Float64Array, group, (weights[i] as number) * (outcome[i] as number));
  }
  const allCases = sumOf(cases);
  const allHappened = sumOf(happened);
  const all = pooledRates(allCases, allHappened);
  const code = (c: number, h: number) => (c > 0 ? logit((h + all.strength * all.rate) / (c + all.strength)) - logit(all.rate) : 0);
  const full = Float64Array.from(allCases, (c, group) => code(c, allHappened[group] as number));
  const ofRow = new Float64Array(rowCount);
  for (let i = 0; i < rowCount; i++) {
    const group = groupOf(column, i);
    const [c, h] = [
      (cases[part[i] as number] as Float64Array)[group] as number,
      (happened[part[i] as number] as Float64Array)[group] as number,
    ];
    ofRow[i] = code((allCases[group] as number) - c, (allHappened[group] as number) - h);
  }
  return { ofLevel: full.subarray(0, groups - 1), ofUnknown: full[groups - 1] as number, ofRow };
}

function groupOf(column: CategoryColumn, row: number): number {
  const code = column.codes[row] as number;
  return code < 0 ? column.levels.length : code;
}

function sumOf(arrays: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(arrays[0]?.length ?? 0);
  for (const array of arrays) for (let i = 0; i < sum.length; i++) add(sum, i, array[i] as number);
  return sum;
}

function add(to: Float64Array, at: number, amount: number): void {
  to[at] = (to[at] as number) + amount;
}
