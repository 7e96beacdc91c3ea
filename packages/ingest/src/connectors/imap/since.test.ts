import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dovecot, dovecotBinary, startDovecot } from '../../testing/dovecot.ts';
import type { FolderState } from './folder-state.ts';
import { countFolder } from './reconcile-folder.ts';
import { syncFolder } from './sync-folder.ts';
import { connectionsTo, Kept, message, password, whyWithout } from './testing/kept-mail.ts';
import { waitForNews } from './wait-for-news.ts';

const old = (id: string) => ({ bytes: message(id), receivedAt: new Date('2021-03-04T12:00:00Z') });
const middle = (id: string) => ({ bytes: message(id), receivedAt: new Date('2023-03-04T12:00:00Z') });
const young = (id: string) => ({ bytes: message(id), receivedAt: new Date('2025-03-04T12:00:00Z') });
const ids = (...names: string[]) => names.map((name) => `${name}@example.com`);

describe.skipIf(!dovecotBinary)(`history that is read from a day on${whyWithout}`, () => {
  let dovecot: Dovecot;
  const { connect, close } = connectionsTo(() => dovecot);

  // Days are asked for in one of two ways: by counting seconds back from now (WITHIN), or by comparing dates.
  const capabilities = 'IMAP4rev1 LITERAL+ UIDPLUS ESEARCH SPECIAL-USE NAMESPACE LIST-STATUS IDLE';

  describe.each([
    ['that counts back from now', {}],
    ['that compares dates', { capabilities }],
  ] as const)('on a server %s', (_, options) => {
    beforeAll(async () => {
      dovecot = await startDovecot({ users: { reader: password }, ...options });
    });
    afterAll(async () => {
      await close();
      await dovecot.stop();
    });

    test('brings what came since, counts what came since, and is at its end then', async () => {
      const since = '2022-01-01';
      await dovecot.addMessages('reader', 'INBOX', [young('a'), old('b'), middle('c'), old('d'), young('e')]);
      const connection = await connect('reader');
      const kept = new Kept();
      await kept.read(connection, 'INBOX', { since, batchMessages: 2, batches: 1 });
      expect(kept.ids).toEqual(ids('c', 'e'));
      expect(await countFolder(connection, 'INBOX', kept.state, since)).toEqual({ onServer: 3, read: 2, missing: 1, gone: 0 });
      await kept.read(connection, 'INBOX', { since });
      expect(kept.ids).toEqual(ids('a', 'c', 'e'));
      expect(await countFolder(connection, 'INBOX', kept.state, since)).toEqual({ onServer: 3, read: 3, missing: 0, gone: 0 });
      const again = await Array.fromAsync(syncFolder(connection, 'INBOX', kept.state, { since }));
      expect(again).toEqual([]);
      expect(await waitForNews(connection, 'INBOX', kept.state as FolderState, { timeoutMs: 200 })).toBe('quiet');
    });

    test('is not troubled by old mail that is filed or deleted later', async () => {
      const since = '2022-01-01';
      await dovecot.addMessages('reader', 'Filed', [old('b'), young('a'), old('c')]);
      const connection = await connect('reader');
      const kept = new Kept();
      await kept.read(connection, 'Filed', { since });
      await dovecot.addMessages('reader', 'Filed', [old('d'), young('e')]);
      await dovecot.deleteMessages('reader', 'Filed', [1]);
      expect(await waitForNews(connection, 'Filed', kept.state as FolderState, { timeoutMs: 5_000 })).toBe('news');
      await kept.read(connection, 'Filed', { since });
      expect(kept.ids).toEqual(ids('a', 'e'));
      expect(await countFolder(connection, 'Filed', kept.state, since)).toEqual({ onServer: 2, read: 2, missing: 0, gone: 0 });
      expect(await waitForNews(connection, 'Filed', kept.state as FolderState, { timeoutMs: 200 })).toBe('quiet');
    });

    test('reaches further back, or less far, when another day is chosen', async () => {
      await dovecot.addMessages('reader', 'Moved', [old('a'), middle('b'), young('c')]);
      const connection = await connect('reader');
      const kept = new Kept();
      const reach = async (since: string | undefined) => {
        await kept.read(connection, 'Moved', { since });
        const count = kept.messages.size;
        expect(await countFolder(connection, 'Moved', kept.state, since)).toEqual({ onServer: count, read: count, missing: 0, gone: 0 });
        return kept.ids;
      };
      expect(await reach('2024-01-01')).toEqual(ids('c'));
      expect(await reach('2022-01-01')).toEqual(ids('b', 'c'));
      expect(await reach(undefined)).toEqual(ids('a', 'b', 'c'));
      expect(await reach('2024-01-01')).toEqual(ids('c'));
      expect(await reach('2999-01-01')).toEqual([]);
    });
  });
});
