import type { Acceptance, ReadMeeting } from '@windshield/core';
import type { Event } from './event.ts';

/** What a METHOD:REPLY says: one person answers one meeting, or one occurrence of it. */
export interface MeetingAnswer {
  readonly uid: string;
  /** Of one occurrence; without it the answer holds for all of the UID. */
  readonly key: string | undefined;
  readonly address: string;
  readonly name: string | undefined;
  readonly acceptance: Acceptance;
  readonly sequence: number;
  readonly stampedAt: string | undefined;
}

/** What a METHOD:CANCEL says. */
export interface MeetingCancellation {
  readonly uid: string;
  /** Of one occurrence; without it all of the UID is cancelled. */
  readonly key: string | undefined;
  readonly sequence: number;
  readonly stampedAt: string | undefined;
}

export function answersIn(event: Event, key: string | undefined): MeetingAnswer[] {
  const { uid, sequence, stampedAt, details } = event;
  return details.people
    .filter(({ isOrganiser }) => !isOrganiser)
    .map(({ address, name, acceptance }) => ({ uid, key, address, name, acceptance, sequence, stampedAt }));
}

export function cancellationIn({ uid, sequence, stampedAt }: Event, key: string | undefined): MeetingCancellation {
  return { uid, key, sequence, stampedAt };
}

/** The meeting with an answer in it. An answer to an older version of the meeting counts no more (RFC 5546, 2.1.5). */
export function withAnswer(meeting: ReadMeeting, answer: MeetingAnswer): ReadMeeting {
  if (!isMeant(meeting, answer) || answer.sequence < meeting.sequence) return meeting;
  const { address, name, acceptance } = answer;
  const isListed = meeting.people.some((person) => person.address === address);
  // Somebody to whom the invitation was passed on.
  const added = isListed ? [] : [{ address, name, acceptance, isResource: false, isOrganiser: false, isOptional: false }];
  const people = meeting.people.map((person) => (person.address === address ? { ...person, acceptance } : person));
  return { ...meeting, people: [...people, ...added] };
}

/** The meeting, cancelled if it is meant and was not renewed since. */
export function withCancellation(meeting: ReadMeeting, cancellation: MeetingCancellation): ReadMeeting {
  if (!isMeant(meeting, cancellation) || cancellation.sequence < meeting.sequence) return meeting;
  return { ...meeting, isCancelled: true };
}

function isMeant(meeting: ReadMeeting, { uid, key }: { uid: string; key: string | undefined }): boolean {
  return meeting.uid === uid && (key === undefined || meeting.key === key);
}
