import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dovecotBinary, startDovecot } from '@windshield/ingest/testing';
import { expect, it } from 'vitest';
import { firstVisitor, Visitor } from '../testing/server.ts';
import { filesHolding } from './testing/files-holding.ts';

// Letters alone, so that no encoding on the way hides them.
const password = 'Qzmailboxsecretqz';
const words = 'Qzbodywordsqz';
const address = 'ana@example.org';

const mail = (id: string, from: string, text: string) =>
  [
    `Message-ID: <${id}@x.example>`,
    `Date: ${new Date(Date.now() - 3_600_000).toUTCString()}`,
    `From: ${from}`,
    `To: ${address}`,
    'Subject: Pilot',
    '',
    text,
    '',
  ].join('\r\n');

it.skipIf(!dovecotBinary)(
  'the password of a mailbox is nowhere in clear, nor is text that nobody wanted kept: not in the database, logs, API, or an export (needs Dovecot)',
  async () => {
    const dovecot = await startDovecot({ users: { ana: password } });
    const dataDir = fs.mkdtempSync(path.join(tmpdir(), 'windshield-leak-'));
    const child = spawn(process.execPath, [path.join(import.meta.dirname, '../testing/serve-until-killed.ts'), dataDir, 'trace'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    try {
      const [line] = await once(child.stdout, 'data');
      const ana = new Visitor(String(line).trim());
      await ana.ask('POST', '/setup', firstVisitor);
      await ana.ask('POST', '/me/claim', { nobody: true });
      await ana.ask('POST', '/contacts', { name: 'Per', points: [{ kind: 'email', value: 'per@kestrel.example', label: null }] });
      await dovecot.addMessages('ana', 'INBOX', [
        mail('1', 'per@kestrel.example', `I will send the ${words} by Friday. Can we talk?`),
        mail('2', 'lea@unknown.example', `${words} from somebody unknown`),
        mail('3', 'MAILER-DAEMON@x.example', `550 5.1.1 no such user: ${words}`),
      ]);
      const source = { kind: 'imap', address, host: '127.0.0.1', port: dovecot.port, security: 'none', userName: 'ana' };
      const answers = [await ana.ask('POST', '/capture/sources', { ...source, password: `${password}x` })];
      const connected = await ana.ask('POST', '/capture/sources', { ...source, password });
      answers.push(connected);
      const { id, version } = connected.body;
      await ana.until('/capture/sources', ({ items }) => items[0]?.state === 'active');
      answers.push(await ana.ask('PATCH', `/capture/sources/${id}`, { password: `${password}y` }, { 'if-match': `"${version}"` }));
      for (const path of [
        '/capture/sources',
        '/capture/unknown-people',
        '/capture/proposals',
        '/interactions',
        '/contacts',
        '/today',
        `/capture/sources/${id}/unread`,
      ])
        answers.push(await ana.ask('GET', path));
      const [contact] = (await ana.ask('GET', '/contacts')).body.items;
      answers.push(await ana.ask('GET', `/timeline/contacts/${contact.id}`));
      const told = JSON.stringify(answers.map(({ body }) => body));
      expect(told).toContain('Pilot');
      for (const secret of [password, words]) expect(told).not.toContain(secret);

      child.kill('SIGTERM');
      await once(child, 'exit');
      expect(said).not.toBe('');
      for (const secret of [password, words]) expect(said).not.toContain(secret);
      // Files of the database hold what was written and what was deleted, its log of writes included.
      const holding = (text: string) => filesHolding(dataDir, text);
      expect(holding('per@kestrel.example')).not.toEqual([]);
      expect(holding(password)).toEqual([]);
      expect(holding(words)).toEqual([]);
    } finally {
      child.kill('SIGKILL');
      await dovecot.stop();
      fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
    }
  },
);
