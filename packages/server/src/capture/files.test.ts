import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstVisitor, startServer, type Visitor } from '../testing/server.ts';
import { filesHolding } from './testing/files-holding.ts';

const mail = (id: string, words: string) =>
  [
    ...[`Message-ID: <${id}@x.example>`, 'Date: Mon, 2 Nov 2026 10:00:00 +0100', 'From: per@kestrel.example', 'To: ana@example.org'],
    ...['Subject: Pilot', '', words, ''],
  ].join('\r\n');

let server: Awaited<ReturnType<typeof startServer>>;
let ana: Visitor;
const place = fs.mkdtempSync(path.join(tmpdir(), 'windshield-watched-'));
const root = path.join(place, 'root');
beforeAll(async () => {
  fs.mkdirSync(path.join(root, 'mine'), { recursive: true });
  fs.mkdirSync(path.join(place, 'elsewhere'));
  fs.writeFileSync(path.join(root, 'mine/a.eml'), mail('a', 'Watched'));
  fs.writeFileSync(path.join(place, 'elsewhere/b.eml'), mail('b', 'Not to be seen'));
  server = await startServer({ capture: { watchedRoots: [root] } });
  ana = server.visitor();
  await ana.ask('POST', '/setup', firstVisitor);
  await ana.ask('POST', '/me/claim', { nobody: true });
  await ana.ask('POST', '/contacts', { name: 'Per', points: [{ kind: 'email', value: 'per@kestrel.example', label: null }] });
});
afterAll(async () => {
  await server.clear();
  fs.rmSync(place, { recursive: true, force: true });
});

const sourceOf = async (id: string) => (await ana.ask('GET', '/capture/sources')).body.items.find((one: { id: string }) => one.id === id);
const isRead = (id: string) => (body: { items: { id: string; state: string }[] }) =>
  ['active', 'needsAttention'].includes(body.items.find((one) => one.id === id)?.state ?? '');

it('the text of uploaded mail lies nowhere on the server once it was read, and reading again says nothing is wrong', async () => {
  const form = new FormData();
  form.append('files', new File([mail('u', 'Qzuploadwordqz')], 'letters.eml'));
  const { status, body } = await ana.ask('POST', '/capture/files', form);
  expect(status).toBe(201);
  await ana.until('/capture/sources', isRead(body.id));
  expect(await sourceOf(body.id)).toMatchObject({ state: 'active', counts: { interactions: 1 } });
  const left = () => filesHolding(server.dataDir, 'Qzuploadwordqz');
  expect(left()).toEqual([]);
  const { lastReadAt } = await sourceOf(body.id);
  await ana.ask('POST', `/capture/sources/${body.id}/read`);
  await ana.until('/capture/sources', ({ items }) =>
    items.some((one: { id: string; lastReadAt: string }) => one.id === body.id && one.lastReadAt !== lastReadAt),
  );
  expect(await sourceOf(body.id)).toMatchObject({ state: 'active', counts: { interactions: 1 } });
});

it('a watched folder that became a link to somewhere else is read no more, nor what links inside of it lead to', async () => {
  const { status, body } = await ana.ask('POST', '/capture/sources', { kind: 'watchedFolder', path: path.join(root, 'mine') });
  expect(status).toBe(201);
  await ana.until('/capture/sources', isRead(body.id));
  const { counts, lastReadAt } = await sourceOf(body.id);
  // a maildir whose folders are links
  fs.mkdirSync(path.join(root, 'mine/box'));
  for (const name of ['cur', 'new']) fs.symlinkSync(path.join(place, 'elsewhere'), path.join(root, 'mine/box', name));
  await ana.ask('POST', `/capture/sources/${body.id}/read`);
  await ana.until('/capture/sources', ({ items }) =>
    items.some((one: { id: string; lastReadAt: string }) => one.id === body.id && one.lastReadAt !== lastReadAt),
  );
  expect((await sourceOf(body.id)).counts).toEqual(counts);
  fs.renameSync(path.join(root, 'mine'), path.join(root, 'was-mine'));
  fs.symlinkSync(path.join(place, 'elsewhere'), path.join(root, 'mine'));
  await ana.ask('POST', `/capture/sources/${body.id}/read`);
  await ana.until('/capture/sources', ({ items }) =>
    items.some((one: { id: string; stateCode: string | null }) => one.id === body.id && one.stateCode !== null),
  );
  const after = await sourceOf(body.id);
  expect([after.state, after.counts]).toEqual(['needsAttention', counts]);
});

it('of a watched folder whose history is wanted from a day on, older messages are neither kept nor counted', async () => {
  fs.mkdirSync(path.join(root, 'years'));
  const old = mail('y1', 'Long ago').replace('2026', '2019');
  fs.writeFileSync(
    path.join(root, 'years/all.mbox'),
    [old, mail('y2', 'Lately')].map((one) => `From per@kestrel.example Mon Nov  2 10:00:00 2026\n${one}\n`).join(''),
  );
  const wanted = { kind: 'watchedFolder', path: path.join(root, 'years'), since: '2024-01-01' };
  const { body } = await ana.ask('POST', '/capture/sources', wanted);
  await ana.until('/capture/sources', isRead(body.id));
  expect(await sourceOf(body.id)).toMatchObject({
    state: 'active',
    counts: { interactions: 1 },
    folders: [{ path: 'all.mbox', onServer: 1, read: 1, unread: 0 }],
  });
});

it('invitations with times that no calendar has keep nobody from the mail beside them', async () => {
  const invitation = (id: string, method: string, lines: readonly string[]) =>
    [
      ...[`Message-ID: <${id}@x.example>`, 'Date: Mon, 2 Nov 2026 10:00:00 +0100', 'From: per@kestrel.example', 'To: ana@example.org'],
      ...['Subject: Pilot', `Content-Type: text/calendar; method=${method}`, '', 'BEGIN:VCALENDAR', `METHOD:${method}`, 'BEGIN:VEVENT'],
      ...[
        `UID:${id}`,
        'ORGANIZER:mailto:per@kestrel.example',
        'ATTENDEE:mailto:ana@example.org',
        ...lines,
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ],
    ].join('\r\n');
  const start = ['DTSTART:20261102T090000Z', 'DTEND:20261102T100000Z'];
  const hostile = [
    invitation('h1', 'CANCEL', ['DTSTAMP:00000101T000000Z', ...start]),
    invitation('h2', 'REQUEST', ['DTSTAMP:00000101T000000Z', ...start]),
    invitation('h3', 'REPLY', ['DTSTAMP:00000101T000000Z', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:per@kestrel.example']),
    invitation('h4', 'CANCEL', ['DTSTAMP:20261101T000000Z', 'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/New_York:99991231T235959']),
    invitation('h5', 'REQUEST', ['DTSTAMP:20261101T000000Z', 'DTSTART:20261102T090000Z', 'DTEND:99991231T235959Z']),
    invitation('h6', 'REQUEST', ['DTSTAMP:20261101T000000Z', 'DTSTART:20261102T090000Z', 'DURATION:PT99999999H']),
  ];
  for (const [n, one] of hostile.entries()) {
    const form = new FormData();
    form.append('files', new File([one], `${n}.eml`));
    form.append('files', new File([mail(`beside ${n}`.replace(' ', '-'), 'Hello')], `beside-${n}.eml`));
    const { body } = await ana.ask('POST', '/capture/files', form);
    await ana.until('/capture/sources', isRead(body.id));
    const { state, counts } = await sourceOf(body.id);
    expect([n, state, counts.interactions >= 1]).toEqual([n, 'active', true]);
  }
});
