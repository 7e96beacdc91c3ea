import { type Directions, fitLogistic, pickRows, predict, type Table } from '../learner/index.ts';
import { logLossOf } from '../stats/index.ts';
import { forwardFolds } from './forward-folds.ts';
import { fitLinear } from './linear-fit.ts';
import { sideBySide } from './side-by-side.ts';

/** What each model was told: size and segment alone, with counts, with the quality of the exchange, with both. */
export const models = ['controls', 'volume', 'ownVolume', 'quality', 'volumeAndQuality', 'ownVolumeAndQuality'] as const;
export type Model = (typeof models)[number];

export type Terms = { controls: Table; seller: Table; volume: Table; ownVolume: Table; quality: Table };

/** What was said of the later rows, and how far it was off, row by row. */
export type ForwardLosses = { judged: Int32Array; said: Record<Model, Float64Array>; losses: Record<Model, Float64Array> };

/**
 * Fits each model on earlier rows and judges it on later ones ({@link forwardFolds}).
 * @param outcome one value per row, rows in the order of time
 * @param directions which way each term may work, by its name
 * @param kind `chance`: 0 or 1, penalised logistic regression, log loss; `number`: ridge regression, squared error
 * O(models * stretches * fit).
 */
export function forwardLosses(terms: Terms, outcome: Float64Array, kind: 'chance' | 'number', directions: Directions): ForwardLosses {
  const { controls, volume, ownVolume, quality } = terms;
  const tables: Record<Model, Table> = {
    controls,
    volume: sideBySide(controls, volume),
    ownVolume: sideBySide(controls, ownVolume),
    quality: sideBySide(controls, quality),
    volumeAndQuality: sideBySide(controls, volume, quality),
    ownVolumeAndQuality: sideBySide(controls, ownVolume, quality),
  };
  const folds = forwardFolds(outcome.length);
  const judged = Int32Array.from(folds.flatMap(({ judge }) => Array.from(judge)));
  const forward = ofEach((model) => forwardOf(tables[model], outcome, kind, directions));
  return { judged, said: ofEach((model) => forward[model].said), losses: ofEach((model) => forward[model].losses) };
}

/** What one table says of the later rows, and how far it was off. O(stretches * fit). */
export function forwardOf(
  table: Table,
  outcome: Float64Array,
  kind: 'chance' | 'number',
  directions: Directions,
): { said: Float64Array; losses: Float64Array } {
  const folds = forwardFolds(outcome.length);
  const said = folds.flatMap(({ fit, judge }) => {
    const say = kind === 'chance' ? fitChance : fitLinear;
    const known = Float64Array.from(fit, (row) => outcome[row] as number);
    return Array.from(say(pickRows(table, fit), known, directions)(pickRows(table, judge)));
  });
  const came = folds.flatMap(({ judge }) => Array.from(judge, (row) => outcome[row] as number));
  const lossOf = (value: number, actual: number) => (kind === 'chance' ? logLossOf(value, actual) : (value - actual) ** 2);
  return { said: Float64Array.from(said), losses: Float64Array.from(said, (value, i) => lossOf(value, came[i] as number)) };
}

function fitChance(table: Table, outcome: Float64Array, monotone: Directions): (other: Table) => Float64Array {
  const model = fitLogistic(table, Uint8Array.from(outcome), { monotone });
  return (other) => predict(model, other);
}

/** One value for each model. */
export function ofEach<T>(make: (model: Model) => T): Record<Model, T> {
  return Object.fromEntries(models.map((model) => [model, make(model)])) as Record<Model, T>;
}
