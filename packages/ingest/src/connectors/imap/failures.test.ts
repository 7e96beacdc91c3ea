import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { type OddServer, startOddServer } from '../testing/odd-server.ts';
import type { ImapAccount, ImapPolicy } from './account.ts';
import { connectImap } from './connection.ts';
import { listFolders } from './folders.ts';
import type { MailboxError } from './mailbox-error.ts';
import { syncFolder } from './sync-folder.ts';
import { signedIn } from './testing/signed-in.ts';

const password = 'sesame-7f31';
const quick: ImapPolicy = {
  isAllowedAddress: () => true,
  allowsPlaintext: true,
  timeouts: { connectMs: 500, greetingMs: 300, silenceMs: 300, commandMs: 600 },
};
let server: OddServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

function account(over: Partial<ImapAccount> = {}): ImapAccount {
  return { host: '127.0.0.1', port: server?.port ?? 1, security: 'none', user: 'ann@secret.example', auth: { password }, ...over };
}

async function failure(attempt: Promise<unknown>): Promise<MailboxError> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'MailboxError' });
  const shown = inspect(error, { depth: 20, showHidden: true });
  for (const secret of [password, Buffer.from(password).toString('base64'), 'secret.example', 'private words'])
    expect(shown).not.toContain(secret);
  expect(error).not.toHaveProperty('cause');
  return error as MailboxError;
}

async function readAll(folder: string, over: Partial<ImapAccount> = {}): Promise<void> {
  const connection = await connectImap(account(over), quick);
  try {
    for await (const _ of syncFolder(connection, folder, undefined));
  } finally {
    await connection.close();
  }
}

