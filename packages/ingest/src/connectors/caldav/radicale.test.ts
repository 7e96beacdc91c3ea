import { globSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exceptions } from '../../calendar/testing/exceptions.ts';
import { isAgreed } from '../../calendar/testing/judges.ts';
import { type Radicale, radicaleBinary, startRadicale } from '../../testing/radicale.ts';
import { testData } from '../../testing/test-data.ts';
import { startRelay } from '../testing/relay.ts';
import type { CalDavAccount } from './account.ts';
import type { CalendarError } from './calendar-error.ts';
import { type CalendarObject, type CalendarState, fetchChanges } from './fetch-changes.ts';
import { listCalendars } from './list-calendars.ts';

const without = radicaleBinary ? '' : ' (skipped: Radicale is not installed, apt-get install radicale)';
const shared = testData('ics');
const password = 'sesame-41c9';
const policy = { isAllowedAddress: () => true, allowsPlaintext: true };

/** What a store would keep: one object for each address. */
class Kept {
  state: CalendarState | undefined;
  readonly objects = new Map<string, CalendarObject>();
  fetched = 0;

  async read(account: CalDavAccount, href: string, mostObjects = 1_000): Promise<void> {
    for (let isComplete = false; !isComplete; ) {
      const changes = await fetchChanges(account, { href }, this.state, policy, { mostObjects });
      for (const object of changes.changed) this.objects.set(object.href, object);
      for (const gone of changes.removed) this.objects.delete(gone);
      this.fetched += changes.changed.length;
      this.state = JSON.parse(JSON.stringify(changes.state)) as CalendarState;
      isComplete = changes.isComplete;
      expect(changes.counts.read).toBe(this.objects.size);
      if (isComplete) expect(changes.counts.onServer).toBe(this.objects.size);
    }
  }
}

