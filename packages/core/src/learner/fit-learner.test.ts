import { expect, test } from 'vitest';
import { logLoss } from '../stats/index.ts';
import { explain, explainAll, rowExplainer } from './explain.ts';
import { fitLearner } from './fit-learner.ts';
import type { Learned } from './learned.ts';
import { type LearnerJobResult, type RunLearnerJobs, runLearnerJob } from './learner-job.ts';
import { logistic } from './log-odds.ts';
import { predict, predictLogits } from './predict.ts';
import { pickRows, type Table } from './table.ts';
import { randomTable } from './testing.ts';

test('reasons and start add up to the predicted logit to the last bit, in any order', async () => {
  const { table, outcome } = randomTable(1_500, 1, (size) => Math.sin(2 * size));
  const model = await fitLearner(table, outcome, { seed: 1 });
  const logits = predictLogits(model, table);
  const all = explainAll(model, table);
  const explainRow = rowExplainer(model, table);
  for (const row of [0, 3, 1_023, 1_024, 1_499]) {
    const { start, terms, p } = explainRow(row);
    const up = terms.reduce((sum, term) => sum + term.effect, start);
    const down = terms.toReversed().reduce((sum, term) => sum + term.effect, 0) + start;
    expect([up, down]).toEqual([logits[row], logits[row]]);
    expect(p).toBe(logistic(up));
    expect(all.p[row]).toBe(p);
    expect(explain(model, table, row)).toEqual({ start, terms, p });
    const sizes = terms.map((term) => Math.abs(term.effect));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  }
});

test('the same seed gives the same bytes, whatever order the jobs are done in; another seed may not', async () => {
  const { table, outcome } = randomTable(800, 2);
  const once = await fitLearner(table, outcome, { seed: 5 });
  const backwards: RunLearnerJobs = async (jobs, onDone) => {
    const results: LearnerJobResult[] = new Array(jobs.length);
    for (let i = jobs.length - 1; i >= 0; i--) {
      results[i] = runLearnerJob(structuredClone(jobs[i] as (typeof jobs)[number]));
      onDone();
    }
    return results;
  };
  const again = await fitLearner(table, outcome, { seed: 5, run: backwards });
  expect(JSON.stringify(again)).toBe(JSON.stringify(once));
  expect(JSON.stringify(await fitLearner(table, outcome, { seed: 6 }))).not.toBe(JSON.stringify(once));
});

test('a stored model predicts what it predicted', async () => {
  const { table, outcome } = randomTable(600, 3);
  const model = await fitLearner(table, outcome, { seed: 1 });
  const stored = JSON.parse(JSON.stringify(model)) as Learned;
  expect(predict(stored, table)).toEqual(predict(model, table));
});

test('where nothing predicts, the learner says the base rate or what hardly differs', async () => {
  const { table, outcome } = randomTable(1_000, 4);
  const nothing: Table = { rowCount: 1_000, columns: table.columns.slice(2) };
  const model = await fitLearner(nothing, outcome, { seed: 1 });
  const rate = outcome.reduce((sum, value) => sum + value, 0) / 1_000;
  for (const p of predict(model, nothing)) expect(Math.abs(p - rate)).toBeLessThan(0.06);
});

test('where something predicts, later rows are said better than by the base rate, and cross-validation says so beforehand', async () => {
  const { table, outcome } = randomTable(6_000, 5);
  const past = Int32Array.from({ length: 3_000 }, (_, i) => i);
  const model = await fitLearner(pickRows(table, past), outcome.subarray(0, 3_000), { seed: 1 });
  const later = pickRows(
    table,
    past.map((row) => row + 3_000),
  );
  const loss = logLoss(predict(model, later), outcome.subarray(3_000)) as number;
  expect(loss).toBeLessThan(0.9 * (model.scores?.baseLogLoss as number));
  expect(Math.abs(loss - (model.scores?.logLoss as number))).toBeLessThan(0.03);
});

test('calibration and scores rest on rows held out: outcomes that are pure chance never look predicted', async () => {
  const { outcome } = randomTable(400, 6);
  // Sixty words with six or seven rows each: much to overfit, nothing to learn.
  const codes = Int32Array.from({ length: 400 }, (_, i) => i % 60);
  const own: Table = {
    rowCount: 400,
    columns: [{ kind: 'category', name: 'own', levels: Array.from({ length: 60 }, (_, i) => `L${i}`), codes }],
  };
  const model = await fitLearner(own, outcome, { seed: 1 });
  expect(model.scores?.logLoss as number).toBeGreaterThan(0.98 * (model.scores?.baseLogLoss as number));
});

