import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dovecot, dovecotBinary, startDovecot } from '../../testing/dovecot.ts';
import { testData } from '../../testing/test-data.ts';
import { type Relay, startRelay } from '../testing/relay.ts';
import { connectImap } from './connection.ts';
import type { MailboxError } from './mailbox-error.ts';
import { countFolder } from './reconcile-folder.ts';
import { connectionsTo, Kept, message, password, whyWithout } from './testing/kept-mail.ts';

const shared = testData('mail');

/** Lines end in CRLF on the way, whatever they end in on the disk; a zero byte cannot travel at all, Dovecot sends 80 for it. */
function digest(bytes: Uint8Array): string {
  return createHash('sha256')
    .update(Buffer.from(bytes).toString('latin1').replaceAll(/\r*\n/g, '\n').replaceAll('\0', '\x80'), 'latin1')
    .digest('hex');
}

describe.skipIf(!dovecotBinary)(`a mailbox on a real server${whyWithout}`, () => {
  let dovecot: Dovecot;
  let relay: Relay;
  const { connect, close } = connectionsTo(() => dovecot);

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { reader: password, resumer: password }, tls: true });
    relay = await startRelay(dovecot.port);
  });
  afterAll(async () => {
    await close();
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
    const ports = { tls: dovecot.tlsPort, starttls: dovecot.port };
    for (const security of ['tls', 'starttls'] as const) {
      const account = { host: 'localhost', port: ports[security], security, user: 'reader', auth: { password } };
      const policy = { isAllowedAddress: () => true };
      await expect(connectImap(account, policy)).rejects.toMatchObject({ code: 'tls' });
      const trusting = { ...policy, trustedCertificates: [dovecot.certificate] };
      await expect(connectImap({ ...account, host: '127.0.0.1' }, trusting)).rejects.toMatchObject({ code: 'tls' });
    }
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
      await kept.read(connection, 'INBOX');
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
      await kept.read(anew, 'INBOX', { batches: 2 });
      expect(kept.renumberings).toBe(1);
      await kept.read(anew, 'INBOX');
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
});
