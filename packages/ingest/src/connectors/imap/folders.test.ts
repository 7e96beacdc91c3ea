import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dovecot, dovecotBinary, startDovecot } from '../../testing/dovecot.ts';
import type { ImapConnection } from './connection.ts';
import { connectImap } from './connection.ts';
import { listFolders } from './folders.ts';
import { connectTo, Kept, message, password, whyWithout } from './testing/kept-mail.ts';

describe.skipIf(!dovecotBinary)(`folders of a real server${whyWithout}`, () => {
  let dovecot: Dovecot;
  const connections: ImapConnection[] = [];
  const connect = async (user: string) => {
    const connection = await connectTo(dovecot, user);
    connections.push(connection);
    return connection;
  };

  beforeAll(async () => {
    dovecot = await startDovecot({
      users: { folders: password },
      folders: {
        Sent: '\\Sent',
        Archive: '\\Archive',
        Trash: '\\Trash',
        'Gesendete Elemente': '',
        Entwürfe: '',
        '[Gmail]/All Mail': '\\All',
      },
    });
  });
  afterAll(async () => {
    await Promise.all(connections.map((connection) => connection.close()));
    await dovecot?.stop();
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

  test('of Gmail the folder of all mail is read alone, for the others are its labels', async () => {
    const folders = { '[Gmail]/Alle Nachrichten': '\\All', '[Gmail]/Gesendet': '\\Sent', '[Gmail]/Papierkorb': '\\Trash', Kunden: '' };
    const dovecot = await startDovecot({ users: { ann: password }, folders, capabilities: 'IMAP4rev1 X-GM-EXT-1 SPECIAL-USE' });
    try {
      const account = { host: 'localhost', port: dovecot.port, security: 'none', user: 'ann', auth: { password } } as const;
      const connection = await connectImap(account, { isAllowedAddress: () => true, allowsPlaintext: true });
      const listed = (await listFolders(connection)).map(({ path: name, leftOut }) => [name, leftOut]);
      expect(Object.fromEntries(listed)).toEqual({
        INBOX: 'repeatsOthers',
        Kunden: 'repeatsOthers',
        '[Gmail]/Alle Nachrichten': undefined,
        '[Gmail]/Gesendet': 'repeatsOthers',
        '[Gmail]/Papierkorb': 'discarded',
      });
      await connection.close();
    } finally {
      await dovecot.stop();
    }
  });
});
