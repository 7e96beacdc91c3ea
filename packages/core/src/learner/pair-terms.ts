import type { BinnedColumn } from './bins.ts';
import type { Cells, PairGrid } from './pair-grids.ts';
import type { CodedColumn, PreparedTable } from './prepared-table.ts';
import { type AdditiveModel, type PairSide, type PairTerm, stepOf } from './terms.ts';

/** The model with pairs added, each centred on the rows of the table so that the start stays that of a usual row. O(rows × pairs). */
export function withPairs(
  model: AdditiveModel,
  table: PreparedTable,
  cuts: readonly Float64Array[],
  pairs: readonly { grid: PairGrid; column: BinnedColumn; score: Float64Array }[],
  weights: Float64Array,
): AdditiveModel {
  let { start } = model;
  const terms = pairs.map(({ grid, column, score }): PairTerm => {
    const { mean, weightOf } = overRows(column, score, weights);
    start += mean;
    // Of an unknown that no row had nothing is said.
    const isNeverSeen = (cell: number) => (cell < grid.second.cells || cell % grid.second.cells === 0) && weightOf[cell] === 0;
    return {
      first: sideOf(grid.first, table, cuts),
      second: sideOf(grid.second, table, cuts),
      effects: Array.from(score, (effect, cell) => (isNeverSeen(cell) ? 0 : effect - mean)),
    };
  });
  return { ...model, start, pairs: terms };
}

function overRows({ codes, binCount }: BinnedColumn, score: Float64Array, weights: Float64Array): { mean: number; weightOf: Float64Array } {
  const weightOf = new Float64Array(binCount);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < codes.length; i++) {
    const cell = codes[i] as number;
    const weight = weights[i] as number;
    weightOf[cell] = (weightOf[cell] as number) + weight;
    sum += weight * (score[cell] as number);
    total += weight;
  }
  return { mean: total > 0 ? sum / total : 0, weightOf };
}

function sideOf({ column: index, cellOfBin, cells }: Cells, table: PreparedTable, cuts: readonly Float64Array[]): PairSide {
  const column = table.columns[index] as PreparedTable['columns'][number];
  if (column.kind === 'category') {
    const cellOfLevel = column.levels.map((_, level) => cellOfBin[level + 1] as number);
    return { kind: 'category', column: column.name, levels: [...column.levels], cellOfLevel, unseen: 0, cells };
  }
  const own = cuts[index] as Float64Array;
  const cellOf = (x: number) => cellOfBin[stepOf(own, x) + 1] as number;
  if ('coded' in column) {
    const { levels, ofLevel } = (column as CodedColumn).coded;
    return {
      kind: 'category',
      column: column.name,
      levels: [...levels],
      cellOfLevel: Array.from(ofLevel, cellOf),
      unseen: cellOf(0),
      cells,
    };
  }
  // Only cuts between different cells are kept: the cell is then one more than the number of cuts below.
  const kept = Array.from(own).filter((_, k) => cellOfBin[k + 1] !== cellOfBin[k + 2]);
  return { kind: 'number', column: column.name, cuts: kept, cells };
}