function event(name: string, hour = '09', summary = name): string {
  return [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'BEGIN:VEVENT', `UID:${name}`, 'DTSTAMP:20260101T000000Z'],
    ...[`DTSTART:20260105T${hour}0000Z`, 'DURATION:PT1H', `SUMMARY:${summary}`, 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');
}

describe.skipIf(!radicaleBinary)(`a real calendar server${without}`, () => {
  let server: Radicale;
  const account = (user = 'ann'): CalDavAccount => ({ url: `http://127.0.0.1:${server.port}`, user, auth: { password } });

  beforeAll(async () => {
    server = await startRadicale({ users: Object.fromEntries(['ann', 'bob', 'cut', 'shared'].map((user) => [user, password])) });
  });
  afterAll(() => server?.stop());

  test('calendars are found from the host, the principal, the home and a calendar itself', async () => {
    const href = await server.makeCalendar('ann', 'work', 'Work & <travel>');
    await server.makeCalendar('ann', 'home');
    for (const start of ['', '/.well-known/caldav', '/ann/']) {
      const found = await listCalendars({ ...account(), url: `http://127.0.0.1:${server.port}${start}` }, policy);
      expect(found.map(({ name }) => name).sort()).toEqual(['Work & <travel>', 'home']);
    }
    const [itself] = await listCalendars({ ...account(), url: href }, policy);
    expect(itself).toMatchObject({ href, name: 'Work & <travel>', hasSyncToken: true });
  });

  test('every event comes once, then only what was changed, added or deleted', async () => {
    const href = await server.makeCalendar('bob', 'plans');
    for (let i = 0; i < 60; i++) expect(await server.put('bob', `${href}${i}.ics`, event(`e${i}`))).toBe(201);
    const kept = new Kept();
    await kept.read(account('bob'), href, 25);
    expect([kept.objects.size, kept.fetched]).toEqual([60, 60]);
    expect(kept.objects.get(`${href}7.ics`)?.data).toContain('SUMMARY:e7');

    await kept.read(account('bob'), href);
    expect(kept.fetched).toBe(60);

    await server.put('bob', `${href}7.ics`, event('e7', '11', 'moved'));
    await server.put('bob', `${href}new.ics`, event('new'));
    await server.delete('bob', `${href}8.ics`);
    await kept.read(account('bob'), href);
    expect([kept.objects.size, kept.fetched]).toEqual([60, 62]);
    expect(kept.objects.get(`${href}7.ics`)?.data).toContain('SUMMARY:moved');
    expect(kept.objects.has(`${href}8.ics`)).toBe(false);
  });

  test('a token that the server has forgotten reads nothing twice and loses no deletion', async () => {
    const href = await server.makeCalendar('bob', 'forgotten');
    for (const name of ['a', 'b', 'c']) await server.put('bob', `${href}${name}.ics`, event(`forgotten-${name}`));
    const kept = new Kept();
    await kept.read(account('bob'), href);
    await server.delete('bob', `${href}b.ics`);
    await server.put('bob', `${href}d.ics`, event('forgotten-d'));
    kept.state = { etags: kept.state?.etags ?? {}, syncToken: 'http://radicale.org/ns/sync/0000' };
    await kept.read(account('bob'), href);
    expect([...kept.objects.keys()].map((key) => path.basename(key)).sort()).toEqual(['a.ics', 'c.ics', 'd.ics']);
    expect(kept.fetched).toBe(4);
  });

  test('a connection that breaks off loses nothing: the same state is asked again', async () => {
    const href = await server.makeCalendar('cut', 'long');
    for (let i = 0; i < 120; i++) await server.put('cut', `${href}${i}.ics`, event(`cut${i}`));
    const relay = await startRelay(server.port);
    try {
      const through: CalDavAccount = { ...account('cut'), url: `http://127.0.0.1:${relay.port}` };
      const calendar = href.replace(`:${server.port}/`, `:${relay.port}/`);
      const kept = new Kept();
      let failures = 0;
      for (const bytes of [500, 20_000, 41_500, 1_000_000]) {
        relay.cutAfter(bytes);
        await kept.read(through, calendar, 50).catch((error: CalendarError) => {
          failures++;
          expect(error).toMatchObject({ name: 'CalendarError', isTemporary: true });
        });
      }
      expect(failures).toBeGreaterThan(0);
      expect(kept.objects.size).toBe(120);
    } finally {
      await relay.stop();
    }
  });

  test('a wrong password is named, and is in no word of the error', async () => {
    const wrong = { ...account(), auth: { password: 'not-this-one-77' } };
    const error = await listCalendars(wrong, policy).then(
      () => undefined,
      (failure: CalendarError) => failure,
    );
    expect(error).toMatchObject({ code: 'wrongPassword', isTemporary: false });
    expect(`${error?.stack}${JSON.stringify(error)}`).not.toMatch(/not-this-one|ann/);
  });

  test('a calendar that was deleted is said to be gone', async () => {
    const href = await server.makeCalendar('ann', 'short-lived');
    await server.delete('ann', href);
    await expect(fetchChanges(account(), { href }, undefined, policy)).rejects.toMatchObject({ code: 'calendarGone' });
  });

  test.skipIf(!shared)(
    'the shared calendars come back with the occurrences that another library sees in them',
    { timeout: 60_000 },
    async () => {
      const root = shared ?? '';
      const files = globSync('{node_ical,ical_js/samples,biweekly/issues,ical4j/valid}/*.ics', { cwd: root }).filter(
        (file) => statSync(path.join(root, file)).size < 1_500,
      );
      let stored = 0;
      for (const [index, file] of files.entries()) {
        // Radicale takes no file that breaks the standard; those are read from files.
        if ((await server.put('shared', `/shared/c${index}/`, readFileSync(path.join(root, file), 'utf8'))) === 201) stored++;
      }
      const calendars = await listCalendars(account('shared'), policy);
      expect(calendars.length).toBe(stored);
      expect(stored).toBeGreaterThan(30);
      const differing: string[] = [];
      let count = 0;
      for (const { href } of calendars) {
        const kept = new Kept();
        await kept.read(account('shared'), href);
        for (const { data } of kept.objects.values()) {
          count++;
          if (!isAgreed(data, window)) differing.push(files[Number(/c(\d+)/.exec(href)?.[1])] ?? href);
        }
      }
      expect(count).toBeGreaterThan(50);
      expect(new Set(Object.values(exceptions).flat())).toEqual(new Set([...Object.values(exceptions).flat(), ...differing]));
    },
  );
});

const window = { from: '2000-01-01T00:00:00Z', to: '2027-07-04T12:00:00Z', zone: 'UTC' };

const ownZone = process.env['TZ'];
beforeAll(() => {
  process.env['TZ'] = window.zone;
});
afterAll(() => {
  if (ownZone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = ownZone;
});
