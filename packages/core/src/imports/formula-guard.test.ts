import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guarded, unguarded } from './formula-guard.ts';

test.each(['=HYPERLINK("http://x")', '@SUM(A1)', '+cmd|calc', '-2+cmd', '\t=1', "'=1", "''@x"])(
  'a spreadsheet does not calculate %j',
  (cell) => {
    expect(guarded(cell)).toBe(`'${cell}`);
  },
);

test.each(['', 'Acme', '-12.50', '+1 212 555 0100', '+49 (0)30/123-45', '-', "'t Hooft", "O'Brien", '[{"x":"=1"}]', '2026-01-01'])(
  '%j stays as it is',
  (cell) => {
    expect([guarded(cell), unguarded(cell)]).toEqual([cell, cell]);
  },
);

test('every text comes back', () => {
  const texts = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', ' ', '1', 'a') });
  fc.assert(fc.property(texts, (text) => unguarded(guarded(text)) === text));
});
