import { type Dovecot, dovecotBinary, startDovecot } from '@windshield/ingest/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstVisitor, startServer, type Visitor } from '../testing/server.ts';

const password = 'app-password-of-ana';
const user = 'ana';
const mail = (id: string, from: string, to: string, subject: string, text = 'Good morning, shall we meet on Thursday?') =>
  [
    `Message-ID: <${id}@x.example>`,
    `Date: ${new Date(Date.now() - 86_400_000).toUTCString()}`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    '',
    text,
    '',
  ].join('\r\n');
const me = 'ana@example.org';

describe.skipIf(!dovecotBinary)('a mailbox (needs Dovecot: apt-get install dovecot-imapd)', () => {
  let dovecot: Dovecot;
  let server: Awaited<ReturnType<typeof startServer>>;
  let ana: Visitor;
  let sourceId: string;

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [user]: password, archive: password } });
    await dovecot.addMessages(user, 'INBOX', [
      mail('1', 'Per Lind <per@kestrel.example>', me, 'Pilot'),
      mail('2', 'News <news@shop.example>', me, 'Offers').replace('Subject:', 'List-Unsubscribe: <https://shop.example/u>\r\nSubject:'),
      mail('3', 'Lea <lea@unknown.example>', me, 'Hello'),
    ]);
    server = await startServer({ capture: { privateNetworks: ['127.0.0.1'] } });
    ana = server.visitor();
    await ana.ask('POST', '/setup', firstVisitor);
    await ana.ask('POST', '/me/claim', { nobody: true });
    await ana.ask('POST', '/accounts', { name: 'Kestrel', domain: 'kestrel.example' });
    await ana.ask('POST', '/contacts', { name: 'Per Lind', points: [{ kind: 'email', value: 'per@kestrel.example', label: null }] });
  });
  afterAll(async () => {
    await server.clear();
    await dovecot.stop();
  });

  const connect = (over: object = {}) =>
    ana.ask('POST', '/capture/sources', {
      ...{ kind: 'imap', address: me, host: '127.0.0.1', port: dovecot.port, security: 'none', userName: user, password },
      ...over,
    });
  const settled = (body: { items: { id: string; state: string; lastReadAt: string | null }[] }) =>
    body.items.find(({ id }) => id === sourceId)?.state === 'active';

  it('that refuses the password is not kept, and the field to look at is named', async () => {
    const { status, body } = await connect({ password: 'wrong' });
    expect([status, body.fields[0].field]).toEqual([422, 'password']);
    expect(body.fields[0].message).toContain('app password');
    expect(JSON.stringify(body)).not.toContain('wrong"');
    expect((await ana.ask('GET', '/capture/sources')).body.items).toEqual([]);
  });

  it('on a private network is refused unless the operator allowed it', async () => {
    const { status, body } = await connect({ host: '10.0.0.1' });
    expect([status, body.fields[0].field]).toEqual([422, 'host']);
  });

  it('fills the timeline by itself, and says what it read and left out', async () => {
    const { status, body } = await connect();
    expect(status).toBe(201);
    sourceId = body.id;
    expect(JSON.stringify(body)).not.toContain(password);
    const { items } = await ana.until('/capture/sources', settled);
    expect(items[0]).toMatchObject({
      counts: { interactions: 1, waiting: 1, leftOut: 1, unread: 0 },
      folders: [{ path: 'INBOX', role: 'inbox', onServer: 3, read: 3 }],
      settings: { host: '127.0.0.1', authentication: 'password' },
    });
    const per = (await ana.ask('GET', '/contacts?q=Per')).body.items[0];
    const { body: timeline } = await ana.ask('GET', `/timeline/contacts/${per.id}`);
    const [entry] = timeline.items.filter(({ kind }: { kind: string }) => kind === 'interaction');
    expect(entry.interaction).toMatchObject({ type: 'mail', direction: 'in', subject: 'Pilot' });
  });

  it('holds unknown people back until somebody says who they are', async () => {
    const { body } = await ana.ask('GET', '/capture/unknown-people');
    expect(body).toMatchObject({
      total: 1,
      items: [{ address: 'lea@unknown.example', name: 'Lea', messages: 1, fromThem: 1, subjects: ['Hello'] }],
    });
    const decided = await ana.ask('POST', '/capture/unknown-people/decide', {
      action: 'create',
      address: 'lea@unknown.example',
      name: 'Lea Lind',
    });
    expect(decided).toMatchObject({ status: 201, body: { interactions: 1, contact: { name: 'Lea Lind' } } });
    const { items } = (await ana.ask('GET', `/timeline/contacts/${decided.body.contact.id}`)).body;
    expect(items.find(({ kind }: { kind: string }) => kind === 'interaction').interaction.subject).toBe('Hello');
  });

  it('reads what is new', async () => {
    await dovecot.addMessages(user, 'INBOX', [mail('4', 'Per Lind <per@kestrel.example>', me, 'Re: Pilot')]);
    await ana.ask('POST', `/capture/sources/${sourceId}/read`);
    await ana.until('/capture/sources', (body) => body.items[0].counts.interactions === 3);
  });

  it('brings the meetings of invitations, once, and follows the answer in what was sent', async () => {
    const stamp = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().replace(/[-:]|\.\d+/g, '');
    const starts = stamp(3);
    const calendar = (method: string, ...lines: string[]) =>
      [
        ...['BEGIN:VCALENDAR', 'VERSION:2.0', `METHOD:${method}`, 'BEGIN:VEVENT', 'UID:pilot', `DTSTAMP:${stamp(0)}`, `DTSTART:${starts}`],
        ...[
          'DURATION:PT45M',
          'SUMMARY:Walk through the pilot',
          'ORGANIZER:mailto:per@kestrel.example',
          ...lines,
          'END:VEVENT',
          'END:VCALENDAR',
        ],
      ].join('\r\n');
    const invitation = (id: string, from: string, to: string, method: string, ...lines: string[]) =>
      mail(id, from, to, 'Pilot', calendar(method, ...lines)).replace(
        'Subject:',
        `Content-Type: text/calendar; method=${method}\r\nSubject:`,
      );
    await dovecot.addMessages(user, 'INBOX', [invitation('5', 'Per Lind <per@kestrel.example>', me, 'REQUEST', `ATTENDEE:mailto:${me}`)]);
    const plans = async () => {
      const { items } = (await ana.ask('GET', '/interactions?type=meeting')).body as {
        items: { state: string; durationMinutes: number; subject: string }[];
      };
      return items.map(({ state, durationMinutes, subject }) => `${state} ${durationMinutes} ${subject}`);
    };
    const read = (messages: number) =>
      ana
        .ask('POST', `/capture/sources/${sourceId}/read`)
        .then(() =>
          ana.until(
            '/capture/sources',
            ({ items }) =>
              items[0].state === 'active' && items[0].folders.find(({ path }: { path: string }) => path === 'INBOX').read === messages,
          ),
        );
    await read(5);
    expect(await plans()).toEqual(['planned 45 Walk through the pilot']);
    await dovecot.addMessages(user, 'INBOX', [
      invitation('6', me, 'per@kestrel.example', 'REPLY', `ATTENDEE;PARTSTAT=DECLINED:mailto:${me}`),
    ]);
    await read(6);
    expect(await plans()).toEqual(['cancelled 45 Walk through the pilot']);
    const { items } = (await ana.ask('GET', '/capture/sources')).body;
    expect(items[0].folders.find(({ role }: { role: string }) => role === 'invitations')).toMatchObject({ read: 1, onServer: null });
  });

  it('is gone with its password when removed, and takes what it brought along if asked', async () => {
    const { status } = await ana.ask('DELETE', `/capture/sources/${sourceId}?interactions=remove`);
    expect(status).toBe(204);
    expect((await ana.ask('GET', '/capture/sources')).body.items).toEqual([]);
    expect((await ana.ask('GET', '/interactions')).body.items).toEqual([]);
  });

  it('whose history is wanted from a day on is complete once that is read, and tells since when', async () => {
    const old = { bytes: mail('10', 'Per Lind <per@kestrel.example>', me, 'Long ago'), receivedAt: new Date('2021-05-06T12:00:00Z') };
    await dovecot.addMessages('archive', 'INBOX', [old, mail('11', 'Per Lind <per@kestrel.example>', me, 'Lately')]);
    await dovecot.addMessages('archive', 'Filed', [{ ...old, bytes: mail('12', 'Per Lind <per@kestrel.example>', me, 'Older') }]);
    const { status, body } = await connect({ userName: 'archive', since: '2024-01-01' });
    expect(status).toBe(201);
    sourceId = body.id;
    const { items } = await ana.until('/capture/sources', settled);
    expect(items[0]).toMatchObject({ counts: { interactions: 1 }, settings: { since: '2024-01-01' } });
    expect(items[0].folders).toMatchObject([
      { path: 'Filed', onServer: 0, read: 0 },
      { path: 'INBOX', onServer: 1, read: 1 },
    ]);
    const [seen] = (await ana.ask('GET', '/capture/seen')).body.channels;
    expect(seen).toMatchObject({ channel: 'mail', isCovered: true, since: expect.stringMatching(/^202/) });
    await ana.ask('POST', `/capture/sources/${sourceId}/read`);
    await ana.until('/capture/sources', (now) => settled(now) && now.items[0].lastReadAt !== items[0].lastReadAt);
  });
});
