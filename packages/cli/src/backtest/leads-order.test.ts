import { expect, test } from 'vitest';
import { orderSections } from './leads-order.ts';

const reasons = [{ column: 'Source', value: 'fair', effect: 1.2 }];
const predictions = Array.from({ length: 100 }, (_, i) => ({ row: String(i + 1), p: (i + 0.5) / 100, reasons }));

test('the rows to begin with come by chance, with what that order was worth where the outcome is known', () => {
  const happened = Uint8Array.from(predictions, (_, i) => (i >= 60 && i % 2 === 0 ? 1 : 0));
  const [section] = orderSections({ predictions }, happened);
  expect(section?.text[0]).toBe(
    'Of the 20 that came true, 5 are among the 10 rows with the highest chances, 2.5 times as many as in a tenth taken at random; 0 are in the half with the lowest.',
  );
  expect(section?.numbers?.rows.slice(0, 2)).toEqual([
    ['100', '99.5 %', 'no', 'Source: fair (+1.20)'],
    ['99', '98.5 %', 'yes', 'Source: fair (+1.20)'],
  ]);
});

test('where the outcome is not known, it is said what is expected; where all chances are one, nothing', () => {
  expect(orderSections({ predictions }, undefined)[0]?.text[0]).toBe(
    'Of the 10 rows with the highest chances, 95 % are expected to come true; of all rows, 50 %.',
  );
  expect(orderSections({ predictions: predictions.map((one) => ({ ...one, p: 0.3 })) }, undefined)).toEqual([]);
});
