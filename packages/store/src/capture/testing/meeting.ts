import type { MeetingPerson, ReadMeeting } from '@windshield/core';

/** Somebody of a meeting. */
export function person(
  address: string,
  acceptance: MeetingPerson['acceptance'] = 'unanswered',
  more: Partial<MeetingPerson> = {},
): MeetingPerson {
  return { address, acceptance, isResource: false, isOrganiser: false, isOptional: false, ...more };
}

/** A meeting of Ada, who organises it, and Ana, with what a test says of it. */
export function meeting(given: Partial<ReadMeeting> = {}): ReadMeeting {
  const { startsAt = '2026-10-12T08:00:00.000Z', durationMinutes = 60 } = given;
  return {
    key: 'm1',
    uid: 'm1',
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + durationMinutes * 60_000).toISOString(),
    isAllDay: false,
    durationMinutes,
    summary: 'Pilot',
    isCancelled: false,
    isTransparent: false,
    people: [person('ada@us.example', 'accepted', { isOrganiser: true }), person('ana@halden.example')],
    sequence: 0,
    isRecurring: false,
    ...given,
  };
}
