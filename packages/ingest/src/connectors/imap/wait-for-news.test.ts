import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dovecot, dovecotBinary, startDovecot } from '../../testing/dovecot.ts';
import { type Relay, startRelay } from '../testing/relay.ts';
import { connectImap } from './connection.ts';
import type { FolderState } from './folder-state.ts';
import { listFolders } from './folders.ts';
import { countFolder } from './reconcile-folder.ts';
import { connectionsTo, Kept, message, password, whyWithout } from './testing/kept-mail.ts';
import { descending } from './uid-ranges.ts';
import { waitForNews } from './wait-for-news.ts';

describe.skipIf(!dovecotBinary)(`waiting for mail${whyWithout}`, () => {
  let dovecot: Dovecot;
  let relay: Relay;
  const { connect, close } = connectionsTo(() => dovecot);

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { waiter: password } });
    relay = await startRelay(dovecot.port);
  });
  afterAll(async () => {
    await close();
    await relay?.stop();
    await dovecot?.stop();
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

  test('a server that can do little is asked for news, and searched without extensions', async () => {
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
