import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dovecot, dovecotBinary, startDovecot, type TestMessage } from '../../testing/dovecot.ts';
import { type Relay, startRelay } from '../testing/relay.ts';
import { askedAgain, hasNews } from './folder-state.ts';
import { listFolders } from './folders.ts';
import { countFolder } from './reconcile-folder.ts';
import { syncFolder } from './sync-folder.ts';
import { connectionsTo, idOf, Kept, message, password, whyWithout } from './testing/kept-mail.ts';

describe.skipIf(!dovecotBinary)(`reading a folder of a real server${whyWithout}`, () => {
  let dovecot: Dovecot;
  let relay: Relay;
  const { connect, close } = connectionsTo(() => dovecot);

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { large: password, labels: password, folders: password } });
    relay = await startRelay(dovecot.port);
  });
  afterAll(async () => {
    await close();
    await relay?.stop();
    await dovecot?.stop();
  });

  test('reading leaves no trace: what was unseen stays unseen', async () => {
    await dovecot.addMessages('large', 'Kunden', [message('unseen')]);
    const connection = await connect('large');
    for (let round = 0; round < 2; round++) {
      const kept = new Kept();
      await kept.read(connection, 'Kunden');
      expect([...kept.messages.values()].map(({ flags }) => flags.filter((flag) => flag !== '\\Recent'))).toEqual([[]]);
    }
  });

  test('of a large message the beginning is read; what it weighs and when it came is known', async () => {
    const receivedAt = new Date('2024-02-03T04:05:06.000Z');
    const large: TestMessage = { bytes: message('large', 'x'.repeat(78).concat('\r\n').repeat(40_000)), receivedAt };
    await dovecot.addMessages('large', 'INBOX', [message('small'), large]);
    const kept = new Kept();
    await kept.read(await connect('large'), 'INBOX');
    const [first, second] = [...kept.messages.values()];
    expect(first).toMatchObject({ isCut: true, internalDate: receivedAt.toISOString() });
    expect(first?.bytes.length).toBe(2 ** 18);
    expect(first?.size).toBe(String((large as { bytes: string }).bytes).length);
    expect(first && idOf(first)).toBe('large@example.com');
    expect(second).toMatchObject({ isCut: false });
  });

  test('of a large message in parts the texts and the invitation are read, and that it has attachments, but not these', async () => {
    const attachment = 'QUJD'.repeat(19).concat('\r\n').repeat(30_000);
    const part = (head: string, body: string) => `${head}\r\n\r\n${body}\r\n`;
    const alternatives = [part('Content-Type: text/plain', 'The words.'), part('Content-Type: text/html', '<p>The words.</p>')];
    const parts = [
      part('Content-Type: application/pdf; name="offer.pdf"\r\nContent-Transfer-Encoding: base64', attachment),
      part('Content-Type: multipart/alternative; boundary=inner', `--inner\r\n${alternatives.join('--inner\r\n')}--inner--`),
      part('Content-Type: text/calendar; method=REQUEST', 'BEGIN:VCALENDAR'),
      part('Content-Type: text/plain\r\nContent-Disposition: attachment; filename=log.txt', 'A line of a log.'),
    ];
    const head = 'Message-ID: <parts@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary="outer ="';
    await dovecot.addMessages('large', 'Parts', [`${head}\r\n\r\nPreamble\r\n--outer =\r\n${parts.join('--outer =\r\n')}--outer =--\r\n`]);
    const kept = new Kept();
    await kept.read(await connect('large'), 'Parts');
    const [read] = [...kept.messages.values()];
    expect(read).toMatchObject({ isCut: true });
    expect(read?.size).toBeGreaterThan(2_000_000);
    const parsed = await PostalMime.parse(Buffer.from(read?.bytes ?? []));
    expect(parsed).toMatchObject({ messageId: '<parts@example.com>', text: 'The words.\n', html: '<p>The words.</p>\n' });
    expect(parsed.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      ['offer.pdf', 'application/pdf'],
      [null, 'text/calendar'],
      ['log.txt', 'text/plain'],
    ]);
    const text = Buffer.from(read?.bytes ?? []).toString();
    expect(text).toContain('BEGIN:VCALENDAR');
    expect(text).not.toMatch(/QUJD|A line of a log/);
  });

  test('a message that makes the connection break every time is set aside; all others are read, and it is counted as missing', async () => {
    await dovecot.addMessages('labels', 'Gift', [
      ...['a', 'b', 'c', 'd'].map((id) => message(id)),
      message('poison', 'arsenic'),
      message('e'),
    ]);
    relay.cutAt('arsenic');
    const kept = new Kept();
    let failures = 0;
    for (let attempt = 0; attempt < 12; attempt++) {
      const before = JSON.stringify(kept.state);
      try {
        await kept.read(await connect('labels', relay.port), 'Gift', { failures });
      } catch {
        failures = JSON.stringify(kept.state) === before ? failures + 1 : 1;
        continue;
      }
      break;
    }
    relay.cutAt('');
    expect(kept.ids).toEqual(['a', 'b', 'c', 'd', 'e'].map((id) => `${id}@example.com`));
    const connection = await connect('labels');
    expect(await countFolder(connection, 'Gift', kept.state)).toEqual({ onServer: 6, read: 5, missing: 1, gone: 0 });
    const [gift] = (await listFolders(connection)).filter(({ path: name }) => name === 'Gift');
    expect(hasNews(gift ?? {}, kept.state)).toBe(false);
    await kept.read(connection, 'Gift');
    expect(kept.ids).toContain('poison@example.com');
    expect(await countFolder(connection, 'Gift', kept.state)).toEqual({ onServer: 6, read: 6, missing: 0, gone: 0 });
  });

  test('a batch holds no more bytes than it may', async () => {
    const text = 'y'.repeat(78).concat('\r\n').repeat(1_000);
    await dovecot.addMessages(
      'large',
      'Archive',
      Array.from({ length: 12 }, (_, i) => message(`heavy-${i}`, text)),
    );
    const sizes: number[] = [];
    for await (const batch of syncFolder(await connect('large'), 'Archive', undefined, { batchBytes: 200_000 })) {
      sizes.push(batch.messages.reduce((sum, { bytes }) => sum + bytes.length, 0));
    }
    expect(sizes.length).toBe(6);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(200_000);
  });

  test('reading stops after a batch when it is told to, and goes on from there', async () => {
    await dovecot.addMessages(
      'folders',
      'Viele',
      Array.from({ length: 25 }, (_, i) => message(`many-${i}`)),
    );
    const connection = await connect('folders');
    const stop = new AbortController();
    const kept = new Kept();
    setTimeout(() => stop.abort());
    stop.abort();
    await kept.read(connection, 'Viele', { signal: stop.signal, batchMessages: 10 });
    expect(kept.messages.size).toBe(0);
    await kept.read(connection, 'Viele', { batchMessages: 10, batches: 1 });
    expect(kept.messages.size).toBe(10);
    expect(await countFolder(connection, 'Viele', kept.state)).toEqual({ onServer: 25, read: 10, missing: 15, gone: 0 });
    await kept.read(connection, 'Viele', { batchMessages: 10 });
    expect(kept.messages.size).toBe(25);
  });

  test('the same message under two labels can be told to be the same', async () => {
    await dovecot.addMessages('labels', 'INBOX', [message('a'), message('b')]);
    await dovecot.addMessages('labels', '[Gmail]/All Mail', [message('c'), message('b'), message('a')]);
    const connection = await connect('labels');
    const [inbox, all] = [new Kept(), new Kept()];
    await inbox.read(connection, 'INBOX');
    await all.read(connection, '[Gmail]/All Mail');
    expect(inbox.ids).toEqual(['a@example.com', 'b@example.com']);
    expect(all.ids).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
  });

  const happening = fc.oneof(
    fc.record({ arrive: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ leave: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 4 }) }),
    fc.record({
      read: fc.integer({ min: 1, max: 4 }),
      batchMessages: fc.integer({ min: 1, max: 3 }),
      failures: fc.constantFrom(0, 0, 3, 4),
    }),
    fc.record({ forget: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 3 }) }),
    fc.constant({ renumber: true }),
  );

  test('whatever comes and goes between readings that end anywhere, in the end every message is there once', async () => {
    let run = 0;
    let sent = 0;
    const stories = fc.asyncProperty(fc.array(happening, { minLength: 6, maxLength: 14 }), async (story) => {
      const folder = `Story ${++run}`;
      let connection = await connect('folders');
      const kept = new Kept();
      await dovecot.addMessages('folders', folder, [message(`sent-${++sent}`)]);
      const onServer = new Kept();
      const look = async () => {
        onServer.messages.clear();
        onServer.state = undefined;
        await onServer.read(connection, folder);
        return [...onServer.messages.keys()];
      };
      for (const next of story) {
        if ('arrive' in next)
          await dovecot.addMessages(
            'folders',
            folder,
            Array.from({ length: next.arrive }, () => message(`sent-${++sent}`)),
          );
        if ('read' in next) await kept.read(connection, folder, { ...next, batches: next.read });
        if ('leave' in next) {
          const uids = await look();
          const leaving = next.leave.flatMap((index) => uids[index] ?? []);
          if (leaving.length > 0) await dovecot.deleteMessages('folders', folder, leaving);
        }
        if ('forget' in next && kept.state) {
          const uids = [...kept.messages.keys()];
          const forgotten = next.forget.flatMap((index) => uids[index] ?? []);
          kept.state = askedAgain(kept.state, forgotten);
          for (const uid of forgotten) kept.messages.delete(uid);
        }
        if ('renumber' in next) {
          await connection.close();
          await dovecot.renumber('folders', folder);
          connection = await connect('folders');
        }
      }
      await kept.read(connection, folder);
      await look();
      expect(kept.ids).toEqual(onServer.ids);
      const count = kept.messages.size;
      expect(await countFolder(connection, folder, kept.state)).toEqual({ onServer: count, read: count, missing: 0, gone: 0 });
      await connection.close();
    });
    await fc.assert(stories, { numRuns: 12, seed: 4 });
  });

  test('two folders read in turns on one connection do not mix', async () => {
    const connection = await connect('labels');
    const [inbox, all] = [
      syncFolder(connection, 'INBOX', undefined, { batchMessages: 1 }),
      syncFolder(connection, '[Gmail]/All Mail', undefined, { batchMessages: 1 }),
    ];
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      for (const folder of [inbox, all]) {
        const { value } = await folder.next();
        if (value) ids.push(...value.messages.map(idOf));
      }
    }
    expect(ids.sort()).toEqual(['a', 'a', 'b', 'b', 'c'].map((id) => `${id}@example.com`));
  });
});
