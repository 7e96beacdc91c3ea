import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dovecot, dovecotBinary, startDovecot, type TestMessage } from '../../testing/dovecot.ts';
import { testData } from '../../testing/test-data.ts';
import { connectImap, type ImapConnection } from './connection.ts';
import type { FetchedMessage } from './fetch-messages.ts';
import type { FolderState } from './folder-state.ts';
import { listFolders } from './folders.ts';
import type { MailboxError } from './mailbox-error.ts';
import { countFolder } from './reconcile-folder.ts';
import { type SyncOptions, syncFolder } from './sync-folder.ts';
import { type Relay, startRelay } from './testing/odd-server.ts';
import { descending } from './uid-ranges.ts';
import { waitForNews } from './wait-for-news.ts';

const without = dovecotBinary ? '' : ' (skipped: Dovecot is not installed, apt-get install dovecot-imapd)';
const shared = testData('mail');
const password = 'sesame-7f31';
const users = Object.fromEntries(['reader', 'resumer', 'labels', 'waiter', 'poller', 'folders', 'large'].map((name) => [name, password]));

function message(id: string, text = 'Hello'): string {
  return `Message-ID: <${id}@example.com>\r\nFrom: ann@example.com\r\nTo: bob@example.net\r\nSubject: ${id}\r\n\r\n${text}\r\n`;
}

/** What a store would keep: it forgets what is gone or renumbered, and notices when a message comes twice. */
class Kept {
  state: FolderState | undefined;
  readonly messages = new Map<number, FetchedMessage>();
  readonly order: number[] = [];
  renumberings = 0;

  async read(connection: ImapConnection, folder: string, options: SyncOptions & { batches?: number } = {}): Promise<void> {
    let batches = options.batches ?? Number.POSITIVE_INFINITY;
    for await (const batch of syncFolder(connection, folder, this.state, options)) {
      if (batch.isRenumbered) {
        this.messages.clear();
        this.renumberings++;
      }
      for (const [first, last] of batch.gone)
        for (const uid of this.messages.keys()) if (uid >= first && uid <= last) this.messages.delete(uid);
      for (const one of batch.messages) {
        if (this.messages.has(one.uid)) throw new Error(`message ${one.uid} came twice`);
        this.messages.set(one.uid, one);
        this.order.push(one.uid);
      }
      this.state = JSON.parse(JSON.stringify(batch.state)) as FolderState;
      if (--batches === 0) return;
    }
  }

  get ids(): string[] {
    return [...this.messages.values()].map(idOf).sort();
  }
}

function idOf({ bytes }: FetchedMessage): string {
  return /^Message-ID: <(.*?)>/im.exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? '';
}

/** Lines end in CRLF on the way, whatever they end in on the disk; a zero byte cannot travel at all, Dovecot sends 80 for it. */
function digest(bytes: Uint8Array): string {
  return createHash('sha256')
    .update(Buffer.from(bytes).toString('latin1').replaceAll(/\r*\n/g, '\n').replaceAll('\0', '\x80'), 'latin1')
    .digest('hex');
}

