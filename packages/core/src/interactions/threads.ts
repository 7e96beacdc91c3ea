import { dayMs } from '../time/index.ts';

/** A message as far as its thread needs it. */
export interface ThreadedMessage {
  /** Its Message-ID, without brackets. */
  readonly id: string;
  /** Ids that it names, of In-Reply-To and References; whether anybody has read those messages or not. */
  readonly names: readonly string[];
  /** `canonicalSubject` of it. */
  readonly subjectKey: string | undefined;
  /** `saysAnswer` of its subject. */
  readonly isAnswer: boolean;
  /** Keys (`addressKey`) of all who wrote or got it, without ourselves. */
  readonly people: readonly string[];
  /** Milliseconds since 1970; `undefined` when the message has no time. */
  readonly at: number | undefined;
}

/** An answer that names nothing may be so much later than what it answers. */
const orphanDays = 30;
/** One that names a message may have lost the right name on its way; it must fit better. */
const strayDays = 3;
/** A subject this long says something by itself. */
export const specificLength = 8;

/**
 * Whether two messages belong together although neither names the other: the same canonical subject, common people, close in time, and the
 * later one says that it is an answer. An answer that names no message at all needs one person in common within 30 days; one that does name some
 * (which its mail server may have rewritten) the same people within 3 days and a subject of at least 8 letters. It is symmetric and asks for nothing but the two, so that
 * threads do not depend on the order in which messages come.
 */
export function belongBySubject(a: ThreadedMessage, b: ThreadedMessage): boolean {
  if (a.subjectKey === undefined || a.subjectKey !== b.subjectKey || a.at === undefined || b.at === undefined || a.id === b.id)
    return false;
  const later = a.at > b.at || (a.at === b.at && a.id > b.id) ? a : b;
  if (!later.isAnswer) return false;
  const days = Math.abs(a.at - b.at) / dayMs;
  if (later.names.length === 0) return days <= orphanDays && a.people.some((person) => b.people.includes(person));
  return days <= strayDays && a.subjectKey.length >= specificLength && arePeopleEqual(a.people, b.people);
}

function arePeopleEqual(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [new Set(a), new Set(b)];
  return one.size > 0 && one.size === other.size && [...one].every((person) => other.has(person));
}

/** What is known of threads so far. */
export interface KnownThreads {
  /** The thread of a message's id, also of one that was only named so far. */
  threadOf(id: string): string | undefined;
  /** Messages with this subject key, read so far; those within 30 days are enough. */
  withSubject(subjectKey: string, at: number): Iterable<ThreadedMessage>;
}

export interface FoundThread {
  readonly thread: string;
  /** Threads that turn out to be this one: every message of theirs belongs to `thread` from now on. */
  readonly joined: readonly string[];
  /** Ids that belong to the thread from now on: the message's own and those it names. */
  readonly ids: readonly string[];
}

/**
 * The thread of one message, given what is known: threads are what is connected by naming each other, by naming a common third (read or not) and by
 * subject (`belongBySubject`). Where two threads meet the smaller key stays; a new thread is named after its smallest id. Whoever keeps the
 * threads must apply `joined` and `ids`; then any order of the same messages gives the same partition.
 */
export function findThread(message: ThreadedMessage, known: KnownThreads): FoundThread {
  const ids = [...new Set([message.id, ...message.names])];
  const threads = new Set<string>();
  for (const id of ids) {
    const thread = known.threadOf(id);
    if (thread !== undefined) threads.add(thread);
  }
  if (message.subjectKey !== undefined && message.at !== undefined) {
    for (const other of known.withSubject(message.subjectKey, message.at)) {
      const thread = belongBySubject(message, other) ? known.threadOf(other.id) : undefined;
      if (thread !== undefined) threads.add(thread);
    }
  }
  const [thread, ...joined] = [...threads].sort();
  return { thread: thread ?? ids.reduce((least, id) => (id < least ? id : least)), joined, ids };
}
