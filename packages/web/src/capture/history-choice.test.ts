import { expect, test } from 'vitest';
import { sinceOf } from './history-choice.tsx';

test('history is asked for from a day on, or whole', () => {
  const now = new Date(2026, 10, 22, 0, 30);
  expect(sinceOf('all', now)).toEqual({});
  expect(sinceOf('12', now)).toEqual({ since: '2025-11-22' });
  expect(sinceOf('0', now)).toEqual({ since: '2026-11-22' });
});
