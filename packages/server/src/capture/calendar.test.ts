import { type Radicale, radicaleBinary, startRadicale } from '@windshield/ingest/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstVisitor, startServer, type Visitor } from '../testing/server.ts';

const day = 86_400_000;
const stamp = (daysAhead: number, hour: number) =>
  new Date(Math.floor(Date.now() / day) * day + daysAhead * day + hour * 3_600_000).toISOString().replace(/[-:]|\.\d+/g, '');

const event = (uid: string, start: string, end: string, more: readonly string[] = []) =>
  [
    ...[
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//test//EN',
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `DTSTAMP:${stamp(-20, 8)}`,
      `DTSTART:${start}`,
      `DTEND:${end}`,
    ],
    ...[
      'SUMMARY:Pilot review',
      'ORGANIZER:mailto:ana@example.org',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org',
      'ATTENDEE;PARTSTAT=ACCEPTED;CN=Per Lind:mailto:per@kestrel.example',
    ],
    ...more,
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');

describe.skipIf(!radicaleBinary)('a calendar (needs Radicale: apt-get install radicale)', () => {
  let radicale: Radicale;
  let server: Awaited<ReturnType<typeof startServer>>;
  let ana: Visitor;
  let calendar: string;
  let sourceId: string;

  beforeAll(async () => {
    radicale = await startRadicale({ users: { ana: 'calendar-secret' } });
    calendar = await radicale.makeCalendar('ana', 'work', 'Work');
    await radicale.put('ana', `${calendar}past.ics`, event('past', stamp(-3, 9), stamp(-3, 10)));
    await radicale.put('ana', `${calendar}weekly.ics`, event('weekly', stamp(1, 9), stamp(1, 10), ['RRULE:FREQ=WEEKLY;COUNT=4']));
    server = await startServer({ capture: { privateNetworks: ['127.0.0.1'] } });
    ana = server.visitor();
    await ana.ask('POST', '/setup', firstVisitor);
    await ana.ask('POST', '/me/claim', { nobody: true });
    await ana.ask('POST', '/contacts', { name: 'Per Lind', points: [{ kind: 'email', value: 'per@kestrel.example', label: null }] });
  });
  afterAll(async () => {
    await server.clear();
    await radicale.stop();
  });

  const states = async () => {
    const { items } = (await ana.ask('GET', '/interactions?limit=50')).body as {
      items: { type: string; state: string; occurredAt: string }[];
    };
    return items.map(({ type, state, occurredAt }) => `${type} ${state} ${occurredAt.slice(0, 10)}`).sort();
  };
  const on = (daysAhead: number) => new Date(Date.now() + daysAhead * day).toISOString().slice(0, 10);
  const readAgain = async () => {
    const before = (await ana.ask('GET', '/capture/sources')).body.items[0].lastReadAt;
    await ana.ask('POST', `/capture/sources/${sourceId}/read`);
    await ana.until('/capture/sources', ({ items }) => items[0].lastReadAt !== before && items[0].state === 'active');
  };

  it('brings what took place as contact and what is ahead as plans', async () => {
    const url = `http://127.0.0.1:${radicale.port}/`;
    const wrong = await ana.ask('POST', '/capture/sources', { kind: 'caldav', url, userName: 'ana', password: 'no' });
    expect([wrong.status, wrong.body.fields[0].field]).toEqual([422, 'password']);
    const { status, body } = await ana.ask('POST', '/capture/sources', {
      kind: 'caldav',
      url,
      userName: 'ana',
      password: 'calendar-secret',
    });
    expect(status).toBe(201);
    sourceId = body.id;
    await ana.until('/capture/sources', ({ items }) => items[0]?.state === 'active');
    expect(await states()).toEqual([`meeting done ${on(-3)}`, ...[1, 8, 15, 22].map((ahead) => `meeting planned ${on(ahead)}`)]);
    const per = (await ana.ask('GET', '/contacts?q=Per')).body.items[0];
    expect(per.lastInteractionAt.slice(0, 10)).toBe(on(-3));
  });

  it('an occurrence that is moved moves, one that is taken out is called off, the rest stays', async () => {
    const moved = [
      'RRULE:FREQ=WEEKLY;COUNT=4',
      `EXDATE:${stamp(8, 9)}`,
      'SEQUENCE:1',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:weekly',
      `DTSTAMP:${stamp(-1, 8)}`,
      'SEQUENCE:1',
    ];
    const override = [
      `RECURRENCE-ID:${stamp(15, 9)}`,
      `DTSTART:${stamp(16, 11)}`,
      `DTEND:${stamp(16, 12)}`,
      'SUMMARY:Pilot review',
      'ORGANIZER:mailto:ana@example.org',
      'ATTENDEE:mailto:per@kestrel.example',
      'ATTENDEE:mailto:ana@example.org',
    ];
    await radicale.put('ana', `${calendar}weekly.ics`, event('weekly', stamp(1, 9), stamp(1, 10), [...moved, ...override]));
    await readAgain();
    expect(await states()).toEqual([
      `meeting cancelled ${on(8)}`,
      `meeting done ${on(-3)}`,
      ...[1, 16, 22].map((ahead) => `meeting planned ${on(ahead)}`),
    ]);
  });

  it('an event that is deleted is called off; what took place stays', async () => {
    await radicale.delete('ana', `${calendar}weekly.ics`);
    await radicale.delete('ana', `${calendar}past.ics`);
    await readAgain();
    expect((await states()).filter((one) => !one.includes('cancelled'))).toEqual([`meeting done ${on(-3)}`]);
  });
});
