import { expect, test } from 'vitest';
import { seededRandom } from '../stats/index.ts';
import { fitLinear } from './linear-fit.ts';

const random = seededRandom(3);
const n = 400;
const x = Float64Array.from({ length: n }, () => random.normal());
const codes = Int32Array.from({ length: n }, () => random.integer(2));
const table = {
  rowCount: n,
  columns: [
    { kind: 'number', name: 'x', values: x },
    { kind: 'category', name: 'c', levels: ['low', 'high'], codes },
  ],
} as const;

test('finds the line and the step that the numbers were made of', () => {
  const outcome = x.map((value, i) => 5 + 2 * value + 3 * (codes[i] as number));
  const asked = {
    rowCount: 3,
    columns: [
      { kind: 'number', name: 'x', values: Float64Array.of(0, 1, 0) },
      { kind: 'category', name: 'c', levels: ['high', 'low'], codes: Int32Array.of(1, 1, 0) },
    ],
  } as const;
  const [atZero, atOne, high] = fitLinear(table, outcome)(asked);
  expect(atZero).toBeCloseTo(5, 1);
  expect(atOne).toBeCloseTo(7, 1);
  expect(high).toBeCloseTo(8, 1);
});

test('columns that say nothing are shrunk to nothing', () => {
  const noise = seededRandom(8);
  const outcome = Float64Array.from({ length: n }, () => 10 + noise.normal());
  const said = fitLinear(table, outcome)(table);
  const mean = outcome.reduce((sum, value) => sum + value, 0) / n;
  expect(Math.max(...said.map((value) => Math.abs(value - mean)))).toBeLessThan(0.25);
});
