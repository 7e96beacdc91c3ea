import { expect, test } from 'vitest';
import { convertMoney, rateTable } from './index.ts';

const rates = rateTable([
  { on: 20_000, from: 'EUR', to: 'USD', rate: 1.1 },
  { on: 20_100, from: 'EUR', to: 'USD', rate: 1.2 },
  { on: 20_000, from: 'USD', to: 'JPY', rate: 150 },
]);

test('money is converted at the rate of its day', () => {
  expect(convertMoney(10_000, 'EUR', 'USD', 20_050, rates)).toBe(11_000);
  expect(convertMoney(10_000, 'EUR', 'USD', 20_100, rates)).toBe(12_000);
  expect(convertMoney(12_000, 'USD', 'EUR', 20_200, rates)).toBe(10_000);
});
test('a currency between and other minor units are minded', () => {
  expect(convertMoney(10_000, 'EUR', 'JPY', 20_050, rates)).toBe(16_500);
  expect(convertMoney(500, 'CHF', 'CHF', 20_050, rates)).toBe(500);
});
test('an unknown rate is unknown, not zero', () => expect(convertMoney(10_000, 'EUR', 'CHF', 20_050, rates)).toBeUndefined());
test('a rate of 0 is refused', () => expect(() => rateTable([{ on: 1, from: 'EUR', to: 'USD', rate: 0 }])).toThrow('EUR to USD'));
