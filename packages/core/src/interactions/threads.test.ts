import fc from 'fast-check';
import { expect, test } from 'vitest';
import { belongBySubject, findThread, type KnownThreads, type ThreadedMessage } from './index.ts';

const day = 86_400_000;

/** Keeps threads as the store does: by id, with every thread that is joined renamed. */
class Kept implements KnownThreads {
  readonly threads = new Map<string, string>();
  readonly messages: ThreadedMessage[] = [];

  threadOf(id: string): string | undefined {
    return this.threads.get(id);
  }

  withSubject(subjectKey: string): ThreadedMessage[] {
    return this.messages.filter((message) => message.subjectKey === subjectKey);
  }

  add(message: ThreadedMessage): void {
    const { thread, joined, ids } = findThread(message, this);
    for (const [id, known] of this.threads) if (joined.includes(known)) this.threads.set(id, thread);
    for (const id of ids) this.threads.set(id, thread);
    this.messages.push(message);
  }

  /** Which messages are together, whatever their threads are called. */
  partition(): string[] {
    const groups = new Map<string, string[]>();
    for (const { id } of this.messages) {
      const thread = this.threads.get(id) ?? '';
      groups.set(thread, [...(groups.get(thread) ?? []), id]);
    }
    return [...groups.values()].map((ids) => [...new Set(ids)].sort().join(' ')).sort();
  }
}

function partitionOf(messages: readonly ThreadedMessage[]): string[] {
  const kept = new Kept();
  for (const message of messages) kept.add(message);
  return kept.partition();
}

const message = (id: string, more: Partial<ThreadedMessage> = {}): ThreadedMessage => ({
  id,
  names: [],
  subjectKey: 'offer for the plant',
  isAnswer: false,
  people: ['ben@buyer.com'],
  at: 0,
  ...more,
});

const messages = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...'abcdefghij'),
    names: fc.uniqueArray(fc.constantFrom(...'abcdefghijxyz'), { maxLength: 3 }),
    subjectKey: fc.constantFrom('offer for the plant', 'invoice 2026-17', undefined),
    isAnswer: fc.boolean(),
    people: fc.uniqueArray(fc.constantFrom('ben', 'cleo', 'dan'), { maxLength: 3 }),
    at: fc.option(
      fc.integer({ min: 0, max: 60 }).map((days) => days * day),
      { nil: undefined },
    ),
  }),
  { selector: (one) => one.id, maxLength: 10 },
);

test('whatever order messages come in, the same ones are together', () => {
  fc.assert(
    fc.property(messages, fc.infiniteStream(fc.nat()), (some, random) => {
      const shuffled = some.map((one) => ({ one, key: random.next().value as number })).sort((a, b) => a.key - b.key);
      expect(partitionOf(shuffled.map(({ one }) => one))).toEqual(partitionOf(some));
    }),
  );
});

test('a message that is read twice changes nothing', () => {
  fc.assert(
    fc.property(messages, (some) => {
      expect(partitionOf([...some, ...some])).toEqual(partitionOf(some));
    }),
  );
});

test('a late message joins the two threads that it stands between', () => {
  const some = [
    message('a'),
    message('c', { names: ['b'], subjectKey: 'other words entirely' }),
    message('b', { names: ['a'], isAnswer: true }),
  ];
  expect(partitionOf(some)).toEqual(['a b c']);
});

test('answers to a message that nobody has are together', () => {
  const some = [message('b', { names: ['lost'], subjectKey: undefined }), message('c', { names: ['lost'], subjectKey: undefined })];
  expect(partitionOf(some)).toEqual(['b c']);
});

test('an answer without its references finds its thread by subject, people and time', () => {
  const lost = message('b', { isAnswer: true, at: 4 * day });
  expect(partitionOf([message('a'), lost])).toEqual(['a b']);
  expect(partitionOf([message('a'), { ...lost, people: ['other@buyer.com'] }])).toEqual(['a', 'b']);
  expect(partitionOf([message('a'), { ...lost, at: 40 * day }])).toEqual(['a', 'b']);
  expect(partitionOf([message('a'), { ...lost, isAnswer: false }])).toEqual(['a', 'b']);
});

test('an answer whose references a mail server rewrote finds its thread when it fits better', () => {
  const stray = message('b', { names: ['rewritten'], isAnswer: true, at: day });
  expect(partitionOf([message('a'), stray])).toEqual(['a b']);
  expect(partitionOf([message('a'), { ...stray, at: 10 * day }])).toEqual(['a', 'b']);
  expect(partitionOf([message('a'), { ...stray, people: ['ben@buyer.com', 'cleo@buyer.com'] }])).toEqual(['a', 'b']);
});

test('belonging by subject holds both ways', () => {
  fc.assert(
    fc.property(messages, (some) => {
      for (const a of some) for (const b of some) expect(belongBySubject(a, b)).toBe(belongBySubject(b, a));
    }),
  );
});
