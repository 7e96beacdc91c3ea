import type { MeetingAnswer, MeetingCancellation, ReadMeeting } from '@windshield/core';
import type { EventNotice } from './event.ts';
import { isoInstant } from './local-time.ts';

/** @param key of the occurrence that is meant; `undefined` for all of the event */
export function answersIn({ uid, sequence, stampedAt, people }: EventNotice, key: string | undefined): MeetingAnswer[] {
  return people
    .filter(({ isOrganiser }) => !isOrganiser)
    .map(({ address, name, acceptance }) => ({ uid, key, address, name, acceptance, sequence, stampedAt }));
}

/** @param key of the occurrence that is meant; `undefined` for all of the event */
export function cancellationIn(notice: EventNotice, key: string | undefined): MeetingCancellation {
  const { uid, sequence, stampedAt, recurrenceId, isForFuture, people } = notice;
  const organiser = people.find(({ isOrganiser }) => isOrganiser)?.address;
  const from = isForFuture && recurrenceId ? isoInstant(recurrenceId.instant) : undefined;
  return { uid, key: from === undefined ? key : undefined, from, organiser, sequence, stampedAt };
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
  const { sequence, from } = cancellation;
  if (!isMeant(meeting, cancellation) || sequence < meeting.sequence || (from !== undefined && meeting.startsAt < from)) return meeting;
  return { ...meeting, isCancelled: true };
}

function isMeant(meeting: ReadMeeting, { uid, key }: { uid: string; key: string | undefined }): boolean {
  return meeting.uid === uid && (key === undefined || meeting.key === key);
}
