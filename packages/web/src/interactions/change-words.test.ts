import { expect, test } from 'vitest';
import { asksForReason, changeSentence } from './change-words.ts';

const names = { nameOf: (id: string) => (id === '018f0000-0000-7000-8000-000000000001' ? 'Dana Reyes' : undefined), currency: 'EUR' };
const year = new Date().getFullYear();

test('a moved close date is told with both days', () => {
  const sentence = changeSentence({ field: 'expectedCloseOn', from: `${year}-12-08`, to: `${year}-12-20` }, names);
  expect(sentence).toMatch(/^Close date moved from .*8.* to .*20.*\.$/);
});

test('an owner is told by name, never by id', () => {
  expect(changeSentence({ field: 'ownerId', from: null, to: '018f0000-0000-7000-8000-000000000001' }, names)).toBe(
    'Owner set to Dana Reyes.',
  );
  expect(changeSentence({ field: 'ownerId', from: null, to: '018f0000-0000-7000-8000-000000000002' }, names)).toBe('Owner changed.');
});

test('an amount is told as money', () => {
  expect(changeSentence({ field: 'amountMinor', from: 3_650_000, to: 4_000_000 }, names)).toMatch(/36.500.*40.000/);
});

test('a removed value says what it was', () => {
  expect(changeSentence({ field: 'title', from: 'Head of Plant', to: null }, names)).toBe('Title removed; it was Head of Plant.');
});

test('going to the trash and coming back are told as such', () => {
  expect(changeSentence({ field: 'deletedAt', from: null, to: '2026-11-21T10:00:00Z' }, names)).toBe('Put into the trash.');
  expect(changeSentence({ field: 'deletedAt', from: '2026-11-21T10:00:00Z', to: null }, names)).toBe('Brought back from the trash.');
});

test('fields of another system are told in words', () => {
  expect(changeSentence({ field: 'numberOfSeats', from: '10', to: '12' }, names)).toBe('Number of seats changed from 10 to 12.');
});

test('a reason is asked for a moved date and a loss alone', () => {
  expect(asksForReason({ field: 'expectedCloseOn', from: '2026-12-08', to: '2026-12-20' })).toBe(true);
  expect(asksForReason({ field: 'expectedCloseOn', from: null, to: '2026-12-20' })).toBe(false);
  expect(asksForReason({ field: 'status', from: 'open', to: 'lost' })).toBe(true);
  expect(asksForReason({ field: 'phone', from: '1', to: '2' })).toBe(false);
});
