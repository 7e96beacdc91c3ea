import type { PreparedColumn, PreparedTable } from './prepared-table.ts';
import { type AdditiveModel, type MainTerm, numberEffect } from './terms.ts';

/**
 * The same model with every term's mean over these rows moved into the start, so that a term says how a row differs from the usual one.
 * What these rows never showed, an unknown or a new level, says nothing: 0.
 * O(cells · log cuts).
 */
export function centred(model: AdditiveModel, table: PreparedTable, weights: ArrayLike<number>): AdditiveModel {
  let { start } = model;
  const terms = model.terms.map((term, j) => {
    const { mean, hasUnknown } = overRows(term, table.columns[j] as PreparedColumn, weights);
    start += mean;
    return shifted(hasUnknown ? term : { ...term, unknown: mean }, mean);
  });
  return { ...model, start, terms };
}

function overRows(term: MainTerm, column: PreparedColumn, weights: ArrayLike<number>): { mean: number; hasUnknown: boolean } {
  let sum = 0;
  let total = 0;
  let hasUnknown = false;
  const rowCount = column.kind === 'number' ? column.values.length : column.codes.length;
  for (let i = 0; i < rowCount; i++) {
    const weight = weights[i] as number;
    total += weight;
    sum += weight * effectAt(term, column, i);
    if (weight > 0 && (column.kind === 'number' ? Number.isNaN(column.values[i]) : (column.codes[i] as number) < 0)) hasUnknown = true;
  }
  return { mean: total > 0 ? sum / total : 0, hasUnknown };
}

function effectAt(term: MainTerm, column: PreparedColumn, row: number): number {
  if (term.kind === 'number') return numberEffect(term, column.kind === 'number' ? (column.values[row] as number) : Number.NaN);
  const code = column.kind === 'category' ? (column.codes[row] as number) : -1;
  return code < 0 ? term.unknown : (term.effects[code] ?? term.unseen);
}

function shifted(term: MainTerm, mean: number): MainTerm {
  if (term.kind === 'number') return { ...term, steps: term.steps.map((step) => step - mean), unknown: term.unknown - mean };
  return { ...term, effects: term.effects.map((effect) => effect - mean), unseen: 0, unknown: term.unknown - mean };
}
