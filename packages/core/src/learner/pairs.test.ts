import { expect, test } from 'vitest';
import { logLoss, seededRandom } from '../stats/index.ts';
import { explain } from './explain.ts';
import { fitLearner } from './fit-learner.ts';
import { logistic } from './log-odds.ts';
import { predict, predictLogits } from './predict.ts';
import type { Table } from './table.ts';

/** Leads who come when size and need are both large or both small; neither tells anything alone. */
function together(rowCount: number, seed: number) {
  const random = seededRandom(seed);
  const size = Float64Array.from({ length: rowCount }, () => random.normal());
  const need = Float64Array.from({ length: rowCount }, () => random.normal());
  const chances = size.map((x, i) => logistic(1.5 * Math.sign(x) * Math.sign(need[i] as number)));
  const table: Table = {
    rowCount,
    columns: [
      { kind: 'number', name: 'size', values: size },
      { kind: 'number', name: 'need', values: need },
    ],
  };
  return { table, chances, outcome: Uint8Array.from(chances, (p) => (random.uniform() < p ? 1 : 0)) };
}

test('two columns that tell something only together are found, and their shared reason is part of the sum', async () => {
  const { table, outcome } = together(2_000, 1);
  const later = together(2_000, 2);
  const model = await fitLearner(table, outcome, { seed: 1 });
  expect(model.pairs.map((pair) => [pair.first.column, pair.second.column])).toEqual([['size', 'need']]);
  const loss = logLoss(predict(model, later.table), later.outcome) as number;
  const best = logLoss(later.chances, later.outcome) as number;
  expect(loss - best).toBeLessThan(0.04);
  const { start, terms } = explain(model, later.table, 5);
  expect(terms[0]?.column).toBe('size × need');
  expect(terms.reduce((sum, term) => sum + term.effect, start)).toBe(predictLogits(model, later.table)[5]);
  const unknown: Table = { rowCount: 1, columns: [{ kind: 'number', name: 'size', values: Float64Array.of(Number.NaN) }] };
  expect(explain(model, unknown, 0).terms).toEqual([]);
});
