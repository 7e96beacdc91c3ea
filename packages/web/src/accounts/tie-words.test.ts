import { expect, test } from 'vitest';
import { tieWords } from './tie-words.ts';

const now = new Date('2026-11-22T12:00:00');
const tie = (over: object) => ({
  ...{ user: { id: '1', name: 'Dana Reyes' }, fromThem: 0, fromUs: 0, meetings: 0 },
  ...{ firstAt: '2026-01-02T10:00:00Z', lastAt: '2026-10-23T10:00:00Z', lastFromThemAt: null },
  ...over,
});

test('a tie says whether both sides write and how recent it is, never how often', () => {
  expect(tieWords(tie({ fromThem: 40, fromUs: 2 }), now)).toBe('both write · quiet 30 days');
  expect(tieWords(tie({ fromUs: 3 }), now)).toBe('wrote, not answered yet · quiet 30 days');
  expect(tieWords(tie({ fromThem: 1, meetings: 2 }), now)).toBe('they wrote, no answer yet, have talked · quiet 30 days');
  expect(tieWords(tie({ meetings: 1 }), now)).toBe('have talked · quiet 30 days');
});
