import type { BinnedColumn } from './bins.ts';
import type { BoostingInput } from './boosting.ts';
import { bestQuadrants, type Quadrants } from './quadrants.ts';

/** The bins of one column gathered into few cells: 0 is "unknown", the others hold about as many rows each. */
export type Cells = { column: number; cellOfBin: Uint8Array; cells: number };

/** Two columns as one: the cell of a row is first · second.cells + second. */
export type PairGrid = { first: Cells; second: Cells };

const mostCells = 12;
/** Cells by which the place of the strongest cut is looked for. */
const fineCells = 48;
const mostPairs = 10;
/** A pair that gains less than this share of what the strongest gains is more likely luck than another. */
const leastShare = 0.1;

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
      found.push({ grid, gain: bestCutOf(input, odds, grid, every).gain });
    }
  }
  found.sort((x, y) => y.gain - x.gain || x.grid.first.column - y.grid.first.column || x.grid.second.column - y.grid.second.column);
  const leastGain = leastShare * (found[0]?.gain ?? 0);
  return found
    .filter(({ gain }) => gain > leastGain)
    .slice(0, mostPairs)
    .map(({ grid }) => withBorders(input, odds, grid, scores, every));
}

/** The same pair with cells that end where its strongest cut lies, looked for among finer ones: what changes at once is not blurred by a cell. */
function withBorders(input: BoostingInput, odds: Float64Array, grid: PairGrid, scores: readonly Float64Array[], every: number): PairGrid {
  const sides = [grid.first, grid.second].map(({ column: index }) => {
    const column = input.columns[index] as BinnedColumn;
    const order = binsInOrder(column, scores[index] as Float64Array);
    const weightOf = weightsByBin(column, input.weights);
    return { index, order, weightOf, fine: gathered(index, weightOf, [{ bins: order, most: fineCells }]) };
  });
  const [first, second] = sides as [(typeof sides)[number], (typeof sides)[number]];
  const cut = bestCutOf(input, odds, { first: first.fine, second: second.fine }, every);
  const bordered = ({ index, order, weightOf, fine }: (typeof sides)[number], before: number): Cells => {
    const low = order.filter((bin) => (fine.cellOfBin[bin] as number) < before);
    const high = order.filter((bin) => (fine.cellOfBin[bin] as number) >= before);
    if (low.length === 0 || high.length === 0) return gathered(index, weightOf, [{ bins: order, most: mostCells }]);
    const sum = (bins: readonly number[]) => bins.reduce((total, bin) => total + (weightOf[bin] as number), 0);
    const share = sum(low) / (sum(low) + sum(high));
    const most = Math.min(mostCells - 1, Math.max(1, Math.round(mostCells * share)));
    return gathered(index, weightOf, [
      { bins: low, most },
      { bins: high, most: mostCells - most },
    ]);
  };
  return cut.gain > 0 ? { first: bordered(first, cut.a), second: bordered(second, cut.b) } : grid;
}

function cellsOf(column: BinnedColumn, index: number, weights: Float64Array, score: Float64Array): Cells {
  return gathered(index, weightsByBin(column, weights), [{ bins: binsInOrder(column, score), most: mostCells }]);
}

/** Known bins by rising value, those of a category by what each adds alone. */
function binsInOrder(column: BinnedColumn, score: Float64Array): number[] {
  const order = Array.from({ length: column.binCount - 1 }, (_, k) => k + 1);
  if (!column.isOrdered) order.sort((a, b) => (score[a] as number) - (score[b] as number) || a - b);
  return order;
}

function weightsByBin(column: BinnedColumn, weights: Float64Array): Float64Array {
  const sums = new Float64Array(column.binCount);
  for (let i = 0; i < column.codes.length; i++) {
    const bin = column.codes[i] as number;
    sums[bin] = (sums[bin] as number) + (weights[i] as number);
  }
  return sums;
}

/** Gathers bins in order into cells of about as many rows each; no cell reaches from one part into the next. */
function gathered(index: number, weightOf: Float64Array, parts: readonly { bins: readonly number[]; most: number }[]): Cells {
  const cellOfBin = new Uint8Array(weightOf.length);
  let ended = 0;
  for (const { bins, most } of parts) {
    const total = bins.reduce((sum, bin) => sum + (weightOf[bin] as number), 0);
    let [cell, before, inCell] = [1, 0, 0];
    for (const bin of bins) {
      const weight = weightOf[bin] as number;
      if (inCell > 0 && cell < most && before + weight / 2 > (total * cell) / most) {
        cell += 1;
        inCell = 0;
      }
      cellOfBin[bin] = ended + cell;
      before += weight;
      inCell += weight;
    }
    ended += cell;
  }
  return { column: index, cellOfBin, cells: ended + 1 };
}

/** The best cut in four quarters of what the single columns left unexplained. */
function bestCutOf(
  { columns, outcome, weights, leastWeight }: BoostingInput,
  odds: Float64Array,
  grid: PairGrid,
  every: number,
): Quadrants {
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
