import { CalendarError, MailboxError } from '@windshield/ingest';
import { expect, it } from 'vitest';
import { stateAfter } from './trouble.ts';

const now = Date.parse('2026-10-10T12:00:00Z');
const minutesUntil = (failure: unknown, failures: number) => {
  const { retryAt } = stateAfter(failure, failures, now);
  return retryAt === undefined ? undefined : (Date.parse(retryAt) - now) / 60_000;
};

it('a source is tried again after growing pauses, and no sooner than its server asks', () => {
  expect([0, 1, 3, 40].map((failures) => minutesUntil(new MailboxError('unreachable'), failures))).toEqual([1, 2, 8, 360]);
  expect(minutesUntil(new CalendarError('throttled', 600), 0)).toBe(10);
  expect(minutesUntil(new CalendarError('throttled', 600), 5)).toBe(32);
  expect(minutesUntil(new CalendarError('throttled', 1_000_000), 0)).toBe(360);
});

it('what only a person can mend is not tried again, and says what to do', () => {
  expect(stateAfter(new MailboxError('wrongPassword'), 0, now)).toMatchObject({
    ...{ state: 'needsAttention', code: 'wrongPassword' },
    message: expect.stringContaining('app password'),
  });
  expect(minutesUntil(new MailboxError('wrongPassword'), 0)).toBeUndefined();
});