describe.skipIf(!dovecotBinary)(`a mailbox on a real server${without}`, () => {
  let dovecot: Dovecot;
  let relay: Relay;
  const connections: ImapConnection[] = [];
  const connect = async (user: string, port = dovecot.port) => {
    const policy = { isAllowedAddress: () => true, allowsPlaintext: true, trustedCertificates: [dovecot.certificate] };
    const connection = await connectImap({ host: 'localhost', port, security: 'none', user, auth: { password } }, policy);
    connections.push(connection);
    return connection;
  };

  beforeAll(async () => {
    dovecot = await startDovecot({
      users,
      tls: true,
      folders: {
        Sent: '\\Sent',
        Archive: '\\Archive',
        Trash: '\\Trash',
        'Gesendete Elemente': '',
        Entwürfe: '',
        '[Gmail]/All Mail': '\\All',
      },
    });
    relay = await startRelay(dovecot.port);
  });
  afterAll(async () => {
    await Promise.all(connections.map((connection) => connection.close()));
    await relay?.stop();
    await dovecot?.stop();
  });

  test('a password that is wrong is told, over TLS and STARTTLS as well as in clear', async () => {
    const policy = { isAllowedAddress: () => true, allowsPlaintext: true, trustedCertificates: [dovecot.certificate] };
    for (const [security, port] of [
      ['tls', dovecot.tlsPort],
      ['starttls', dovecot.port],
      ['none', dovecot.port],
    ] as const) {
      const account = { host: 'localhost', port, security, user: 'reader' };
      await expect(connectImap({ ...account, auth: { password: 'no' } }, policy)).rejects.toMatchObject({ code: 'wrongPassword' });
      const connection = await connectImap({ ...account, auth: { password } }, policy);
      expect(connection.isOpen).toBe(true);
      await connection.close();
    }
  });

  test('a certificate that nobody vouches for, or of another host, is not accepted', async () => {
    const account = { host: 'localhost', port: dovecot.tlsPort, security: 'tls', user: 'reader', auth: { password } } as const;
    await expect(connectImap(account, { isAllowedAddress: () => true })).rejects.toMatchObject({ code: 'tls' });
    await expect(
      connectImap({ ...account, security: 'starttls', port: dovecot.port }, { isAllowedAddress: () => true }),
    ).rejects.toMatchObject({
      code: 'tls',
    });
  });

  test('folders are known by what the server says and by their names; what was not sent or was thrown away is left out', async () => {
    await dovecot.addMessages('folders', 'Trash/2019', [message('old')]);
    await dovecot.addMessages('folders', 'Kunden', [message('one'), message('two')]);
    const folders = await listFolders(await connect('folders'));
    const shown = folders.map(({ path: name, role, roleFrom, leftOut, messages }) => [name, role, roleFrom, leftOut, messages]);
    expect(shown.sort()).toEqual(
      [
        ['INBOX', 'inbox', 'server', undefined, 0],
        ['Sent', 'sent', 'server', undefined, 0],
        ['Gesendete Elemente', 'sent', 'name', undefined, 0],
        ['Archive', 'archive', 'server', undefined, 0],
        ['[Gmail]/All Mail', 'all', 'server', undefined, 0],
        ['Entwürfe', 'drafts', 'name', 'unsent', 0],
        ['Trash', 'trash', 'server', 'discarded', 0],
        ['Trash/2019', 'trash', 'server', 'discarded', 1],
        ['Kunden', 'other', undefined, undefined, 2],
      ].sort(),
    );
  });

  test('a folder that is not there is told', async () => {
    const kept = new Kept();
    await expect(kept.read(await connect('folders'), 'Nirgends')).rejects.toMatchObject({ code: 'folderGone' });
  });

  describe.skipIf(!shared)(`with the shared mail${shared ? '' : ' (skipped: no test data)'}`, () => {
    const files = shared
      ? readdirSync(shared, { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('.eml'))
          .sort()
          .map((file) => readFileSync(path.join(shared, file)))
      : [];
    const sorted = (digests: Iterable<string>) => [...digests].sort();

    test('all of it is read, newest first, every message once and as it is; the count equals the server’s', async () => {
      await dovecot.addMessages('reader', 'INBOX', files);
      const connection = await connect('reader');
      const kept = new Kept();
      await kept.read(connection, 'INBOX', { wholeBytes: 64 * 2 ** 20 });
      expect(kept.order).toEqual(kept.order.toSorted((a, b) => b - a));
      expect(sorted([...kept.messages.values()].map(({ bytes }) => digest(bytes)))).toEqual(sorted(files.map(digest)));
      expect(await countFolder(connection, 'INBOX', kept.state)).toEqual({
        onServer: files.length,
        read: files.length,
        missing: 0,
        gone: 0,
      });
    });

    test('a connection cut off between batches and inside them goes on where it was; every message once', async () => {
      await dovecot.addMessages('resumer', 'INBOX', files);
      const kept = new Kept();
      await kept.read(await connect('resumer', relay.port), 'INBOX', { batchMessages: 40, batches: 3 });
      relay.cutNow();
      expect(kept.messages.size).toBe(120);
      let cuts = 0;
      let isComplete = false;
      // Each line holds a little longer than the one before: some break while signing in, some between batches, most inside a message.
      for (let bytes = 300; !isComplete; bytes += 60_001) {
        relay.cutAfter(bytes);
        try {
          await kept.read(await connect('resumer', relay.port), 'INBOX', { batchMessages: 20 });
          isComplete = true;
        } catch (error) {
          expect((error as MailboxError).code).toBe('cutOff');
          if (++cuts === 4) await dovecot.addMessages('resumer', 'INBOX', [message('meanwhile')]);
        }
      }
      relay.cutAfter(Number.POSITIVE_INFINITY);
      expect(cuts).toBeGreaterThan(5);
      const connection = await connect('resumer');
      const total = files.length + 1;
      expect(await countFolder(connection, 'INBOX', kept.state)).toEqual({ onServer: total, read: total, missing: 0, gone: 0 });
      expect(kept.messages.size).toBe(total);
    });

    test('deleted messages go, new ones come, and numbers given anew void the old ones', async () => {
      const connection = await connect('reader');
      const kept = new Kept();
      await kept.read(connection, 'INBOX', { wholeBytes: 1 });
      await dovecot.deleteMessages('reader', 'INBOX', [1, 2, 3, 500, files.length]);
      await dovecot.addMessages('reader', 'INBOX', [message('late')]);
      expect(await countFolder(connection, 'INBOX', kept.state)).toMatchObject({ missing: 1, gone: 5 });
      await kept.read(connection, 'INBOX');
      expect(kept.messages.size).toBe(files.length - 4);
      expect([1, 2, 3, 500, files.length].filter((uid) => kept.messages.has(uid))).toEqual([]);
      expect(kept.ids).toContain('late@example.com');
      await connection.close();

      const before = kept.ids;
      await dovecot.renumber('reader', 'INBOX');
      const anew = await connect('reader');
      expect(await countFolder(anew, 'INBOX', kept.state)).toMatchObject({ missing: files.length - 4 });
      await kept.read(anew, 'INBOX', { wholeBytes: 1, batches: 2 });
      expect(kept.renumberings).toBe(1);
      await kept.read(anew, 'INBOX', { wholeBytes: 1 });
      expect(kept.renumberings).toBe(1);
      expect(kept.ids.length).toBe(before.length);
      expect(await countFolder(anew, 'INBOX', kept.state)).toMatchObject({
        onServer: files.length - 4,
        read: files.length - 4,
        missing: 0,
        gone: 0,
      });
    });
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

  test('new mail is heard of while waiting, and so are deletions', async () => {
    await dovecot.addMessages('waiter', 'INBOX', [message('first')]);
    const connection = await connect('waiter');
    expect(connection.canIdle).toBe(true);
    const kept = new Kept();
    await kept.read(connection, 'INBOX');
    const wait = (timeoutMs: number, signal?: AbortSignal) =>
      waitForNews(connection, 'INBOX', kept.state as FolderState, { timeoutMs, ...(signal && { signal }) });

    expect(await wait(300)).toBe('quiet');
    const began = performance.now();
    const waiting = wait(20_000);
    setTimeout(() => void dovecot.addMessages('waiter', 'INBOX', [message('second')]), 300);
    expect(await waiting).toBe('news');
    expect(performance.now() - began).toBeLessThan(5_000);
    await kept.read(connection, 'INBOX');
    expect(kept.ids).toEqual(['first@example.com', 'second@example.com']);

    const [uid = 0] = kept.messages.keys();
    setTimeout(() => void dovecot.deleteMessages('waiter', 'INBOX', [uid]), 300);
    expect(await wait(20_000)).toBe('news');
    await kept.read(connection, 'INBOX');
    expect(kept.ids).toEqual(['second@example.com']);

    await dovecot.addMessages('waiter', 'INBOX', [message('before waiting')]);
    expect(await wait(20_000)).toBe('news');
    await kept.read(connection, 'INBOX');

    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    expect(await wait(20_000, stop.signal)).toBe('quiet');
    expect(await countFolder(connection, 'INBOX', kept.state)).toMatchObject({ missing: 0, gone: 0 });
  });

  test('a connection that breaks while waiting is told', async () => {
    const connection = await connect('waiter', relay.port);
    const kept = new Kept();
    await kept.read(connection, 'INBOX');
    setTimeout(() => relay.cutNow(), 300);
    await expect(waitForNews(connection, 'INBOX', kept.state as FolderState, { timeoutMs: 20_000 })).rejects.toMatchObject({
      code: 'cutOff',
    });
  });
});

describe.skipIf(!dovecotBinary)(`a server that can do little${without}`, () => {
  test('is asked for news, and searched without extensions', async () => {
    const dovecot = await startDovecot({ users: { poller: password }, capabilities: 'IMAP4rev1' });
    try {
      await dovecot.addMessages('poller', 'INBOX', [message('first'), message('second'), message('third')]);
      const account = { host: 'localhost', port: dovecot.port, security: 'none', user: 'poller', auth: { password } } as const;
      const connection = await connectImap(account, { isAllowedAddress: () => true, allowsPlaintext: true });
      expect(connection.canIdle).toBe(false);
      const [inbox] = await listFolders(connection);
      expect(inbox).toMatchObject({ path: 'INBOX', messages: 3 });
      const kept = new Kept();
      await kept.read(connection, 'INBOX');
      setTimeout(() => void dovecot.addMessages('poller', 'INBOX', [message('fourth')]), 200);
      expect(await waitForNews(connection, 'INBOX', kept.state as FolderState, { timeoutMs: 10_000, pollMs: 100 })).toBe('news');
      await dovecot.deleteMessages('poller', 'INBOX', [2]);
      await kept.read(connection, 'INBOX');
      expect(kept.ids).toEqual(['first@example.com', 'fourth@example.com', 'third@example.com']);
      expect([...descending(kept.state?.done ?? [])]).toEqual([4, 3, 2, 1]);
      await connection.close();
    } finally {
      await dovecot.stop();
    }
  });
});
