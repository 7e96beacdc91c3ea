import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstVisitor, startServer, type Visitor } from '../testing/server.ts';
import { filesHolding } from './testing/files-holding.ts';

// Whoever knows the address of a private feed reads the calendar: it is a password.
const secret = 'Qzfeedsecretqz';
const word = 'Qzbasicwordqz';
const soon = new Date(Date.now() + 86_400_000).toISOString().replace(/[-:]|\.\d+/g, '');
const calendar = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'BEGIN:VEVENT', 'UID:one', `DTSTAMP:${soon}`, `DTSTART:${soon}`],
  ...['SUMMARY:Review', 'ORGANIZER:mailto:ana@example.org', 'ATTENDEE:mailto:per@kestrel.example', 'END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n');

let server: Awaited<ReturnType<typeof startServer>>;
let feed: http.Server;
let ana: Visitor;
let asked = 0;
beforeAll(async () => {
  feed = http.createServer((request, response) => {
    const isRight =
      request.url === `/private-${secret}/basic.ics` &&
      request.headers.authorization === `Basic ${Buffer.from(`ana:${word}`).toString('base64')}`;
    asked += isRight ? 1 : 0;
    response.writeHead(isRight ? 200 : 404, { 'content-type': 'text/calendar' }).end(isRight ? calendar : '');
  });
  await new Promise<void>((resolve) => feed.listen(0, '127.0.0.1', resolve));
  server = await startServer({ capture: { privateNetworks: ['127.0.0.1'] } });
  ana = server.visitor();
  await ana.ask('POST', '/setup', firstVisitor);
  await ana.ask('POST', '/me/claim', { nobody: true });
});
afterAll(async () => {
  await server.clear();
  feed.close();
});

it('the secret address of a calendar is read again and again, and stands nowhere in clear', async () => {
  const { port } = feed.address() as AddressInfo;
  const url = `http://ana:${word}@127.0.0.1:${port}/private-${secret}/basic.ics`;
  const { status, body } = await ana.ask('POST', '/capture/sources', { kind: 'calendarFeed', url });
  expect(status).toBe(201);
  expect(body.settings.url).toBe(`http://127.0.0.1:${port}/…`);
  await ana.until('/capture/sources', ({ items }) => items[0]?.state === 'active');
  const before = asked;
  await ana.ask('POST', `/capture/sources/${body.id}/read`);
  await ana.until('/capture/sources', ({ items }) => asked > before && items[0]?.state === 'active');
  const told = JSON.stringify((await ana.ask('GET', '/capture/sources')).body);
  for (const one of [secret, word]) {
    expect(told).not.toContain(one);
    expect(filesHolding(server.dataDir, one)).toEqual([]);
  }
  const refused = await ana.ask('PATCH', `/capture/sources/${body.id}`, { password: 'x' }, { 'if-match': `"${body.version}"` });
  expect([refused.status, refused.body.fields?.[0]?.field]).toEqual([422, 'password']);
});

it('an access token that no server could be sent is refused by its field', async () => {
  const { port } = feed.address() as AddressInfo;
  const wanted = { kind: 'caldav', url: `http://127.0.0.1:${port}/`, userName: 'ana', accessToken: 'a\r\nX-Other: b' };
  const { status, body } = await ana.ask('POST', '/capture/sources', wanted);
  expect([status, body.fields?.[0]?.field]).toEqual([422, 'accessToken']);
});
