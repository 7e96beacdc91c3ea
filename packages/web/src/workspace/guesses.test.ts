import { expect, test } from 'vitest';
import { currencyChoices, guessCurrency, timeZoneChoices } from './guesses.ts';

test.each([
  ['de-CH', 'CHF'],
  ['de', 'EUR'],
  ['en-GB', 'GBP'],
  ['pt-BR', 'BRL'],
  ['ja', 'JPY'],
  ['el', 'EUR'],
])('a visitor whose browser speaks %s is offered %s', (tag, currency) => {
  expect(guessCurrency(tag)).toBe(currency);
});

test('every guessed currency can be chosen, and so can the visitor’s own zone', () => {
  const codes = new Set(currencyChoices('en').map((choice) => choice.value));
  for (const tag of ['de-CH', 'fr', 'en-US', 'vi', 'ar-AE']) expect(codes).toContain(guessCurrency(tag));
  expect(timeZoneChoices()[0]?.value).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
});
