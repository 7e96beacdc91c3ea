import { expect, test } from 'vitest';
import { parseMoney } from './parse-money.ts';

test.each([
  ['36500', 3_650_000],
  ['36,500', 3_650_000],
  ['36.500', 3_650_000],
  ['36.500,25', 3_650_025],
  ['36,500.25', 3_650_025],
  ['1.234.567', 123_456_700],
  ["36'500.5", 3_650_050],
  ['36 500,5', 3_650_050],
  ['€36,5', 3650],
  ['-12.5', -1250],
])('an amount typed as %s is kept to the cent', (typed, minor) => {
  expect(parseMoney(typed, 2)).toBe(minor);
});

test('a currency without cents keeps its whole units', () => {
  expect(parseMoney('1,200', 0)).toBe(1200);
  expect(parseMoney('1200.5', 0)).toBeUndefined();
});

test.each(['about 5', '12.345,678,9x', '', '1.2345'])('%j is refused instead of guessed', (typed) => {
  expect(parseMoney(typed, 2)).toBeUndefined();
});
