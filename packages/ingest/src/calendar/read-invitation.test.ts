import { expect, test } from 'vitest';
import { readMessage } from '../mail/index.ts';
import { readInvitation } from './read-invitation.ts';

const options = { from: '2026-01-01T00:00:00Z', to: '2028-01-01T00:00:00Z', zone: 'Europe/Berlin' };

interface Given {
  readonly from?: string;
  readonly head?: readonly string[];
  readonly organiser?: string;
  readonly event?: readonly string[];
}

/** A mail as calendars send them: a text for people, the event for programs. */
function invitation(
  method: string,
  { from = 'Ana Ruiz <ana@halden.example>', head = [], organiser = 'ana@halden.example', event }: Given = {},
) {
  const lines = event ?? ['DTSTART:20260105T090000Z', 'DTEND:20260105T100000Z', 'SUMMARY:Pilot', 'ATTENDEE:mailto:ada@us.example'];
  const calendar = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', `METHOD:${method}`, 'BEGIN:VEVENT', 'UID:u1', 'DTSTAMP:20260101T080000Z', 'SEQUENCE:1'],
    ...[`ORGANIZER:mailto:${organiser}`, ...lines, 'END:VEVENT', 'END:VCALENDAR'],
  ];
  const text = [
    ...['Message-ID: <1@x>', 'Date: Thu, 1 Jan 2026 08:00:00 +0000', `From: ${from}`, 'To: ada@us.example', 'Subject: Pilot', ...head],
    ...[
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'See you',
      '--b',
    ],
    ...[`Content-Type: text/calendar; method=${method}; charset=utf-8`, '', ...calendar, '--b--', ''],
  ];
  return readInvitation(readMessage(Buffer.from(text.join('\r\n'))), options);
}

test('an invitation is read as its calendar would hold it', () => {
  expect(invitation('REQUEST')).toMatchObject({
    isAnswer: false,
    meetings: [{ key: 'u1', startsAt: '2026-01-05T09:00:00.000Z', durationMinutes: 60, summary: 'Pilot', sequence: 1 }],
    whole: [{ uid: 'u1', sequence: 1, stampedAt: '2026-01-01T08:00:00.000Z' }],
  });
});

test('one occurrence alone does not tell of its series', () => {
  const event = ['RECURRENCE-ID:20260112T090000Z', 'DTSTART:20260112T110000Z', 'ATTENDEE:mailto:ada@us.example'];
  expect(invitation('REQUEST', { event })).toMatchObject({ meetings: [{ key: 'u1/20260112T090000Z' }], whole: [] });
});

test('only the organiser is heard, their assistant, or the service that writes for them', () => {
  const meetings = (given: Given) => invitation('REQUEST', given)?.meetings.length;
  expect(meetings({ from: 'Mallory <m@elsewhere.example>' })).toBe(0);
  expect(meetings({ from: 'Assistant <office@halden.example>' })).toBe(1);
  expect(meetings({ from: 'Ana via Calendar <calendar@service.example>', head: ['Reply-To: ana@halden.example'] })).toBe(1);
  expect(meetings({ from: 'pal@gmail.com', organiser: 'other@gmail.com' })).toBe(0);
  expect(invitation('CANCEL', { from: 'Mallory <m@elsewhere.example>' })?.cancellations).toEqual([]);
});

test('an address that anybody may write into a head speaks for nobody: it makes a service of whoever writes', () => {
  const mallory = { from: 'Mallory <m@elsewhere.example>', head: ['Reply-To: ana@halden.example', 'Sender: ana@halden.example'] };
  expect(invitation('REQUEST', mallory)?.meetings).toMatchObject([{ service: 'elsewhere.example' }]);
  expect(invitation('CANCEL', mallory)?.cancellations).toMatchObject([{ service: 'elsewhere.example' }]);
  expect(invitation('REQUEST', { ...mallory, from: 'm@gmail.com' })?.meetings).toMatchObject([{ service: 'm@gmail.com' }]);
  expect(invitation('REQUEST')?.meetings).toMatchObject([{ service: undefined }]);
  const event = ['ATTENDEE;PARTSTAT=DECLINED:mailto:ana@halden.example'];
  expect(invitation('REPLY', { ...mallory, organiser: 'ada@us.example', event })?.answers).toEqual([]);
});

