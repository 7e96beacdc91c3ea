import { globSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testData } from '../testing/test-data.ts';
import { withAnswer } from './answers.ts';
import { type CalendarOptions, type ReadCalendar, readCalendar } from './read-calendar.ts';

const shared = testData('ics');
const options: CalendarOptions = { from: '2025-01-01T00:00:00Z', to: '2028-01-01T00:00:00Z', zone: 'Europe/Berlin' };

function read(lines: readonly string[], more: Partial<CalendarOptions> = {}): ReadCalendar {
  return readCalendar(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n'), { ...options, ...more });
}

function event(...lines: readonly string[]): string[] {
  return ['BEGIN:VEVENT', 'UID:u1', ...lines, 'END:VEVENT'];
}

function starts(calendar: ReadCalendar): string[] {
  return calendar.meetings.map(({ startsAt }) => startsAt.slice(0, 16));
}

describe('a series', () => {
  const weekly = event('DTSTART;TZID=Europe/Berlin:20260105T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=4', 'SUMMARY:Weekly');

  test('keeps its hour when the clocks change', () => {
    const found = read(event('DTSTART;TZID=Europe/Berlin:20260323T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2'));
    expect(starts(found)).toEqual(['2026-03-23T08:00', '2026-03-30T07:00']);
  });

  test('leaves out what EXDATE names, as a moment in any zone or as a day', () => {
    const [first, ...rest] = weekly.slice(0, -1);
    for (const line of ['EXDATE;TZID=Europe/Berlin:20260112T090000', 'EXDATE:20260112T080000Z', 'EXDATE;VALUE=DATE:20260112']) {
      expect(starts(read([first ?? '', ...rest, line, 'END:VEVENT']))).toEqual([
        '2026-01-05T08:00',
        '2026-01-19T08:00',
        '2026-01-26T08:00',
      ]);
    }
  });

  test('an occurrence that was moved keeps its key, whatever else was changed', () => {
    const plain = read(weekly).meetings[1];
    const moved = read([
      ...weekly,
      ...event('RECURRENCE-ID:20260112T080000Z', 'DTSTART;TZID=Europe/Berlin:20260113T140000', 'DURATION:PT30M', 'SUMMARY:Moved'),
    ]);
    const found = moved.meetings.filter(({ key }) => key === plain?.key);
    expect(found).toMatchObject([{ startsAt: '2026-01-13T13:00:00.000Z', durationMinutes: 30, summary: 'Moved', isRecurring: true }]);
    expect(moved.meetings.length).toBe(4);
  });

  test('a change for all that follow moves them too', () => {
    const change = event(
      'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260119T090000',
      'DTSTART;TZID=Europe/Berlin:20260120T100000',
      'DURATION:PT2H',
      'SUMMARY:Later',
    );
    const found = read([...weekly, ...change]);
    expect(starts(found)).toEqual(['2026-01-05T08:00', '2026-01-12T08:00', '2026-01-20T09:00', '2026-01-27T09:00']);
    expect(found.meetings.map(({ durationMinutes }) => durationMinutes)).toEqual([60, 60, 120, 120]);
    expect(found.meetings.map(({ key }) => key)).toEqual(read(weekly).meetings.map(({ key }) => key));
  });

  test('a changed occurrence without its series is a meeting of its own', () => {
    const found = read(event('RECURRENCE-ID:20260112T080000Z', 'DTSTART:20260113T130000Z', 'DURATION:PT30M'));
    expect(found.meetings).toMatchObject([{ key: 'u1/20260112T080000Z', startsAt: '2026-01-13T13:00:00.000Z' }]);
  });

  test('one occurrence is cancelled, or all', () => {
    const one = read([...weekly, ...event('RECURRENCE-ID:20260112T080000Z', 'DTSTART:20260112T080000Z', 'STATUS:CANCELLED')]);
    expect(one.meetings.map(({ isCancelled }) => isCancelled)).toEqual([false, true, false, false]);
    expect(read([...weekly.slice(0, -1), 'STATUS:CANCELLED', 'END:VEVENT']).meetings.every(({ isCancelled }) => isCancelled)).toBe(true);
  });

  test('without end stops at the window; too dense it is cut, and that is said', () => {
    const endless = read(event('DTSTART;VALUE=DATE:20000101', 'RRULE:FREQ=YEARLY'), { to: '2027-12-01T00:00:00Z' });
    expect(endless.meetings.map(({ key }) => key)).toEqual(['u1/20250101', 'u1/20260101', 'u1/20270101']);
    const bomb = read(event('DTSTART:20260101T000000Z', 'RRULE:FREQ=SECONDLY'));
    expect(bomb.meetings.length).toBe(5_000);
    expect(bomb.unread).toEqual([{ where: 'line 3, UID u1', reason: expect.stringContaining('more than 5000 occurrences') }]);
  });

  test('of several versions the latest counts', () => {
    const old = event('SEQUENCE:1', 'DTSTART:20260105T090000Z', 'SUMMARY:old');
    const late = event('SEQUENCE:2', 'DTSTART:20260105T100000Z', 'SUMMARY:late');
    for (const versions of [
      [...old, ...late],
      [...late, ...old],
    ]) {
      expect(read(versions).meetings).toMatchObject([{ summary: 'late', sequence: 2, key: 'u1' }]);
    }
  });
});

describe('time zones', () => {
  const at = (zone: string, ...definition: string[]) => starts(read([...definition, ...event(`DTSTART;TZID=${zone}:20260705T090000`)]))[0];

  test.each([
    ['Europe/Berlin', '07:00'],
    ['europe/berlin', '07:00'],
    ['US/Pacific', '16:00'],
    ['W. Europe Standard Time', '07:00'],
    ['"Eastern Standard Time"', '13:00'],
    ['/freeassociation.sourceforge.net/Tzfile/Europe/London', '08:00'],
    ['/softwarestudio.org/Olson_20011030_5/America/New_York', '13:00'],
    ['"(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien"', '07:00'],
    ['(UTC+07:00) Bangkok, Hanoi, Jakarta', '02:00'],
    ['"Pacific Time (US & Canada), Tijuana"', '16:00'],
    ['GMT+0530', '03:30'],
    ['Eastern', '13:00'],
  ])('%s', (zone, hour) => {
    expect(at(zone)).toBe(`2026-07-05T${hour}`);
  });

  test('a zone of the file’s own making is reckoned by its rules', () => {
    const daylight = [
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:-0300',
      'TZOFFSETTO:-0200',
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
      'END:DAYLIGHT',
    ];
    const standard = [
      'BEGIN:STANDARD',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:-0200',
      'TZOFFSETTO:-0300',
      'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
      'END:STANDARD',
    ];
    const definition = ['BEGIN:VTIMEZONE', 'TZID:Customized Time Zone', ...daylight, ...standard, 'END:VTIMEZONE'];
    expect(at('Customized Time Zone', ...definition)).toBe('2026-07-05T11:00');
    const winter = read([...definition, ...event('DTSTART;TZID=Customized Time Zone:20260105T090000')]);
    expect(starts(winter)).toEqual(['2026-01-05T12:00']);
  });

  test('one that nobody knows is read in the calendar’s own, and that is said', () => {
    const found = read(event('DTSTART;TZID=Atlantis/Poseidonia:20260705T090000'));
    expect(starts(found)).toEqual(['2026-07-05T07:00']);
    expect(found.mended[0]?.reason).toContain('Atlantis/Poseidonia');
  });

  test('an hour that the clocks leave out, or show twice', () => {
    expect(starts(read(event('DTSTART;TZID=Europe/Berlin:20260329T023000')))).toEqual(['2026-03-29T01:30']);
    expect(starts(read(event('DTSTART;TZID=Europe/Berlin:20261025T023000')))).toEqual(['2026-10-25T00:30']);
    expect(starts(read(event('DTSTART;TZID=America/New_York:20260308T023000')))).toEqual(['2026-03-08T07:30']);
  });

  test('floating times and days are those of the calendar, else of its owner', () => {
    const floating = event('DTSTART:20260705T090000', 'DTEND:20260705T100000');
    expect(starts(read(floating))).toEqual(['2026-07-05T07:00']);
    expect(starts(read(['X-WR-TIMEZONE:America/New_York', ...floating]))).toEqual(['2026-07-05T13:00']);
    const day = read(event('DTSTART;VALUE=DATE:20260329', 'DTEND;VALUE=DATE:20260330'));
    expect(day.meetings).toMatchObject([
      {
        startsAt: '2026-03-28T23:00:00.000Z',
        endsAt: '2026-03-29T22:00:00.000Z',
        isAllDay: true,
        durationMinutes: 1_380,
        zone: 'Europe/Berlin',
      },
    ]);
  });
});

describe('people and places', () => {
  const meeting = (...lines: string[]) => read(event('DTSTART:20260105T090000Z', ...lines)).meetings[0];

  test('who organises, who accepted, what is a room', () => {
    const people = meeting(
      'ORGANIZER;CN=Ann Bach;SENT-BY="mailto:desk@example.com":MAILTO:Ann@Example.com',
      'ATTENDEE;CN="Bob, B.";PARTSTAT=ACCEPTED:MailTo:bob@example.net',
      'ATTENDEE;PARTSTAT=DECLINED;ROLE=OPT-PARTICIPANT:mailto:cid@bücher.example',
      'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:eve@example.net":mailto:dan@example.net',
      'ATTENDEE;CUTYPE=ROOM;CN=Room 5;PARTSTAT=ACCEPTED:mailto:room5@example.com',
      'ATTENDEE;CN=fay@example.net:/O=ACME/OU=EXCHANGE/CN=RECIPIENTS/CN=FAY',
    )?.people;
    expect(people?.map(({ address, acceptance }) => `${address} ${acceptance}`)).toEqual([
      'bob@example.net accepted',
      'cid@xn--bcher-kva.example declined',
      'dan@example.net declined',
      'room5@example.com accepted',
      'fay@example.net unanswered',
      'ann@example.com accepted',
    ]);
    expect(people?.filter(({ isResource }) => isResource).length).toBe(1);
    expect(people?.find(({ isOrganiser }) => isOrganiser)?.name).toBe('Ann Bach');
    expect(people?.filter(({ isOptional }) => isOptional).length).toBe(1);
  });

  test('people without a mail address are counted, not named', () => {
    const found = read(event('DTSTART:20260105T090000Z', 'ATTENDEE;CN=Gus Secret:/O=ACME/CN=GUS', 'ATTENDEE:mailto:bob@example.net'));
    expect(found.unread).toEqual([{ where: 'line 3, UID u1', reason: expect.stringMatching(/^1 of 2 people/) }]);
    expect(JSON.stringify(found.unread)).not.toContain('Gus');
  });

  test.each([
    [['LOCATION:Room 5\\, Main Street 1'], 'inPerson'],
    [['LOCATION:https://us02web.zoom.us/j/123?pwd=x'], 'remote'],
    [['LOCATION:Microsoft Teams-Besprechung'], 'remote'],
    [['LOCATION:Microsoft Teams Meeting'], 'remote'],
    [['LOCATION:Réunion Microsoft Teams'], 'remote'],
    [['LOCATION:+49 30 1234567'], 'remote'],
    [['LOCATION:Telefon'], 'remote'],
    [['LOCATION:Online'], 'remote'],
    [['LOCATION:Café Einstein', 'DESCRIPTION:or https://meet.google.com/abc-defg-hij'], 'hybrid'],
    [['LOCATION:Room 5\\, Main Street 1; Microsoft Teams Meeting'], 'hybrid'],
    [['LOCATION:Main Street 1\\, https://us02web.zoom.us/j/123'], 'hybrid'],
    [['LOCATION:Phone House\\, Main Street 1'], 'inPerson'],
    [['DESCRIPTION:Join: https://teams.microsoft.com/l/meetup-join/19%3ameeting'], 'remote'],
    [['X-GOOGLE-CONFERENCE:https://meet.google.com/abc'], 'remote'],
    [['X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/x'], 'remote'],
    [['CONFERENCE;VALUE=URI:tel:+4930123456'], 'remote'],
    [['URL:https://acme.webex.com/meet/ann'], 'remote'],
    [['DESCRIPTION:see https://example.com/agenda'], undefined],
    [[], undefined],
  ] as const)('%j is met: %s', (lines, way) => {
    expect(meeting(...lines)?.way).toBe(way);
  });

  test('shown as free', () => {
    expect(meeting('TRANSP:TRANSPARENT')?.isTransparent).toBe(true);
    expect(meeting('X-MICROSOFT-CDO-BUSYSTATUS:FREE')?.isTransparent).toBe(true);
    expect(meeting('TRANSP:OPAQUE', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE')?.isTransparent).toBe(false);
    expect(meeting()?.isTransparent).toBe(false);
  });
});

describe('messages about meetings', () => {
  const invited = read(['METHOD:REQUEST', ...event('DTSTART:20260105T090000Z', 'SEQUENCE:1', 'ATTENDEE:mailto:bob@example.net')]);

  test('an answer changes what one person said, if it is to this version', () => {
    const answer = (sequence: number) =>
      read([
        'METHOD:REPLY',
        ...event(
          'DTSTART:20260105T090000Z',
          `SEQUENCE:${sequence}`,
          'ORGANIZER:mailto:ann@example.com',
          'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.net',
        ),
      ]);
    expect(answer(1)).toMatchObject({
      method: 'REPLY',
      meetings: [],
      answers: [{ uid: 'u1', address: 'bob@example.net', acceptance: 'accepted' }],
    });
    const [meeting] = invited.meetings;
    const [current, outdated] = [answer(1).answers[0], answer(0).answers[0]];
    if (!meeting || !current || !outdated) throw new Error('nothing read');
    expect(withAnswer(meeting, current).people[0]?.acceptance).toBe('accepted');
    expect(withAnswer(meeting, outdated).people[0]?.acceptance).toBe('unanswered');
  });

  test('a cancellation names the meeting, or one occurrence of it', () => {
    const whole = read(['METHOD:CANCEL', ...event('DTSTART:20260105T090000Z', 'SEQUENCE:2')]);
    expect(whole.meetings).toMatchObject([{ isCancelled: true }]);
    expect(whole.cancellations).toEqual([{ uid: 'u1', key: undefined, sequence: 2, stampedAt: undefined }]);
    const one = read(['METHOD:CANCEL', ...event('DTSTART:20260112T080000Z', 'RECURRENCE-ID:20260112T080000Z')]);
    expect(one.cancellations[0]?.key).toBe('u1/20260112T080000Z');
  });

  test('what is no meeting is named with its reason', () => {
    const found = read(['BEGIN:VTODO', 'UID:t', 'END:VTODO', 'BEGIN:VJOURNAL', 'END:VJOURNAL', 'BEGIN:VFREEBUSY', 'END:VFREEBUSY']);
    expect(found.unread.map(({ reason }) => /VTODO|VJOURNAL|VFREEBUSY/.exec(reason)?.[0])).toEqual(['VTODO', 'VJOURNAL', 'VFREEBUSY']);
    expect(read(['METHOD:COUNTER', ...event('DTSTART:20260105T090000Z')]).unread[0]?.reason).toContain('COUNTER');
  });
});

describe('broken files', () => {
  test('one bad event does not lose the others', () => {
    const good = ['BEGIN:VEVENT', 'UID:good', 'DTSTART:20260105T090000Z', 'END:VEVENT'];
    const found = read([
      ...event('DTSTART:Next Year'),
      ...event('SUMMARY:never ends').slice(0, -1),
      ...good,
      'BEGIN:VEVENT',
      'DTSTART:20260106T090000Z',
      'RRULE:FREQ=SOMETIMES',
      'END:VEVENT',
    ]);
    expect(found.meetings.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual(['2026-01-05', '2026-01-06']);
    expect(found.unread.length).toBe(3);
  });

  test('no calendar at all', () => {
    for (const text of ['', 'hello', '\0\0\0', '<html>']) expect(readCalendar(text, options).unread[0]?.reason).toMatch(/no calendar/);
  });

  test('lines folded within a character, other encodings and line ends', () => {
    const lines = ['BEGIN:VCALENDAR', ...event('DTSTART:20260105T090000Z', 'SUMMARY:Grüße – 会議'), 'END:VCALENDAR'];
    const folded = Buffer.concat(
      lines.flatMap((line) =>
        [...Buffer.from(`${line}\n`)].map((byte, i) =>
          byte >= 0x80 && i % 2 ? Buffer.from([0x0d, 0x0a, 0x20, byte]) : Buffer.from([byte]),
        ),
      ),
    );
    const utf16 = Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf16le');
    const oldMac = Buffer.from(lines.join('\r'));
    for (const bytes of [folded, utf16, oldMac]) expect(readCalendar(bytes, options).meetings[0]?.summary).toBe('Grüße – 会議');
    const western = Buffer.from(lines.join('\r\n').replace(' – 会議', ''), 'latin1');
    expect(readCalendar(western, options).meetings[0]?.summary).toBe('Grüße');
  });

  test.skipIf(!shared)('all files that are valid are read whole, of invalid ones what can be', () => {
    const wide = { ...options, from: '1990-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z' };
    const meant = /VTODO|VJOURNAL|VFREEBUSY|is no meeting|more than 5000 occurrences|no mail address/;
    // Parts of iTIP messages and a sample of categories: events that name no time, on purpose.
    const withoutTime = new Set(['categories.ics', 'incoming.ics', 'mansour.ics']);
    for (const file of globSync('ical4j/valid/*.ics', { cwd: shared ?? '' })) {
      const { meetings, unread, outsideCount } = readCalendar(readFileSync(path.join(shared ?? '', file)), wide);
      const lost = unread.filter(({ reason }) => !meant.test(reason));
      if (!withoutTime.has(path.basename(file))) expect([file, lost]).toEqual([file, []]);
      expect(meetings.length + unread.length + outsideCount > 0 || /Casablanca|sec3.6.5/.test(file)).toBe(true);
    }
    for (const file of globSync('ical4j/invalid/*.ics', { cwd: shared ?? '' })) {
      const { meetings, unread } = readCalendar(readFileSync(path.join(shared ?? '', file)), wide);
      expect(meetings.length + unread.length).toBeGreaterThan(0);
    }
  });

  test('any bytes, and any mutation of a calendar, are read without a crash', () => {
    const text = [
      'BEGIN:VCALENDAR',
      ...event(
        'DTSTART;TZID="Europe/Berlin":20260105T090000',
        'RRULE:FREQ=WEEKLY;BYDAY=MO',
        'ATTENDEE;CN=a:mailto:a@b.c',
        'EXDATE:20260112T090000',
      ),
      'END:VCALENDAR',
    ].join('\r\n');
    const mutated = fc
      .array(fc.tuple(fc.nat(text.length), fc.string({ maxLength: 4 })), { maxLength: 6 })
      .map((edits) => edits.reduce((t, [at, put]) => t.slice(0, at) + put + t.slice(at + 2), text));
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string(), fc.uint8Array({ maxLength: 300 })), (input) => {
        for (const meeting of readCalendar(input, options).meetings)
          expect(Date.parse(meeting.endsAt)).toBeGreaterThanOrEqual(Date.parse(meeting.startsAt));
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  test.each([
    ['a line without end', () => `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDESCRIPTION:${'x'.repeat(3_000_000)}`],
    ['folds without end', () => `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDESCRIPTION:${'\r\n x'.repeat(600_000)}`],
    [
      'soft breaks without end',
      () => `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDESCRIPTION;ENCODING=QUOTED-PRINTABLE:${'=\r\n'.repeat(600_000)}`,
    ],
    ['junk without end', () => `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${'junk\r\n'.repeat(300_000)}`],
    ['quotes without end', () => `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${`ATTENDEE${';CN="'.repeat(50_000)}\r\n`.repeat(10)}`],
    ['parameters without end', () => `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nATTENDEE${';A=B'.repeat(500_000)}:mailto:a@b.c`],
    ['components within components', () => 'BEGIN:VCALENDAR\r\n'.repeat(200_000)],
    [
      'many bombs',
      () =>
        `BEGIN:VCALENDAR\r\n${Array.from({ length: 2_000 }, (_, i) => event('DTSTART:20250101T000000Z', 'RRULE:FREQ=SECONDLY').join('\r\n').replace('u1', `u${i}`)).join('\r\n')}\r\nEND:VCALENDAR`,
    ],
    [
      'many exceptions',
      () =>
        `BEGIN:VCALENDAR\r\n${event('DTSTART:20250101T000000Z', 'RRULE:FREQ=HOURLY', `EXDATE:${'20250101T000000Z,'.repeat(200_000)}`).join('\r\n')}\r\nEND:VCALENDAR`,
    ],
    [
      'blanks and words of places',
      () =>
        [
          'BEGIN:VCALENDAR',
          ...event('DTSTART:20260105T090000Z', `LOCATION:${'zoom '.repeat(100_000)}`, `DESCRIPTION:${'http://'.repeat(100_000)}`),
          'END:VCALENDAR',
        ].join('\r\n'),
    ],
  ])('%s ends soon', (_, make) => {
    const text = make();
    const began = performance.now();
    readCalendar(text, options);
    expect(performance.now() - began).toBeLessThan(6_000);
  });
});

describe('an event', () => {
  const start = 'DTSTART:20260105T090000Z';
  const sensitivity = (...lines: string[]) => read(event(start, ...lines)).meetings.map((one) => one.sensitivity);

  test('is for whom CLASS says; a class that nobody knows is private', () => {
    expect(sensitivity()).toEqual([undefined]);
    expect(sensitivity('CLASS:PUBLIC')).toEqual([undefined]);
    expect(sensitivity('CLASS:private')).toEqual(['private']);
    expect(sensitivity('CLASS:CONFIDENTIAL')).toEqual(['confidential']);
    expect(sensitivity('CLASS:X-SECRET')).toEqual(['private']);
  });

  test('of a private series is private unless it says otherwise', () => {
    const series = event(start, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=3', 'CLASS:PRIVATE');
    const moved = (...lines: string[]) => event('RECURRENCE-ID:20260112T090000Z', 'DTSTART:20260112T100000Z', ...lines);
    expect(read([...series, ...moved()]).meetings.map((one) => one.sensitivity)).toEqual(['private', 'private', 'private']);
    expect(read([...series, ...moved('CLASS:PUBLIC')]).meetings.map((one) => one.sensitivity)).toEqual(['private', undefined, 'private']);
  });

  test('takes time unless it is shown as free; whole days out of the office are an absence, hours may be a visit', () => {
    const isTransparent = (...lines: string[]) => read(event(...lines)).meetings.map((one) => one.isTransparent);
    expect(isTransparent(start, 'X-MICROSOFT-CDO-BUSYSTATUS:FREE')).toEqual([true]);
    expect(isTransparent(start, 'TRANSP:OPAQUE', 'X-MICROSOFT-CDO-BUSYSTATUS:BUSY')).toEqual([false]);
    expect(isTransparent(start, 'TRANSP:OPAQUE', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF')).toEqual([false]);
    expect(isTransparent('DTSTART;VALUE=DATE:20260105', 'TRANSP:OPAQUE', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF')).toEqual([true]);
  });
});
