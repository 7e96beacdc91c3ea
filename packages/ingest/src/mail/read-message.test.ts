import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { testData } from '../testing/test-data.ts';
import { readTnef } from './body/tnef.ts';
import { readMessage } from './index.ts';

const mail = (text: string) => readMessage(Buffer.from(text, 'latin1'));
const with_ = (head: string, body = 'Hello') => mail(`From: ada@acme.com\n${head}\n\n${body}`);
const subject = (value: string) => with_(`Subject: ${value}`).subject;
const to = (value: string) => mail(`To: ${value}\n\nHello`).to;

test('subjects are decoded as their programs meant them', () => {
  expect(subject('=?utf-8?Q?Angebot_f=C3=BCr_Sie?=')).toBe('Angebot für Sie');
  expect(subject('=?utf-8?b?w6Q=?= =?utf-8?q?=C3=B6?=')).toBe('äö');
  // A character split between two words, which the standard forbids.
  expect(subject('=?utf-8?b?4pw=?= =?utf-8?b?lA==?=')).toBe('✔');
  expect(subject('=?ISO-2022-JP?B?GyRCJF4kXyRgJGEkYhsoQg==?=')).toBe('まみむめも');
  expect(subject('=?utf-7?Q?Gr+APwBLQ-?=')).toBeDefined();
  expect(subject('=?x-unknown?Q?caf=E9?=')).toBe('café');
  expect(subject(Buffer.from('Grüße').toString('latin1'))).toBe('Grüße');
  expect(subject('Gr\xfc\xdfe')).toBe('Grüße');
  expect(subject('folded\n\tonce\n more')).toBe('folded once more');
  expect(subject('=?utf-8?q?open')).toBe('open');
});

test('what its writer marked it as is read, and in words of their own it is confidential', () => {
  const marked = (value: string) => with_(`Sensitivity: ${value}`).sensitivity;
  expect(with_('Subject: Hello').sensitivity).toBeUndefined();
  expect(marked('Normal')).toBeUndefined();
  expect(['Private', 'personal', 'Personal (for you)'].map(marked)).toEqual(['private', 'private', 'private']);
  expect(['Company-Confidential', 'streng-vertraulich'].map(marked)).toEqual(['confidential', 'confidential']);
});

test('addresses are found in whatever a field holds', () => {
  expect(to('"Lee, Ada" <Ada@Acme.COM>, ben@buyer.com (Ben)')).toEqual([
    { address: 'ada@acme.com', name: 'Lee, Ada' },
    { address: 'ben@buyer.com', name: 'Ben' },
  ]);
  expect(to('Lee, Ada <ada@acme.com>')).toEqual([{ address: 'ada@acme.com', name: 'Lee, Ada' }]);
  expect(to('Team: ada@acme.com, Ben <ben@buyer.com>;, cleo@c.example')).toHaveLength(3);
  expect(to('undisclosed-recipients:;')).toEqual([]);
  expect(to('=?utf-8?Q?J=C3=B6rn?= <joern@acme.com>')).toEqual([{ address: 'joern@acme.com', name: 'Jörn' }]);
  expect(to('"=?utf-8?Q?M=C3=BCller=2C_Eva?=" <eva@acme.com>')).toEqual([{ address: 'eva@acme.com', name: 'Müller, Eva' }]);
  expect(to(Buffer.from('Jörn <jörn@müller.example>').toString('latin1'))).toEqual([
    { address: 'jörn@xn--mller-kva.example', name: 'Jörn' },
  ]);
  expect(to('<@relay.example:ada@acme.com>, <mailto:ben@buyer.com>')).toEqual([{ address: 'ada@acme.com' }, { address: 'ben@buyer.com' }]);
  expect(to("'ada@acme.com' <ada@acme.com>; ben@buyer.com.")).toEqual([{ address: 'ada@acme.com' }, { address: 'ben@buyer.com' }]);
  expect(to('postmaster, /O=ACME/CN=ADA')).toEqual([]);
});