test('a cancellation without an organiser, or of one that is said to be a room, is nobody’s', () => {
  const from = 'Mallory <m@elsewhere.example>';
  const nobody = { from, organiser: 'x', event: ['ATTENDEE:mailto:ada@us.example'] };
  expect(invitation('CANCEL', nobody)?.cancellations).toEqual([]);
  const room = ['DTSTART:20260105T090000Z', 'ATTENDEE;CUTYPE=ROOM:mailto:ana@halden.example', 'ATTENDEE:mailto:ada@us.example'];
  expect(invitation('REQUEST', { from, event: room })?.meetings).toEqual([]);
});

test('a booking whose organiser reads no answers is no meeting with anybody', () => {
  expect(invitation('REQUEST', { from: 'no-reply@airline.example', organiser: 'no-reply@airline.example' })?.meetings).toEqual([]);
});

test('an answer and a cancellation are read also where they do not say when it is', () => {
  const event = ['ATTENDEE;PARTSTAT=DECLINED:mailto:ada@us.example'];
  expect(invitation('REPLY', { from: 'ada@us.example', event })).toMatchObject({
    ...{ isAnswer: true, meetings: [] },
    answers: [{ uid: 'u1', key: undefined, address: 'ada@us.example', acceptance: 'declined', sequence: 1 }],
  });
  expect(invitation('CANCEL', { event: ['RECURRENCE-ID:20260112T090000Z'] })?.cancellations).toMatchObject([
    { key: 'u1/20260112T090000Z' },
  ]);
  expect(invitation('CANCEL', { event: ['RECURRENCE-ID;RANGE=THISANDFUTURE:20260112T090000Z'] })?.cancellations).toMatchObject([
    { key: undefined, from: '2026-01-12T09:00:00.000Z' },
  ]);
});

test('an answer for somebody else is none; one that says when tells of the meeting too', () => {
  const event = ['DTSTART:20260105T090000Z', 'DTEND:20260105T100000Z', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:per@lind.example'];
  const answer = (from: string) => invitation('REPLY', { from, organiser: 'ada@us.example', event });
  expect(answer('m@elsewhere.example')).toMatchObject({ answers: [], meetings: [] });
  expect(answer('per@lind.example')).toMatchObject({
    answers: [{ acceptance: 'accepted' }],
    meetings: [{ key: 'u1', people: [{ address: 'per@lind.example' }, { address: 'ada@us.example', isOrganiser: true }] }],
  });
});

test('of a mail that answers or calls off a hundred thousand meetings no more is taken than of one that invites to them', () => {
  const people = Array.from({ length: 900 }, (_, i) => `ATTENDEE;PARTSTAT=ACCEPTED:mailto:p${i}@halden.example`);
  expect(invitation('REPLY', { organiser: 'ada@us.example', event: people })?.answers.length).toBe(800);
  const more = Array.from({ length: 20_000 }, (_, i) => ['END:VEVENT', 'BEGIN:VEVENT', `UID:v${i}`, 'ORGANIZER:mailto:ana@halden.example']);
  expect(invitation('CANCEL', { event: more.flat() })?.cancellations.length).toBe(800);
});

test('a mail that is marked private makes its meeting so', () => {
  expect(invitation('REQUEST', { head: ['Sensitivity: Private'] })?.meetings).toMatchObject([{ sensitivity: 'private' }]);
});

test('what proposes or asks changes nothing, and a mail without an invitation has none', () => {
  expect(invitation('COUNTER')).toBeUndefined();
  expect(readInvitation(readMessage(Buffer.from('From: ana@halden.example\r\n\r\nHello')), options)).toBeUndefined();
});