test('rows in time order are judged forward: what held only in the past is not believed', async () => {
  const { table, outcome } = randomTable(3_000, 11);
  const order = Float64Array.from({ length: 3_000 }, (_, i) => i);
  // A column that knew the outcome in the first half and is noise afterwards.
  const values = Float64Array.from({ length: 3_000 }, (_, i) => (i < 1_500 ? (outcome[i] as number) : (i * 7_919) % 2));
  const trap: Table = { rowCount: 3_000, columns: [{ kind: 'number', name: 'trap', values }, ...table.columns.slice(2)] };
  const forward = await fitLearner(trap, outcome, { seed: 1, order });
  const mixed = await fitLearner(trap, outcome, { seed: 1 });
  const spread = (model: Learned) => {
    const logits = predictLogits(model, trap);
    return (
      logits.reduce((most, value) => Math.max(most, value), -Infinity) - logits.reduce((least, value) => Math.min(least, value), Infinity)
    );
  };
  expect(spread(forward)).toBeLessThan(0.4 * spread(mixed));
});

test('an order in which all happened at once is no order: learned as without one', async () => {
  const { table, outcome } = randomTable(600, 16);
  const model = await fitLearner(table, outcome, { seed: 1, order: new Float64Array(600).fill(7) });
  expect(JSON.stringify(model)).toBe(JSON.stringify(await fitLearner(table, outcome, { seed: 1 })));
});

test('one outcome only, no columns, or no rows: the base rate with half a case of each, never 0 or 1', async () => {
  const { table } = randomTable(10, 12);
  const model = await fitLearner(table, new Uint8Array(10), { seed: 1 });
  expect(model.rung).toBe('base rate');
  expect(predict(model, table)[0]).toBeCloseTo(0.5 / 11, 9);
  const nothing = await fitLearner({ rowCount: 0, columns: [] }, new Uint8Array(0), { seed: 1 });
  expect(logistic(nothing.start)).toBeCloseTo(0.5, 9);
});

test('a table with constant, empty, rare and endless columns is learned from without a hitch', async () => {
  const { table, outcome } = randomTable(500, 13);
  const odd: Table = {
    rowCount: 500,
    columns: [
      ...table.columns,
      { kind: 'number', name: 'constant', values: new Float64Array(500).fill(3) },
      { kind: 'number', name: 'empty', values: new Float64Array(500).fill(Number.NaN) },
      { kind: 'number', name: 'huge', values: Float64Array.from({ length: 500 }, (_, i) => (i % 7) * 1e300) },
      {
        kind: 'category',
        name: 'all different',
        levels: Array.from({ length: 500 }, (_, i) => `id ${i}`),
        codes: Int32Array.from({ length: 500 }, (_, i) => i),
      },
      { kind: 'category', name: 'no words', levels: [], codes: new Int32Array(500).fill(-1) },
    ],
  };
  const model = await fitLearner(odd, outcome, { seed: 1 });
  for (const p of predict(model, odd)) expect(p > 0 && p < 1).toBe(true);
  const plain = await fitLearner(table, outcome, { seed: 1 });
  expect(model.scores?.logLoss as number).toBeLessThan(1.05 * (plain.scores?.logLoss as number));
});

test('columns missing from a later table and words never seen before say nothing', async () => {
  const { table, outcome } = randomTable(800, 14);
  const model = await fitLearner(table, outcome, { seed: 1 });
  const strange: Table = { rowCount: 1, columns: [{ kind: 'category', name: 'source', levels: ['radio'], codes: Int32Array.of(0) }] };
  const { terms } = explain(model, strange, 0);
  expect(terms.filter((term) => term.column === 'source')).toEqual([]);
});

test('lengths and outcomes that do not fit are refused by name', async () => {
  const { table, outcome } = randomTable(20, 15);
  await expect(fitLearner(table, outcome.subarray(1), { seed: 1 })).rejects.toThrow('outcome has 19 values, the table 20 rows');
  await expect(fitLearner(table, outcome, { seed: 1, order: new Float64Array(3) })).rejects.toThrow('order has 3 values');
  await expect(fitLearner(table, outcome.fill(2), { seed: 1 })).rejects.toThrow('outcome 2 of row 0 is neither 0 nor 1');
});
