import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { CalDavAccount } from './account.ts';
import type { CalendarError } from './calendar-error.ts';
import { fetchChanges } from './fetch-changes.ts';
import { fetchFeed } from './fetch-feed.ts';
import { listCalendars } from './list-calendars.ts';
import { multistatus, type OddWebServer, startOddWebServer } from './testing/odd-web-server.ts';

const secret = 'sesame-90d2';
const open = { isAllowedAddress: () => true, allowsPlaintext: true, timeouts: { connectMs: 2_000, silenceMs: 400, requestMs: 1_500 } };
const servers: OddWebServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function odd(...args: Parameters<typeof startOddWebServer>): Promise<OddWebServer> {
  const server = await startOddWebServer(...args);
  servers.push(server);
  return server;
}

function account(url: string, auth: CalDavAccount['auth'] = { password: secret }): CalDavAccount {
  return { url, user: 'ann', auth };
}

async function failureOf(work: Promise<unknown>): Promise<CalendarError> {
  const failure = await work.then(
    () => undefined,
    (error: CalendarError) => error,
  );
  expect(failure?.name).toBe('CalendarError');
  expect(`${failure?.stack} ${JSON.stringify(failure)}`).not.toMatch(/sesame|\bann\b|127\.0\.0\.1/);
  return failure as CalendarError;
}

