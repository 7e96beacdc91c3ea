import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { testData } from '../../testing/test-data.ts';
import { mboxMessages, readMailbox } from '../index.ts';

const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'windshield-mail-'));
  folders.push(made);
  return made;
}
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const message = (subject: string, text = 'Hello') => `From: a@b.example\nSubject: ${subject}\n\n${text}\n`;
const envelope = 'From a@b.example Tue Mar  3 10:15:00 2026\n';

async function subjects(...paths: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const one of readMailbox(paths))
    found.push('reason' in one ? `${path.basename(one.where)}: ${one.reason}` : (one.message.subject ?? '?'));
  return found;
}

async function* pieces(text: string | Buffer, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text as string);
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

test('an mbox gives every message, wherever its bytes are cut', async () => {
  const text = `${envelope}${message('one', 'From here on it is fine.\n>From there too.')}\n${envelope}${message('two')}\n${envelope}${message('three')}`;
  for (const size of [1, 7, 100, 10_000]) {
    const found: string[] = [];
    for await (const { bytes } of mboxMessages(pieces(text, size))) found.push(Buffer.from(bytes).toString());
    expect(found.map((one) => /Subject: (\w+)/.exec(one)?.[1])).toEqual(['one', 'two', 'three']);
    expect(found[0]).toContain('\nFrom here on it is fine.\nFrom there too.');
  }
});

test('a mail inside a mail is not cut in two where its length is stated', async () => {
  const inner = `${envelope}Subject: inner\n\nHi\n`;
  const text = `${envelope}Subject: outer\nContent-Length: ${inner.length}\n\n${inner}\n${envelope}${message('next')}`;
  const found: string[] = [];
  for await (const { bytes } of mboxMessages(pieces(text, 64))) found.push(/Subject: (\w+)/.exec(Buffer.from(bytes).toString())?.[1] ?? '');
  expect(found).toEqual(['outer', 'next']);
});

const shared = testData('mail', 'mimekit', 'mbox');
test.runIf(shared)('mailboxes of other programs give as many messages as their makers counted', async () => {
  const counts = {
    content: 'content-length.mbox.txt',
    simple: 'simple.mbox.txt',
    unmunged: 'unmunged.mbox.txt',
    takeout: 'issue1189.mbox.txt',
  };
  const found: Record<string, number> = {};
  for (const [name, file] of Object.entries(counts)) found[name] = (await subjects(path.join(shared ?? '', file))).length;
  expect(found).toEqual({ content: 29, simple: 3, unmunged: 2, takeout: 4 });
});

test('maildirs, single mails, gzip and ZIP files are read; what is no mail says so', async () => {
  const root = folder();
  for (const name of ['box/cur', 'box/new', 'box/tmp', 'box/.Sent/cur', 'box/.Sent/new', 'box/.Sent/tmp', 'other'])
    mkdirSync(path.join(root, name), { recursive: true });
  writeFileSync(path.join(root, 'box/cur/1.x:2,S'), message('read'));
  writeFileSync(path.join(root, 'box/new/2.x'), message('new'));
  writeFileSync(path.join(root, 'box/tmp/3.x'), message('still coming'));
  writeFileSync(path.join(root, 'box/.Sent/cur/4.x:2,S'), message('sent'));
  writeFileSync(path.join(root, 'box/dovecot.index'), 'x');
  expect((await subjects(path.join(root, 'box'))).sort()).toEqual(['new', 'read', 'sent']);

  const other = path.join(root, 'other');
  writeFileSync(path.join(other, 'a.eml'), message('single'));
  writeFileSync(path.join(other, 'b.mbox.gz'), gzipSync(`${envelope}${message('packed')}\n${envelope}${message('too')}`));
  writeFileSync(path.join(other, 'c.zip'), zip({ 'Sent/d.eml': message('zipped'), 'e.txt': 'a shopping list' }));
  writeFileSync(path.join(other, 'f.msg'), Buffer.from('d0cf11e0a1b11ae1000000', 'hex'));
  writeFileSync(path.join(other, 'g.emlx'), `${message('apple').length}\n${message('apple')}<?xml version="1.0"?>`);
  writeFileSync(path.join(other, 'h.eml'), '');
  expect(await subjects(other)).toEqual([
    'single',
    'packed',
    'too',
    'zipped',
    expect.stringContaining('e.txt: no mail'),
    expect.stringContaining('Outlook'),
    'apple',
    expect.stringContaining('empty'),
  ]);
});

test('a path that is not there is an error that names it', async () => {
  await expect(subjects('/nowhere/mail.mbox')).rejects.toThrow(/mail\.mbox/);
});

test('a gzip file that is damaged gives its reason and the others are read', async () => {
  const root = folder();
  const packed = gzipSync(`${envelope}${message('one', 'x'.repeat(1000))}`);
  writeFileSync(path.join(root, 'a.mbox.gz'), packed.subarray(0, 60));
  writeFileSync(path.join(root, 'b.eml'), message('fine'));
  expect(await subjects(root)).toEqual([expect.stringMatching(/a\.mbox\.gz: .*damaged/), 'fine']);
});

test('half a gigabyte of mail streams by in flat memory, and one huge mail is cut', async () => {
  const one = Buffer.from(`${envelope}${message('many', 'words '.repeat(800))}\n`);
  const block = Buffer.concat(Array.from({ length: 200 }, () => one));
  async function* stream(): AsyncGenerator<Buffer> {
    for (let i = 0; i < 300; i++) yield block;
    yield Buffer.from(`${envelope}Subject: huge\n\n`);
    for (let i = 0; i < 200; i++) yield Buffer.alloc(1 << 20, 'x');
    yield Buffer.from(`\n\n${envelope}${message('last')}`);
  }
  const before = process.memoryUsage().rss;
  let most = 0;
  const seen = new Map<string, number>();
  let cut = 0;
  for await (const { bytes, isCut } of mboxMessages(stream())) {
    const subject = /Subject: (\w+)/.exec(Buffer.from(bytes.subarray(0, 200)).toString())?.[1] ?? '';
    seen.set(subject, (seen.get(subject) ?? 0) + 1);
    if (isCut) cut++;
    if (seen.size === 1) most = Math.max(most, process.memoryUsage().rss - before);
  }
  expect([...seen]).toEqual([
    ['many', 60_000],
    ['huge', 1],
    ['last', 1],
  ]);
  expect(cut).toBe(1);
  expect(most).toBeLessThan(150 << 20);
}, 20_000);

/** A ZIP by the letter of its specification (PKWARE APPNOTE 6.3). */
function zip(entries: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(raw.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, tail, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\u0005\u0006'), end]);
}
