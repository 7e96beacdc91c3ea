import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TurnMessage, turnsOf } from './index.ts';

const minute = 60_000;
const message = (id: string, minutes: number, direction: 'in' | 'out', inReplyTo: readonly string[] = []): TurnMessage => ({
  id,
  at: minutes * minute,
  direction,
  inReplyTo,
});

test('an answer is timed from the message that it names', () => {
  const turns = turnsOf([message('a', 0, 'out'), message('b', 60, 'out'), message('c', 90, 'in', ['b'])]);
  expect(turns.answers).toEqual([{ id: 'c', answersId: 'b', afterMinutes: 30 }]);
  expect([turns.begunBy, turns.turns]).toEqual(['out', 1]);
});

test('without names the wait began with the first message of the other side', () => {
  const turns = turnsOf([message('a', 0, 'in'), message('b', 60, 'in'), message('c', 90, 'out')]);
  expect(turns.answers).toEqual([{ id: 'c', answersId: 'a', afterMinutes: 90 }]);
});

test('writing twice is one answer', () => {
  const turns = turnsOf([message('a', 0, 'in'), message('b', 60, 'out', ['a']), message('c', 70, 'out', ['a'])]);
  expect(turns.answers.map(({ id }) => id)).toEqual(['b']);
});

test('clocks that disagree give no answer before its question', () => {
  expect(turnsOf([message('a', 10, 'in'), message('b', 5, 'out', ['a'])]).answers).toEqual([{ id: 'a', answersId: 'b', afterMinutes: 5 }]);
});

test('an empty thread was begun by nobody', () => {
  expect(turnsOf([])).toEqual({ begunBy: undefined, begunByWriter: undefined, answers: [], turns: 0 });
});

const threads = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...'abcdefgh'),
    at: fc.integer({ min: 0, max: 20 }).map((minutes) => minutes * minute),
    direction: fc.constantFrom('in' as const, 'out' as const),
    inReplyTo: fc.uniqueArray(fc.constantFrom(...'abcdefghx'), { maxLength: 2 }),
  }),
  { selector: ({ id }) => id },
);

test('order and repetition of messages do not matter', () => {
  fc.assert(
    fc.property(threads, (some) => {
      expect(turnsOf([...some].reverse())).toEqual(turnsOf(some));
      expect(turnsOf([...some, ...some])).toEqual(turnsOf(some));
    }),
  );
});

test('every answer crosses sides, comes later, and no more than one message answers the same', () => {
  fc.assert(
    fc.property(threads, (some) => {
      const of = new Map(some.map((one) => [one.id, one]));
      const { answers } = turnsOf(some);
      for (const { id, answersId, afterMinutes } of answers) {
        expect(of.get(id)?.direction).not.toBe(of.get(answersId)?.direction);
        expect(afterMinutes).toBeGreaterThanOrEqual(0);
      }
      expect(new Set(answers.map((one) => one.answersId)).size).toBe(answers.length);
    }),
  );
});
