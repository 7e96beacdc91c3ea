import { seededRandom } from '../stats/index.ts';
import { logistic } from './log-odds.ts';
import type { Table } from './table.ts';

const sources = ['fair', 'mail', 'web'];
const ofSource = [0.9, -0.3, 0];

/**
 * Made-up leads whose true chances are known: `size` (0.8 per unit unless bent otherwise; unknown in one row of ten, which means -1), `source`
 * (fair 0.9, mail -0.3, web 0) and `noise`, which says nothing.
 */
export function randomTable(rowCount: number, seed: number, bend: (size: number) => number = (size) => 0.8 * size) {
  const random = seededRandom(seed);
  const size = Float64Array.from({ length: rowCount }, () => (random.uniform() < 0.1 ? Number.NaN : random.normal()));
  const codes = Int32Array.from({ length: rowCount }, () => random.integer(3));
  const noise = Float64Array.from({ length: rowCount }, () => random.normal());
  const chances = size.map((value, i) =>
    logistic(-0.5 + (Number.isNaN(value) ? -1 : bend(value)) + (ofSource[codes[i] as number] as number)),
  );
  const outcome = Uint8Array.from(chances, (p) => (random.uniform() < p ? 1 : 0));
  const table: Table = {
    rowCount,
    columns: [
      { kind: 'number', name: 'size', values: size },
      { kind: 'category', name: 'source', levels: sources, codes },
      { kind: 'number', name: 'noise', values: noise },
    ],
  };
  return { table, outcome, chances };
}