test('dates are read as programs write them, and not when they are none', () => {
  const sentAt = (value: string) => with_(`Date: ${value}`).sentAt;
  expect(sentAt('Tue, 3 Mar 2026 10:15:00 +0100 (CET)')).toBe('2026-03-03T09:15:00.000Z');
  expect(sentAt('3 Mar 26 10:15 EST')).toBe('2026-03-03T15:15:00.000Z');
  expect(sentAt('Tue Mar  3 10:15:00 2026')).toBe('2026-03-03T10:15:00.000Z');
  expect(sentAt('Tue Mar 03 10:15:00 CET 2026')).toBe('2026-03-03T09:15:00.000Z');
  expect(sentAt('2026-03-03T10:15:00+01:00')).toBe('2026-03-03T09:15:00.000Z');
  expect(sentAt('Di, 3 Mär 2026 10:15:00 +0100')).toBeDefined();
  expect(sentAt('Tue, 31 Feb 2026 10:15:00 +0000')).toBeUndefined();
  expect(sentAt('soon')).toBeUndefined();
  expect(with_('Date: soon').problems.join()).toContain('date');
});

test('the text is decoded under its charset, and under a wrong one too', () => {
  const body = (charset: string, bytes: Buffer) =>
    readMessage(Buffer.concat([Buffer.from(`From: a@b.example\nContent-Type: text/plain; charset=${charset}\n\n`), bytes])).newText;
  const words = 'Привет, как дела? Ответьте, пожалуйста.';
  for (const charset of ['koi8-r', 'windows-1251', 'utf-8', 'iso-8859-5']) expect(body(charset, iconv.encode(words, charset))).toBe(words);
  expect(body('gb2312', iconv.encode('您好，请报价', 'gbk'))).toBe('您好，请报价');
  expect(body('utf-7', iconv.encode('Grüße', 'utf-7'))).toBe('Grüße');
  expect(body('us-ascii', Buffer.from('Grüße'))).toBe('Grüße');
  expect(body('iso-8859-1', Buffer.from('Grüße'))).toBe('Grüße');
  expect(body('utf-8', iconv.encode('Schöne Grüße aus Köln', 'latin1'))).toBe('Schöne Grüße aus Köln');
  expect(body('no-such-charset', Buffer.from('Grüße'))).toBe('Grüße');
  expect(with_('Content-Type: text/plain; charset=no-such-charset').problems.join()).toContain('no-such-charset');
});

test('transfer encodings are undone, damaged ones as far as they go', () => {
  const body = (encoding: string, text: string) => with_(`Content-Transfer-Encoding: ${encoding}`, text).newText;
  expect(body('quoted-printable', 'Gr=C3=BC=\n=C3=9Fe =ZZ 100=')).toBe('Grüße =ZZ 100');
  expect(body('"Base64"', 'SGVs\nbG8')).toBe('Hello');
  expect(body('x-uuencode', 'begin 644 a.txt\n%2&5L;&\\\n`\nend')).toBe('Hello');
  expect(with_('Content-Transfer-Encoding: rot13').problems.join()).toContain('rot13');
});

test('of two versions of a text the plain one is read, of HTML alone the words', () => {
  const both = with_('Content-Type: multipart/alternative; boundary=b', '--b\n\nPlain\n--b\nContent-Type: text/html\n\n<p>Rich</p>\n--b--');
  expect(both.newText).toBe('Plain');
  const empty = with_('Content-Type: multipart/alternative; boundary=b', '--b\n\n \n--b\nContent-Type: text/html\n\n<p>Rich</p>\n--b--');
  expect(empty.newText).toBe('Rich');
  const html = with_(
    'Content-Type: text/html; charset=utf-8',
    '<style>p{}</style><p>Gr&uuml;&szlig;e &amp; mehr<br>Zeile</p><blockquote>older</blockquote>',
  );
  expect(html.newText).toBe('Grüße & mehr\nZeile');
});

