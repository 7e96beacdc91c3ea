import { hash } from 'node:crypto';
import { specificLength } from '@windshield/core';

/**
 * The name of a message or meeting in every mailbox and calendar of a workspace: the first 128 bits of SHA-256 over what the sender's
 * program called it, written as a UUID. It tells nothing about the item to who does not hold it.
 */
export function messageKey(messageId: string): string {
  return keyOf('message', messageId);
}

/** @param key as the calendar's reader gives it: stable when the meeting is moved */
export function meetingKey(key: string): string {
  return keyOf('meeting', key);
}

/** All occurrences of one event are one thread. */
export function seriesKey(uid: string): string {
  return keyOf('series', uid);
}

/**
 * By which messages of one subject meet: as `canonicalSubject` has it, not to be read back. Its last digit tells whether the subject is long
 * enough to say something by itself, which is all that belonging together asks of the words.
 */
export function subjectKey(canonical: string): string {
  return `${keyOf('subject', canonical).slice(0, -1)}${canonical.length < specificLength ? 0 : 1}`;
}

/** A key that is as short as its subject. */
export function subjectOfKey(key: string): string {
  return key.endsWith('0') ? key.slice(0, specificLength - 1) : key;
}

/** A person within a thread's people: 52 bits, as a number that PostgreSQL takes for a bigint. */
export function personKey(address: string): number {
  return Number.parseInt(hash('sha256', `person\0${address}`, 'hex').slice(0, 13), 16);
}

function keyOf(kind: string, text: string): string {
  const digest = hash('sha256', `${kind}\0${text}`, 'hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-${digest.slice(12, 16)}-${digest.slice(16, 20)}-${digest.slice(20, 32)}`;
}
