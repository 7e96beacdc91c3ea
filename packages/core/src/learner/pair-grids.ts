import type { BinnedColumn } from './bins.ts';
import type { BoostingInput } from './boosting.ts';
import { bestQuadrants } from './quadrants.ts';

/** The bins of one column gathered into few cells: 0 is "unknown", the others hold about as many rows each. */
export type Cells = { column: number; cellOfBin: Uint8Array; cells: number };

/** Two columns as one: the cell of a row is first · second.cells + second. */
export type PairGrid = { first: Cells; second: Cells };

const mostCells = 12;
const mostPairs = 10;

/** Rows that are enough to see which columns act together. */
const enoughRows = 20_000;

/**
 * The pairs of columns that act together beyond what each does alone, strongest first (FAST: Lou, Caruana, Gehrke & Hooker 2013): for every
 * pair the best cut of its grid in four quarters is tried on what the single columns left unexplained.
 * @param odds of each row as the single columns have it; @param scores of the single columns, by which categories are put in order
 * O(columns² × rows), at most 20,000 rows.
 */
export function strongestPairs(input: BoostingInput, odds: Float64Array, scores: readonly Float64Array[]): PairGrid[] {
  const every = Math.ceil(input.outcome.length / enoughRows);
  const cells = input.columns.map((column, j) => cellsOf(column, j, input.weights, scores[j] as Float64Array));
  const useful = cells.filter((one) => one.cells > 2);
  const found: { grid: PairGrid; gain: number }[] = [];
  for (let a = 0; a < useful.length; a++) {
    for (let b = a + 1; b < useful.length; b++) {
      const grid = { first: useful[a] as Cells, second: useful[b] as Cells };
      if (input.directions[grid.first.column] || input.directions[grid.second.column]) continue;
      found.push({ grid, gain: gainOf(input, odds, grid, every) });
    }
  }
  found.sort((x, y) => y.gain - x.gain || x.grid.first.column - y.grid.first.column || x.grid.second.column - y.grid.second.column);
  return found
    .filter(({ gain }) => gain > 0)
    .slice(0, mostPairs)
    .map(({ grid }) => grid);
}

function cellsOf(column: BinnedColumn, index: number, weights: Float64Array, score: Float64Array): Cells {
  const sums = new Float64Array(column.binCount);
  let total = 0;
  for (let i = 0; i < column.codes.length; i++) {
    const bin = column.codes[i] as number;
    if (bin === 0) continue;
    sums[bin] = (sums[bin] as number) + (weights[i] as number);
    total += weights[i] as number;
  }
  const order = Array.from({ length: column.binCount - 1 }, (_, k) => k + 1);
  if (!column.isOrdered) order.sort((a, b) => (score[a] as number) - (score[b] as number) || a - b);
  const cellOfBin = new Uint8Array(column.binCount);
  let [cell, before] = [1, 0];
  let inCell = 0;
  for (const bin of order) {
    const weight = sums[bin] as number;
    if (inCell > 0 && cell < mostCells && before + weight / 2 > (total * cell) / mostCells) {
      cell += 1;
      inCell = 0;
    }
    cellOfBin[bin] = cell;
    before += weight;
    inCell += weight;
  }
  return { column: index, cellOfBin, cells: cell + 1 };
}

function gainOf({ columns, outcome, weights, leastWeight }: BoostingInput, odds: Float64Array, grid: PairGrid, every: number): number {
  const codes = { first: columns[grid.first.column] as BinnedColumn, second: columns[grid.second.column] as BinnedColumn };
  const size = grid.first.cells * grid.second.cells;
  const histogram = { gradient: new Float64Array(size), curvature: new Float64Array(size), weight: new Float64Array(size) };
  for (let i = 0; i < outcome.length; i += every) {
    const cell =
      (grid.first.cellOfBin[codes.first.codes[i] as number] as number) * grid.second.cells +
      (grid.second.cellOfBin[codes.second.codes[i] as number] as number);
    const o = odds[i] as number;
    const p = o / (1 + o);
    const weight = weights[i] as number;
    histogram.gradient[cell] = (histogram.gradient[cell] as number) + weight * ((outcome[i] as number) - p);
    histogram.curvature[cell] = (histogram.curvature[cell] as number) + weight * p * (1 - p);
    histogram.weight[cell] = (histogram.weight[cell] as number) + weight;
  }
  const rules = { ridge: 5, leastWeight: leastWeight / every };
  return bestQuadrants(histogram, grid.first.cells, grid.second.cells, rules, new Float64Array(size));
}

/** Two binned columns as one whose bins are the cells of their grid. O(rows). */
export function pairColumn(columns: readonly BinnedColumn[], grid: PairGrid): BinnedColumn {
  const { first, second } = grid;
  const [a, b] = [columns[first.column] as BinnedColumn, columns[second.column] as BinnedColumn];
  const codes = new Uint8Array(a.codes.length);
  for (let i = 0; i < codes.length; i++) {
    codes[i] = (first.cellOfBin[a.codes[i] as number] as number) * second.cells + (second.cellOfBin[b.codes[i] as number] as number);
  }
  return { codes, binCount: first.cells * second.cells, cuts: new Float64Array(), isOrdered: false, grid: [first.cells, second.cells] };
}

/** The odds that scores of single columns give to each row. O(rows × columns). */
export function oddsOfScores(columns: readonly BinnedColumn[], scores: readonly Float64Array[], startLogit: number): Float64Array {
  const logits = new Float64Array(columns[0]?.codes.length ?? 0).fill(startLogit);
  columns.forEach(({ codes }, j) => {
    const score = scores[j] as Float64Array;
    for (let i = 0; i < codes.length; i++) logits[i] = (logits[i] as number) + (score[codes[i] as number] as number);
  });
  return logits.map(Math.exp);
}
