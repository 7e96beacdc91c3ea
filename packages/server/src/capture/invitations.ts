import type { ReadInvitation, ReadMessage } from '@windshield/core';
import { dayMs } from '@windshield/core';
import { readInvitation } from '@windshield/ingest';
import type { Reading } from './reading.ts';
import { sinceOf } from './since.ts';

/** A mail is read once: an endless series is known so far ahead of the day on which its invitation is. */
const aheadDays = 2 * 365;
const behindDays = 3 * 365;

/** The meetings of an invitation inside a message, as far back as history is read. */
export function invitationIn(message: ReadMessage, { services, source, zone }: Reading): ReadInvitation | undefined {
  const now = services.now();
  const since = sinceOf(source);
  return readInvitation(message, {
    from: since === undefined ? new Date(now - behindDays * dayMs).toISOString() : `${since}T00:00:00.000Z`,
    to: new Date(now + aheadDays * dayMs).toISOString(),
    zone,
  });
}
