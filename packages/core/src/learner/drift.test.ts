import { expect, test } from 'vitest';
import { checkDrift, summarisePast } from './drift.ts';
import { pickRows, type Table } from './table.ts';
import { randomTable } from './testing.ts';

const { table, outcome, chances } = randomTable(4_000, 21);
const half = Int32Array.from({ length: 2_000 }, (_, i) => i);
const past = summarisePast(pickRows(table, half), 0.4);
const later = pickRows(
  table,
  half.map((row) => row + 2_000),
);

test('another draw from the same world is no drift, however small', () => {
  for (const n of [10, 100, 2_000]) expect(checkDrift(past, pickRows(later, half.subarray(0, n))).isDrifted).toBe(false);
});

test('a column that moved, and one that vanished, are named with how', () => {
  const moved: Table = {
    rowCount: later.rowCount,
    columns: later.columns
      .slice(0, 2)
      .map((column) => (column.kind === 'number' ? { ...column, values: column.values.map((x) => x + 1) } : column)),
  };
  const drift = checkDrift(past, moved);
  expect(drift.columns.map(({ column }) => column)).toEqual(['noise', 'size']);
  expect(drift.columns[1]?.text).toMatch(/^size: above [\d.]+ in \d+ % of rows, 10 % before$|^size: /);
  expect(drift.text).toContain('no longer resembles');
});

test('outcomes as expected are no drift; twice as many are', () => {
  const said = chances.subarray(2_000);
  expect(checkDrift(past, later, { said, happened: outcome.subarray(2_000) }).outcome).toBeUndefined();
  expect(checkDrift(past, later, { said: said.map((p) => p / 2), happened: outcome.subarray(2_000) }).outcome?.n).toBe(2_000);
});