test('attachments are counted, pictures within the text and signatures of programs are not', () => {
  const parts = (...each: string[]) =>
    with_('Content-Type: multipart/mixed; boundary=b', `--b\n\nHello\n${each.map((part) => `--b\n${part}\n`).join('')}--b--`);
  expect(
    parts(
      'Content-Type: application/pdf; name=a.pdf\n\nx',
      'Content-Type: text/plain; name=b.txt\n\nx',
      'Content-Type: message/rfc822\n\nSubject: y\n\nz',
    ).attachmentCount,
  ).toBe(3);
  expect(parts('Content-Type: image/png\nContent-ID: <1>\n\nx', 'Content-Type: application/pgp-signature\n\nx').attachmentCount).toBe(0);
  expect(parts('Content-Type: message/rfc822\n\nSubject: y\n\nwords of another').newText).toBe('Hello');
});

test('flowed lines are joined', () => {
  expect(with_('Content-Type: text/plain; format=flowed', 'This is one \nsentence.\n> quoted \n> too').newText).toBe(
    'This is one sentence.',
  );
});

test("encrypted mail is a person's, with words that nobody here knows", () => {
  const pgp = with_(
    'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
    '--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\nxx\n--b--',
  );
  expect(pgp).toMatchObject({ kind: 'personal', newTextLength: 0 });
  expect(pgp.problems.join()).toContain('encrypted');
  expect(with_('Content-Type: application/pkcs7-mime; smime-type=enveloped-data', 'xx').problems.join()).toContain('encrypted');
});

test('what threads need is read from broken heads too', () => {
  const message = mail(
    "Message-ID: <a\n b@c>\nIn-Reply-To: <x@y> (Ada's message)\nReferences: <1@y>\n\t<2@y>,<1@y> 3@y\nFrom: a@b.example\n\nHi",
  );
  expect(message).toMatchObject({ messageId: 'ab@c', inReplyTo: ['x@y'], references: ['1@y', '2@y'] });
  expect(
    mail('From: a@b.example\nTo: c@d.example\nIn-Reply-To: Message from C <C@d.example> of Monday <7@d.example>\n\nHi').inReplyTo,
  ).toEqual(['7@d.example']);
});

test('a message without an id gets the same one wherever it lies', () => {
  const text = 'From: a@b.example\nSubject: x\n\nHello\n';
  const { messageId } = mail(text);
  expect(messageId).toMatch(/@/);
  expect(mail(text.replaceAll('\n', '\r\n')).messageId).toBe(messageId);
  expect(mail(`Status: RO\n${text}`).messageId).toBe(messageId);
  expect(mail(text.replace('Hello', 'Other')).messageId).not.toBe(messageId);
});

test('bare returns, lost heads and empty files are read', () => {
  expect(mail('From: a@b.example\rSubject: x\r\rHello\rthere')).toMatchObject({ subject: 'x', newText: 'Hello\nthere' });
  expect(mail('Just words')).toMatchObject({ newText: 'Just words', problems: ['no head: read as plain text'] });
  expect(readMessage(new Uint8Array())).toMatchObject({ newText: '', from: undefined });
});

const packages = testData('mail', 'mimekit', 'tnef');
test.runIf(packages)("a mail that is nothing but Outlook's own package gives its words", () => {
  const packed = (name: string) => {
    const bytes = readFileSync(path.join(packages ?? '', name));
    const head = 'From: a@b.example\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n';
    return mail(`${head}${bytes.toString('base64')}`);
  };
  expect(packed('body.tnef').newText).toContain('THE BILL OF RIGHTS');
  expect(packed('unicode-mapi-attr-name.tnef').newText).toContain('Proszę');
  expect(packed('rtf.tnef').problems.join()).toContain('winmail.dat');
  expect(readMessage(readFileSync(path.join(packages ?? '', 'rich-text.eml'))).attachmentCount).toBe(1);
});

test.runIf(packages)('packages hold as many attachments as were listed, and break nothing when cut', () => {
  for (const name of ['one-file', 'two-files', 'attachments', 'data-before-name', 'unicode-mapi-attr-name']) {
    const bytes = readFileSync(path.join(packages ?? '', `${name}.tnef`));
    const listed = readFileSync(path.join(packages ?? '', `${name}.list`), 'utf8')
      .trim()
      .split('\n');
    expect(readTnef(bytes)?.attachmentCount).toBe(listed.filter((file) => !file.startsWith('body.')).length);
    for (let end = 0; end < bytes.length; end += 97) readTnef(bytes.subarray(0, end));
  }
});
