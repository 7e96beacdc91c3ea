import { seededRandom } from '../stats/index.ts';
import { baseRate } from './base-rate.ts';
import { type BinnedColumn, binColumns, cutsOf, mostBins } from './bins.ts';
import { boostRounds } from './boosting-rounds.ts';
import { centred } from './centred.ts';
import { shuffled } from './folds.ts';
import type { Directions } from './logistic.ts';
import type { PreparedTable } from './prepared-table.ts';
import type { AdditiveModel, MainTerm } from './terms.ts';

export type BoostingOptions = {
  weights: ArrayLike<number>;
  monotone?: Directions;
  /** How many rounds to run; found on held-out rows where not given. */
  rounds?: number;
};

export const boostingRules = { rate: 0.1, ridge: 5, mostRounds: 1_000, patience: 30, checkEvery: 5 };

/** Rows and columns as boosting reads them: plain arrays that can be handed to another thread. */
export type BoostingInput = {
  columns: BinnedColumn[];
  outcome: Uint8Array;
  weights: Float64Array;
  startLogit: number;
  leastWeight: number;
  directions: (1 | -1 | 0)[];
};

/** Bins get finer with the rows there are to fill them: about fifty each, 16 to 256 of them. O(cells · log rows). */
export function boostingInput(
  table: PreparedTable,
  outcome: Uint8Array,
  options: BoostingOptions,
): BoostingInput & { cuts: Float64Array[] } {
  const bins = Math.min(mostBins, Math.max(16, Math.round(table.rowCount / 50)));
  const cuts = cutsOf(table, bins);
  return {
    cuts,
    columns: binColumns(table, cuts),
    outcome,
    weights: Float64Array.from(options.weights),
    startLogit: baseRate(outcome, options.weights).logit,
    leastWeight: leastLeaf(options.weights),
    directions: table.columns.map((column) => options.monotone?.[column.name] ?? 0),
  };
}

/** A leaf holds at least one case in two hundred, never fewer than 5 and never asked for more than 20. */
function leastLeaf(weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i] as number;
  return Math.min(20, Math.max(5, total / 200));
}

/**
 * One explainable boosting machine, unbagged (Lou, Caruana & Gehrke 2012; Nori et al. 2019): cyclic gradient boosting of one-column steps.
 * Without `rounds`, rows are held out (one in seven) to find when to stop, and all rows are then boosted that long.
 * O(rounds × rows × columns).
 */
export function fitPreparedBoosting(
  table: PreparedTable,
  outcome: Uint8Array,
  options: BoostingOptions & { seed: number },
): AdditiveModel & { rounds: number } {
  const input = boostingInput(table, outcome, options);
  const rounds = options.rounds ?? roundsOf(input, options.seed);
  const { scores } = boostRounds({ ...boostingRules, ...input, mostRounds: rounds });
  return { ...additiveOfScores(table, input, scores, options.weights), rounds };
}

function roundsOf(input: BoostingInput, seed: number): number {
  const rows = shuffled(
    Array.from({ length: input.outcome.length }, (_, i) => i),
    seededRandom(seed),
  );
  const held = Math.max(1, Math.floor(rows.length / 7));
  const watching = inputRows(input, Int32Array.from(rows.slice(0, held)).sort());
  const { rounds } = boostRounds({ ...boostingRules, ...inputRows(input, Int32Array.from(rows.slice(held)).sort()), watching });
  return rounds;
}

/** The same input with some of its rows. O(rows × columns). */
export function inputRows(input: BoostingInput, rows: Int32Array): BoostingInput {
  return {
    ...input,
    columns: input.columns.map((column) => ({ ...column, codes: Uint8Array.from(rows, (row) => column.codes[row] as number) })),
    outcome: Uint8Array.from(rows, (row) => input.outcome[row] as number),
    weights: Float64Array.from(rows, (row) => input.weights[row] as number),
  };
}

/** The additive model that scores per bin mean, centred on the rows of the table. */
export function additiveOfScores(
  table: PreparedTable,
  input: Pick<BoostingInput, 'startLogit'> & { cuts: Float64Array[] },
  scores: readonly Float64Array[],
  weights: ArrayLike<number>,
): AdditiveModel {
  const terms = table.columns.map((column, j): MainTerm => {
    const score = scores[j] as Float64Array;
    const unknown = score[0] as number;
    if (column.kind === 'category') {
      const effects = Array.from(score.subarray(1));
      return { kind: 'category', column: column.name, levels: [...column.levels], effects, unseen: 0, unknown };
    }
    const unit = column.unit ? { unit: column.unit } : {};
    return { kind: 'number', column: column.name, ...unit, ...joined(input.cuts[j] as Float64Array, score), unknown };
  });
  return centred({ start: input.startLogit, terms, pairs: [] }, table, weights);
}

/** Neighbouring bins of the same score are one step. */
function joined(cuts: Float64Array, score: Float64Array): { cuts: number[]; steps: number[] } {
  const kept: { cuts: number[]; steps: number[] } = { cuts: [], steps: [score[1] ?? 0] };
  for (let k = 0; k < cuts.length; k++) {
    if (score[k + 2] === score[k + 1]) continue;
    kept.cuts.push(cuts[k] as number);
    kept.steps.push(score[k + 2] as number);
  }
  return kept;
}
