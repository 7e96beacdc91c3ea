import { expect, test } from 'vitest';
import { fitBoosting, fitLogistic } from './fit-rung.ts';
import { predict, predictLogits } from './predict.ts';
import { pickRows, type Table } from './table.ts';
import { numberEffect } from './terms.ts';
import { randomTable } from './testing.ts';

// Kleinbaum's and everybody's small example: hours of study and passing an exam (20 students). Published maximum likelihood estimates:
// intercept -4.0777, slope 1.5046 (Wikipedia, "Logistic regression", checked there with R).
const hours = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
const passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

test('without a prior to speak of, the published coefficients of the hours-of-study example come out', () => {
  const copies = 2_000;
  const values = Float64Array.from({ length: 20 * copies }, (_, i) => hours[i % 20] as number);
  const table: Table = { rowCount: values.length, columns: [{ kind: 'number', name: 'hours', values }] };
  const model = fitLogistic(
    table,
    Uint8Array.from(values, (_, i) => passed[i % 20] as number),
    { priorScale: 1_000 },
  );
  const [at2, at4] = predictLogits(model, { rowCount: 2, columns: [{ kind: 'number', name: 'hours', values: Float64Array.of(2, 4) }] });
  const slope = ((at4 as number) - (at2 as number)) / 2;
  expect(slope).toBeCloseTo(1.5046, 2);
  expect((at2 as number) - 2 * slope).toBeCloseTo(-4.0777, 2);
});

test('known effects are found again in many made-up rows, those of unknown values too', () => {
  const { table, outcome } = randomTable(20_000, 7);
  const model = fitLogistic(table, outcome);
  const [size, source] = model.terms;
  if (size?.kind !== 'number' || source?.kind !== 'category') throw new Error('a number and a category were given');
  expect(numberEffect(size, 1) - numberEffect(size, 0)).toBeCloseTo(0.8, 1);
  expect(size.unknown - numberEffect(size, 0)).toBeCloseTo(-1, 1);
  const of = (level: string) => source.effects[source.levels.indexOf(level)] as number;
  // Three standard errors of a difference between thirds of 20,000 rows.
  expect(Math.abs(of('fair') - of('mail') - 1.2)).toBeLessThan(0.12);
});

test('the more rows weigh, the same as if they stood there more often', () => {
  const { table, outcome } = randomTable(300, 8);
  const twice = Float64Array.from({ length: 300 }, (_, i) => (i < 100 ? 2 : 1));
  const rows = Int32Array.from({ length: 400 }, (_, i) => i % 300);
  const weighted = fitLogistic(table, outcome, { weights: twice, priorScale: 1 });
  const repeatedModel = fitLogistic(
    pickRows(table, rows),
    Uint8Array.from(rows, (row) => outcome[row] as number),
    { priorScale: 1 },
  );
  const difference = (p: Float64Array, q: Float64Array) =>
    p.reduce((most, value, i) => Math.max(most, Math.abs(value - (q[i] as number))), 0);
  // Quantiles at which numbers are held differ a little; nothing else does.
  expect(difference(predict(weighted, table), predict(repeatedModel, table))).toBeLessThan(0.02);
});

test('a column that may only raise the chance never lowers it, on either rung', () => {
  const { table, outcome } = randomTable(2_000, 9);
  const against = outcome.map((value) => 1 - value);
  const x = Float64Array.from({ length: 200 }, (_, i) => (i - 100) / 25);
  const line: Table = { rowCount: 200, columns: [{ kind: 'number', name: 'size', values: x }] };
  for (const fit of [fitLogistic, fitBoosting]) {
    for (const happened of [outcome, against]) {
      const p = predict(fit(table, happened, { monotone: { size: 1 } }), line);
      for (let i = 1; i < p.length; i++) expect(p[i] as number).toBeGreaterThanOrEqual(p[i - 1] as number);
    }
  }
});

test('a boosted fit bends where the truth bends', () => {
  const { table, outcome, chances } = randomTable(20_000, 10, (size) => 1.5 * Math.abs(size));
  const boosted = predict(fitBoosting(table, outcome), table);
  const straight = predict(fitLogistic(table, outcome), table);
  const error = (p: Float64Array) => p.reduce((sum, value, i) => sum + Math.abs(value - (chances[i] as number)), 0) / p.length;
  expect(error(boosted)).toBeLessThan(0.03);
  expect(error(boosted)).toBeLessThan(error(straight) / 3);
});
