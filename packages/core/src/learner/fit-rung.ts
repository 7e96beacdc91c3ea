import { fitPreparedBoosting } from './boosting.ts';
import { type Directions, fitPreparedLogistic } from './logistic.ts';
import { type PreparedTable, prepareTable } from './prepared-table.ts';
import type { Table } from './table.ts';
import { type AdditiveModel, decodedTerm } from './terms.ts';

type RungOptions = {
  /** How much each row counts; 1 where not given. */
  weights?: ArrayLike<number>;
  monotone?: Directions;
  /** Which rows code which others where a category has many levels, and which watch; 1 where not given. */
  seed?: number;
};

/**
 * The logistic rung alone, for gauges that know which rung they want: penalised logistic regression, "unknown" a state of its own.
 * @param priorScale standard deviation of the coefficients' normal prior; learned from the rows where not given
 * @throws RangeError when lengths differ
 * O(9 × steps × (rows × columns² + coefficients³)); choosing the prior uses at most 20,000 rows.
 */
export function fitLogistic(
  table: Table,
  outcome: Uint8Array,
  options: RungOptions & { priorScale?: number } = {},
): AdditiveModel & { priorScale: number } {
  const { weights, prepared } = prepare(table, outcome, options);
  const { monotone, priorScale } = options;
  const model = fitPreparedLogistic(prepared, outcome, {
    weights,
    ...(monotone ? { monotone } : {}),
    ...(priorScale === undefined ? {} : { priorScale }),
  });
  return decoded(model, prepared);
}

/**
 * The boosted rung alone, unbagged: cyclic gradient boosting of one-column steps on at most 256 bins.
 * @param rounds how many; found on held-out rows where not given
 * @throws RangeError when lengths differ
 * O(rounds × rows × columns): 50,000 rows by 20 columns in about a second.
 */
export function fitBoosting(
  table: Table,
  outcome: Uint8Array,
  options: RungOptions & { rounds?: number } = {},
): AdditiveModel & { rounds: number } {
  const { weights, prepared } = prepare(table, outcome, options);
  const { monotone, rounds, seed = 1 } = options;
  const model = fitPreparedBoosting(prepared, outcome, {
    weights,
    seed,
    ...(monotone ? { monotone } : {}),
    ...(rounds === undefined ? {} : { rounds }),
  });
  return decoded(model, prepared);
}

function prepare(table: Table, outcome: Uint8Array, { weights, seed = 1 }: RungOptions) {
  if (outcome.length !== table.rowCount) throw new RangeError(`outcome has ${outcome.length} values, the table ${table.rowCount} rows`);
  if (weights && weights.length !== table.rowCount)
    throw new RangeError(`weights has ${weights.length} values, the table ${table.rowCount} rows`);
  const all = Float64Array.from(weights ?? new Float64Array(table.rowCount).fill(1));
  return { weights: all, prepared: prepareTable(table, outcome, all, seed) };
}

function decoded<T extends AdditiveModel>(model: T, prepared: PreparedTable): T {
  return { ...model, terms: model.terms.map((term, j) => decodedTerm(prepared.columns[j] as PreparedTable['columns'][number], term)) };
}