describe('a mail server that cannot be used gets an error that says what to do, and holds nothing private', () => {
  test('nobody listens there', async () => {
    const error = await failure(connectImap(account({ port: 1 }), quick));
    expect(error).toMatchObject({ code: 'unreachable', isTemporary: true });
  });

  test('the host does not exist', async () => {
    const error = await failure(connectImap(account({ host: 'nowhere.invalid' }), quick));
    expect(error.code).toBe('unreachable');
  });

  test('it never greets', async () => {
    server = await startOddServer(() => {});
    expect((await failure(connectImap(account(), quick))).code).toBe('hangs');
  });

  test('it greets and then says nothing', async () => {
    server = await startOddServer((socket) => socket.write('* OK ready\r\n'));
    expect(await failure(connectImap(account(), quick))).toMatchObject({ code: 'hangs', isTemporary: true });
  });

  test('it drips one byte after the other for ever', async () => {
    server = await startOddServer((socket) => {
      socket.write('* OK ready\r\n');
      const drip = setInterval(() => socket.write('x'), 50);
      socket.on('close', () => clearInterval(drip));
    });
    const short = { ...quick, timeouts: { ...quick.timeouts, commandMs: 200 } };
    expect((await failure(connectImap(account(), short))).code).toBe('hangs');
  });

  test('it is a web server', async () => {
    server = await startOddServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 13\r\n\r\nprivate words'));
    expect(await failure(connectImap(account(), quick))).toMatchObject({ code: 'notAMailServer' });
  });

  test('it sends mail instead of keeping it', async () => {
    server = await startOddServer((socket) => socket.write('220 mail.secret.example ESMTP\r\n'));
    expect((await failure(connectImap(account(), quick))).code).toBe('notAMailServer');
  });

  test('it does not speak TLS at this port', async () => {
    server = await startOddServer((socket) => socket.write('* OK ready\r\n'));
    expect((await failure(connectImap(account({ security: 'tls' }), quick))).code).toBe('tls');
  });

  test('it offers no STARTTLS, so no password is sent', async () => {
    let heard = '';
    server = await startOddServer((socket) => {
      signedIn(() => undefined)(socket);
      socket.on('data', (chunk) => {
        heard += chunk;
      });
    });
    expect((await failure(connectImap(account({ security: 'starttls' }), quick))).code).toBe('tls');
    expect(heard).not.toMatch(/LOGIN|AUTHENTICATE/i);
  });

  test('it has too many connections already', async () => {
    server = await startOddServer((socket) => socket.end('* BYE Too many connections from private words\r\n'));
    expect(await failure(connectImap(account(), quick))).toMatchObject({ code: 'tooManyConnections', isTemporary: true });
  });

  test('it refuses the password with private words', async () => {
    server = await startOddServer((socket) => {
      let signingIn = '';
      socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n');
      socket.on('data', (chunk) => {
        const [tag = '', command = ''] = chunk.toString().split(' ');
        if (command.startsWith('AUTHENTICATE')) {
          signingIn = tag;
          socket.write('+ \r\n');
        } else if (signingIn) socket.write(`${signingIn} NO [AUTHENTICATIONFAILED] private words ${password}\r\n`);
        else socket.write(`* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${tag} OK done\r\n`);
      });
    });
    expect(await failure(connectImap(account(), quick))).toMatchObject({ code: 'wrongPassword', isTemporary: false });
  });

  test.each([
    ['a token that has expired', 'AUTH=XOAUTH2', 'tokenExpired'],
    ['a token where only passwords are taken', 'AUTH=PLAIN', 'signInRefused'],
  ])('it refuses %s', async (_, mechanism, code) => {
    server = await startOddServer((socket) => {
      let signingIn = '';
      socket.write(`* OK [CAPABILITY IMAP4rev1 SASL-IR ${mechanism}] ready\r\n`);
      socket.on('data', (chunk) => {
        const [tag = '', command = ''] = chunk.toString().split(' ');
        if (command.startsWith('AUTHENTICATE')) {
          signingIn = tag;
          socket.write(`+ ${Buffer.from('{"status":"400","scope":"private words"}').toString('base64')}\r\n`);
        } else if (signingIn) socket.write(`${signingIn} NO [AUTHENTICATIONFAILED] private words\r\n`);
        else socket.write(`* CAPABILITY IMAP4rev1 SASL-IR ${mechanism}\r\n${tag} OK done\r\n`);
      });
    });
    const error = await failure(connectImap(account({ auth: { accessToken: password } }), quick));
    expect(error).toMatchObject({ code, isTemporary: false });
  });

  test('it breaks off inside a message', async () => {
    server = await startOddServer(
      signedIn((tag, command, socket) => {
        if (/^EXAMINE/.test(command)) return `* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 2] x\r\n${tag} OK [READ-ONLY] done\r\n`;
        if (/SEARCH/.test(command)) return `* SEARCH 1\r\n${tag} OK done\r\n`;
        if (!/BODY/.test(command)) return `* 1 FETCH (UID 1 RFC822.SIZE 5000)\r\n${tag} OK done\r\n`;
        socket.end('* 1 FETCH (UID 1 BODY[] {5000}\r\nSubject: private words');
        return undefined;
      }),
    );
    expect(await failure(readAll('INBOX'))).toMatchObject({ code: 'cutOff', isTemporary: true });
  });

  test('it announces a message of four gigabytes', async () => {
    server = await startOddServer(
      signedIn((tag, command) => {
        if (/^EXAMINE/.test(command)) return `* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 2] x\r\n${tag} OK [READ-ONLY] done\r\n`;
        if (/SEARCH/.test(command)) return `* SEARCH 1\r\n${tag} OK done\r\n`;
        return '* 1 FETCH (UID 1 BODY[] {4294967000}\r\n';
      }),
    );
    expect((await failure(readAll('INBOX'))).code).toBe('serverFault');
  });

  test('it claims to have every number there is', async () => {
    server = await startOddServer(
      signedIn((tag, command) => {
        if (/^EXAMINE/.test(command))
          return `* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 4294967295] x\r\n${tag} OK [READ-ONLY] done\r\n`;
        if (/SEARCH/.test(command)) return `* ESEARCH (TAG "${tag}") UID ALL 1:4294967294\r\n${tag} OK done\r\n`;
        return `${tag} OK done\r\n`;
      }, 'IMAP4rev1 ESEARCH'),
    );
    expect((await failure(readAll('INBOX'))).code).toBe('serverFault');
  });

  test('a folder that is not there', async () => {
    server = await startOddServer(
      signedIn((tag, command) => (/^EXAMINE/.test(command) ? `${tag} NO [NONEXISTENT] no private words\r\n` : `${tag} OK done\r\n`)),
    );
    expect((await failure(readAll('private words'))).code).toBe('folderGone');
  });

  test('it keeps its counts to itself: folders are listed without', async () => {
    server = await startOddServer(signedIn((tag) => `${tag} NO private words\r\n`));
    const connection = await connectImap(account(), quick);
    const folders = await listFolders(connection);
    expect(folders.map(({ path, role, messages }) => ({ path, role, messages }))).toEqual([
      { path: 'INBOX', role: 'inbox', messages: undefined },
    ]);
    await connection.close();
  });
});

describe('what the operator forbids is not done', () => {
  test('a password is not sent in clear', async () => {
    const { allowsPlaintext: _, ...strict } = quick;
    expect((await failure(connectImap(account(), strict))).code).toBe('unencrypted');
  });

  test.each(['127.0.0.1', 'localhost', '10.1.2.3', '169.254.169.254', '::1', '::ffff:127.0.0.1', '0.0.0.0', '127.1', '2130706433'])(
    'a mail server at %s is inside and is not connected to',
    async (host) => {
      let isReached = false;
      server = await startOddServer(() => {
        isReached = true;
      });
      const { isAllowedAddress: _, ...strict } = quick;
      expect((await failure(connectImap(account({ host }), strict))).code).toBe('addressRefused');
      expect(isReached).toBe(false);
    },
  );
});
