import { expect, test } from 'vitest';
import { formatMinutes, formatMoney, formatRelativeDate } from './locale.ts';

const now = new Date(2026, 10, 21, 9, 30);

test('amounts keep their currency’s own cents: two for the euro, none for the yen', () => {
  expect(formatMoney(3_650_050, 'EUR')).toContain('36,500.50');
  expect(formatMoney(36_500, 'JPY')).toContain('36,500');
  // Browsers show no fillér, but the amount has them.
  expect(formatMoney(3_650_000, 'HUF')).toMatch(/36,500(?!\d)/);
});

test('in a list whole units are enough, and large sums are short', () => {
  expect(formatMoney(3_650_050, 'EUR', 'short')).not.toContain('.');
  expect(formatMoney(123_456_700, 'EUR', 'short').length).toBeLessThan(8);
});

test('a calendar day is the same day for every reader', () => {
  expect(formatRelativeDate('2026-11-21', now)).toBe('today');
  expect(formatRelativeDate('2026-11-20', now)).toBe('yesterday');
  expect(formatRelativeDate('2026-11-26', now)).toBe('in 5 days');
});

test('what is more than a fortnight away is named by its date', () => {
  expect(formatRelativeDate('2026-12-24', now)).toMatch(/24/);
  expect(formatRelativeDate('2026-12-24', now)).not.toMatch(/days/);
});

test('free time reads like a person says it', () => {
  expect(formatMinutes(210)).toBe('3 h 30');
  expect(formatMinutes(120)).toBe('2 h');
  expect(formatMinutes(45)).toBe('45 min');
});
