import { minorUnitDigits } from '@windshield/core';
import { expect, test } from 'vitest';
import { parseMoney } from './money.ts';

test.each([
  ['36 500 Ft', 'HUF', 3_650_000],
  ['36,500', 'IDR', 3_650_000],
  ['36.500 KWD', 'KWD', 36_500],
  ['¥36,500', 'JPY', 36_500],
])('%s is kept in the minor units by which it is converted later', (text, currency, amountMinor) => {
  expect(parseMoney(text, '.', currency)).toEqual({ amountMinor, currency });
  expect(amountMinor / 10 ** minorUnitDigits(currency)).toBe(Number(text.replaceAll(/[^\d.]/g, '')));
});
