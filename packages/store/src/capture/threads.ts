import { findThread, type ThreadedMessage } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import type { CapturedItem } from './item.ts';
import { personKey, subjectOfKey } from './item-keys.ts';
import type { JudgedItem } from './judge-item.ts';

export interface Threads {
  /** Thread of each item, and of each message that one of them names. */
  readonly threadOf: ReadonlyMap<string, string>;
  /** Threads that turn out to be one: each `joined` becomes `kept`. */
  readonly joins: readonly { readonly kept: string; readonly joined: string }[];
}

/** An item as its thread needs it: under keys that tell nothing. @param ours addresses of ours in it */
export function threadedOf(item: CapturedItem, ours: ReadonlySet<string>): ThreadedMessage {
  return {
    id: item.itemKey,
    names: item.references,
    subjectKey: item.subjectKey === undefined ? undefined : subjectOfKey(item.subjectKey),
    isAnswer: item.isAnswer ?? false,
    people: peopleOf(item, ours).map(String),
    at: Date.parse(item.occurredAt),
  };
}

/** Everybody in an item but us. */
export function peopleOf({ parties }: CapturedItem, ours: ReadonlySet<string>): number[] {
  return parties.filter(({ address }) => !ours.has(address)).map(({ address }) => personKey(address));
}

/**
 * Finds the threads of a batch: `findThread` of core, message by message, over what is kept here and what the batch adds.
 *
 * @param known threads of keys that are here already
 * @param stored messages read before that have the subject of one of these
 */
export function threadsOf(
  messages: readonly ThreadedMessage[],
  known: ReadonlyMap<string, string>,
  stored: readonly (ThreadedMessage & { readonly thread: string })[],
): Threads {
  const threads = new Map(known);
  const becomes = new Map<string, string>();
  const bySubject = new Map<string, ThreadedMessage[]>();
  const joinedHere = new Set<string>();
  const here = new Set([...known.values(), ...stored.map(({ thread }) => thread)]);
  const now = (thread: string): string => {
    let last = thread;
    for (let next = becomes.get(last); next !== undefined; next = becomes.get(last)) last = next;
    return last;
  };
  const addSubject = (message: ThreadedMessage) => {
    if (message.subjectKey === undefined) return;
    const list = bySubject.get(message.subjectKey);
    if (list) list.push(message);
    else bySubject.set(message.subjectKey, [message]);
  };
  for (const one of stored) {
    threads.set(one.id, one.thread);
    addSubject(one);
  }
  const keys = new Set<string>();
  for (const message of messages) {
    const { thread, joined, ids } = findThread(message, {
      threadOf: (id) => {
        const found = threads.get(id);
        return found === undefined ? undefined : now(found);
      },
      withSubject: (subject) => bySubject.get(subject) ?? [],
    });
    for (const other of joined) {
      becomes.set(other, thread);
      joinedHere.add(other);
    }
    for (const id of ids) {
      threads.set(id, thread);
      keys.add(id);
    }
    addSubject(message);
  }
  return {
    threadOf: new Map([...keys].map((key) => [key, now(threads.get(key) as string)])),
    joins: [...joinedHere].flatMap((joined) => (here.has(joined) ? [{ kept: now(joined), joined }] : [])),
  };
}

/** As many messages of one subject are looked at for each; more than that have it by chance. */
const mostOfASubject = 300;

/** Messages within 30 days that may belong to one of these by subject, people and time, and are not in its thread by name. */
export async function sameSubjects(
  tx: WorkspaceTransaction,
  kept: readonly JudgedItem[],
): Promise<(ThreadedMessage & { readonly thread: string })[]> {
  const asked = kept.filter(({ item }) => item.subjectKey !== undefined);
  if (asked.length === 0) return [];
  const rows = await tx.raw<{
    item_key: string;
    thread_id: string;
    subject_key: string;
    occurred_at: Date;
    people: string[];
    is_answer: boolean;
    is_orphan: boolean;
  }>(
    `select distinct on (c.item_key) c.item_key, c.thread_id, c.subject_key, c.occurred_at, c.people::text[] as people, c.is_answer, c.is_orphan
     from unnest($1::uuid[], $2::timestamptz[], $3::boolean[]) as said (subject_key, at, is_answer)
     cross join lateral (
       (select * from app.captured_items c where c.workspace_id = (select app.workspace()) and c.subject_key = said.subject_key and c.is_answer
          and c.occurred_at between said.at - interval '30 days' and said.at + interval '30 days' limit ${mostOfASubject})
       union all
       (select * from app.captured_items c where said.is_answer and c.workspace_id = (select app.workspace()) and c.subject_key = said.subject_key and not c.is_answer
          and c.occurred_at between said.at - interval '30 days' and said.at limit ${mostOfASubject})) c
     where c.people is not null`,
    [asked.map(({ item }) => item.subjectKey), asked.map(({ item }) => item.occurredAt), asked.map(({ item }) => item.isAnswer ?? false)],
  );
  return rows.map((row) => ({
    id: row.item_key,
    thread: row.thread_id,
    // What it names is known by now; whether it names anything is all that matters.
    names: row.is_orphan ? [] : [row.item_key],
    subjectKey: subjectOfKey(row.subject_key),
    isAnswer: row.is_answer,
    people: row.people,
    at: row.occurred_at.getTime(),
  }));
}