describe('a calendar server that fails is named, with what to do', () => {
  test('one that says nothing, and one that drips, end by time', async () => {
    const silent = await odd(() => {});
    expect((await failureOf(listCalendars(account(silent.url), open))).code).toBe('hangs');
    const dripping = await odd((_, response) => {
      response.writeHead(207, { 'content-type': 'application/xml' });
      const drip = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(drip));
    });
    const began = performance.now();
    expect((await failureOf(listCalendars(account(dripping.url), open))).code).toBe('hangs');
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('one that is not there, one that speaks another language, one that breaks off', async () => {
    const gone = await odd(() => {});
    await gone.stop();
    servers.pop();
    expect((await failureOf(listCalendars(account(gone.url), open))).code).toBe('unreachable');
    const other = createServer((socket) => {
      socket.on('error', () => {});
      socket.end('220 mail.example ESMTP\r\n');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    expect((await failureOf(listCalendars(account(`http://127.0.0.1:${port}/`), open))).code).toBe('notACalendarServer');
    other.close();
    const breaking = await odd((_, response) => {
      response.writeHead(207, { 'content-length': '1000' });
      response.write('<multistatus');
      setTimeout(() => response.destroy(), 50);
    });
    expect((await failureOf(listCalendars(account(breaking.url), open))).code).toBe('cutOff');
  });

  test('refusals of passwords, tokens and rights; pauses; faults', async () => {
    const cases = [
      [401, { password: secret }, 'wrongPassword'],
      [401, { accessToken: secret }, 'tokenExpired'],
      [403, { password: secret }, 'notAllowed'],
      [503, { password: secret }, 'throttled'],
      [500, { password: secret }, 'serverFault'],
      [404, { password: secret }, 'notACalendarServer'],
    ] as const;
    for (const [status, auth, code] of cases) {
      const server = await odd((_, response) => response.writeHead(status, { 'retry-after': '30' }).end('ann'));
      const failure = await failureOf(listCalendars(account(server.url, auth), open));
      expect(failure.code).toBe(code);
      if (code === 'throttled') expect(failure).toMatchObject({ isTemporary: true, retryAfterSeconds: 30 });
    }
  });

  test('a web page, a bomb of entities and an endless answer are no calendars', async () => {
    const page = await odd((_, response) => response.writeHead(200).end('<!doctype html><html><body>Hello</body></html>'));
    expect((await failureOf(listCalendars(account(page.url), open))).code).toBe('notACalendarServer');
    const bomb = await odd((_, response) =>
      response.writeHead(207).end('<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><multistatus>&b;</multistatus>'),
    );
    expect((await failureOf(listCalendars(account(bomb.url), open))).code).toBe('notACalendarServer');
    const endless = await odd((_, response) => {
      response.writeHead(207);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect((await failureOf(listCalendars(account(endless.url), { ...open, mostBytes: 1_000_000 }))).code).toBe('tooLarge');
  });
});

describe('the password goes to nobody else', () => {
  test('not to another host that the server redirects to or links to', async () => {
    const thief = await odd((_, response) => response.writeHead(207).end());
    const redirecting = await odd((_, response) => response.writeHead(302, { location: thief.url }).end());
    expect((await failureOf(listCalendars(account(redirecting.url), open))).code).toBe('otherHost');
    const linking = await odd((_, response) =>
      multistatus(response, { '/': `<c:calendar-home-set><d:href>${thief.url}</d:href></c:calendar-home-set>` }),
    );
    expect((await failureOf(listCalendars(account(linking.url), open))).code).toBe('otherHost');
    expect(thief.requests).toEqual([]);
  });

  test('not in clear, and not into a private network, unless the operator allows it', async () => {
    const server = await odd((_, response) => response.writeHead(207).end());
    expect((await failureOf(listCalendars(account(server.url), { isAllowedAddress: () => true }))).code).toBe('unencrypted');
    const inside = ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost', '10.0.0.1', '169.254.169.254'];
    for (const host of inside) {
      expect((await failureOf(listCalendars(account(`http://${host}:${server.port}/`), { allowsPlaintext: true }))).code).toBe(
        'addressRefused',
      );
    }
    expect(server.requests).toEqual([]);
    for (const url of ['ftp://example.com/', 'file:///etc/passwd', 'example.com', '']) {
      expect((await failureOf(listCalendars(account(url), open))).code).toBe('badAddress');
    }
  });
});

describe('servers that cannot do everything', () => {
  test('without sync tokens the CTag and ETags tell what changed; without multiget objects come one by one', async () => {
    const objects = new Map([
      ['/cal/a.ics', '"1"'],
      ['/cal/b.ics', '"1"'],
    ]);
    let ctag = 1;
    const server = await odd(({ method, url = '' }, response) => {
      if (method === 'REPORT') response.writeHead(501).end();
      else if (method === 'GET')
        response.writeHead(objects.has(url) ? 200 : 404, { etag: objects.get(url) ?? '' }).end(`BEGIN:VCALENDAR ${url}`);
      else {
        const self = `<d:resourcetype><d:collection/><c:calendar/></d:resourcetype><s:getctag>${ctag}</s:getctag>`;
        const listed = [...objects].map(([path, etag]) => [path, `<d:getetag>${etag}</d:getetag><d:resourcetype/>`]);
        multistatus(response, { '/cal/': self, ...Object.fromEntries(listed) });
      }
    });
    const calendar = { href: `${server.url}cal/` };
    const first = await fetchChanges(account(server.url), calendar, undefined, open);
    expect(first.changed.map(({ data }) => data)).toEqual(['BEGIN:VCALENDAR /cal/a.ics', 'BEGIN:VCALENDAR /cal/b.ics']);
    const unchanged = await fetchChanges(account(server.url), calendar, first.state, open);
    expect([unchanged.changed, unchanged.removed]).toEqual([[], []]);
    objects.set('/cal/a.ics', '"2"').delete('/cal/b.ics');
    ctag++;
    const second = await fetchChanges(account(server.url), calendar, unchanged.state, open);
    expect(second.changed.map(({ href }) => href)).toEqual([`${server.url}cal/a.ics`]);
    expect(second.removed).toEqual([`${server.url}cal/b.ics`]);
    expect(second.counts).toEqual({ onServer: 1, read: 1 });
  });

  test('an answer that is cut into parts is asked for to its end', async () => {
    const server = await odd(({ method }, response, body) => {
      const data = (path: string) => `<d:getetag>"1"</d:getetag><c:calendar-data>BEGIN:VCALENDAR ${path}</c:calendar-data>`;
      if (method === 'REPORT' && body.includes('multiget')) multistatus(response, { '/cal/a.ics': data('a'), '/cal/b.ics': data('b') });
      else if (body.includes('<d:sync-token>part</d:sync-token>'))
        multistatus(response, { '/cal/b.ics': '<d:getetag>"1"</d:getetag>' }, '<d:sync-token>whole</d:sync-token>');
      else {
        const cut = '<d:response><d:href>/cal/</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response>';
        multistatus(response, { '/cal/a.ics': '<d:getetag>"1"</d:getetag>' }, `${cut}<d:sync-token>part</d:sync-token>`);
      }
    });
    const { changed, state, isComplete } = await fetchChanges(account(server.url), { href: `${server.url}cal/` }, undefined, open);
    expect([changed.length, state.syncToken, isComplete]).toEqual([2, 'whole', true]);
  });

  test('an event too large to be read is left out and said; the others come', async () => {
    const server = await odd(({ method }, response, body) => {
      const asked = [...body.matchAll(/<d:href>(.*?)<\/d:href>/g)].map(([, path]) => path ?? '');
      const data = (path: string) => (path.includes('big') ? 'x'.repeat(60_000) : 'BEGIN:VCALENDAR');
      if (method === 'REPORT' && asked.length > 0)
        multistatus(response, Object.fromEntries(asked.map((path) => [path, `<c:calendar-data>${data(path)}</c:calendar-data>`])));
      else {
        const etags = ['a', 'big', 'c'].map((name) => [`/cal/${name}.ics`, '<d:getetag>"1"</d:getetag>']);
        multistatus(response, Object.fromEntries(etags), '<d:sync-token>t</d:sync-token>');
      }
    });
    const policy = { ...open, mostBytes: 50_000 };
    const found = await fetchChanges(account(server.url), { href: `${server.url}cal/` }, undefined, policy);
    expect(found.changed.map(({ href }) => href)).toEqual([`${server.url}cal/a.ics`, `${server.url}cal/c.ics`]);
    expect(found.unread).toEqual([{ where: `${server.url}cal/big.ics`, reason: expect.stringContaining('larger') }]);
  });
});

describe('a feed', () => {
  const text = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n';

  test('is fetched anew only when it changed', async () => {
    const server = await odd(({ headers }, response) => {
      if (headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v1"', 'last-modified': 'Mon, 05 Jan 2026 09:00:00 GMT' }).end(text);
    });
    const first = await fetchFeed(server.url, undefined, open);
    expect(Buffer.from(first.data ?? []).toString()).toBe(text);
    const second = await fetchFeed(server.url, first.state, open);
    expect([second.data, second.state]).toEqual([undefined, first.state]);
  });

  test('follows redirects to public hosts alone and takes no password along', async () => {
    const target = await odd((_, response) => response.writeHead(200).end(text));
    const start = await odd((_, response) => response.writeHead(302, { location: target.url }).end());
    const withPassword = start.url.replace('http://', `http://ann:${secret}@`);
    expect((await fetchFeed(withPassword, undefined, open)).data).toBeDefined();
    expect(start.requests[0]?.headers.authorization).toMatch(/^Basic /);
    expect(target.requests[0]?.headers.authorization).toBeUndefined();
    const loop = await odd((_, response) => response.writeHead(302, { location: '/again' }).end());
    expect((await failureOf(fetchFeed(loop.url, undefined, open))).code).toBe('serverFault');
    expect(loop.requests.length).toBeLessThan(10);
  });

  test('that is a page, gone or no address says so', async () => {
    const page = await odd((_, response) => response.writeHead(200).end('<html>Sign in</html>'));
    expect((await failureOf(fetchFeed(page.url, undefined, open))).code).toBe('notACalendarServer');
    const gone = await odd((_, response) => response.writeHead(410).end());
    expect((await failureOf(fetchFeed(gone.url, undefined, open))).code).toBe('calendarGone');
    expect((await failureOf(fetchFeed('webcal:', undefined, open))).code).toBe('badAddress');
    expect((await failureOf(fetchFeed('webcal://127.0.0.1/x.ics', undefined, {}))).code).toBe('addressRefused');
  });
});
