import type { Column, Table } from '../../learner/index.ts';
import { sortedQuantile } from '../../stats/index.ts';

/** One feature of deals as a few groups: a group per deal, from 0 to `groups` - 1; what is unknown is a group of its own. */
export type Trait = { name: string; groups: number; of: Int32Array };

const bands = 6;

/**
 * What was known of deals at their opening, as groups whose members may be compared. Numbers are cut into six bands of equal size among
 * `rows`; words with nearly as many levels as deals (names, ids) say nothing of the next deal and are left out, and so are traits with one
 * group. O(rows * columns).
 */
export function traitsOf(known: Table, rows: Int32Array): Trait[] {
  return known.columns.map((column) => groupsOf(column, rows)).filter((trait) => trait !== undefined);
}

/** Numbers as bands of equal size among `rows`; NaN is a group of its own. */
export function bandsOf(name: string, values: Float64Array, rows: Int32Array): Trait | undefined {
  const rising = Float64Array.from(rows, (i) => values[i] as number)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const edges = [...new Set(Array.from({ length: bands - 1 }, (_, k) => sortedQuantile(rising, (k + 1) / bands)))].filter(
    (x) => x !== undefined,
  );
  const of = Int32Array.from(values, (value) => (Number.isNaN(value) ? edges.length + 1 : edges.filter((edge) => value > edge).length));
  return worthwhile({ name, groups: edges.length + 2, of }, rows);
}

function groupsOf(column: Column, rows: Int32Array): Trait | undefined {
  if (column.kind === 'number') return bandsOf(column.name, column.values, rows);
  const groups = column.levels.length + 1;
  return worthwhile({ name: column.name, groups, of: column.codes.map((code) => (code < 0 ? groups - 1 : code)) }, rows);
}

function worthwhile(trait: Trait, rows: Int32Array): Trait | undefined {
  const seen = new Set<number>();
  for (const i of rows) seen.add(trait.of[i] as number);
  return seen.size < 2 || seen.size > rows.length / 3 ? undefined : trait;
}
