import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { type Input, inputLimits, openInputs } from '../index.ts';

const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'windshield-inputs-'));
  folders.push(made);
  return made;
}
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

/** A ZIP by the letter of its specification (PKWARE APPNOTE 6.3): local headers, central directory, end record. */
function zip(entries: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const file = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(raw.length, 18);
    fields.writeUInt16LE(file.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, file, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, tail, file]));
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

async function text(input: Input | undefined): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await input?.open()) ?? []) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

test('a folder gives its files in order, without hidden ones and links', async () => {
  const root = folder();
  mkdirSync(path.join(root, 'sub'));
  writeFileSync(path.join(root, 'b.csv'), 'b');
  writeFileSync(path.join(root, 'sub/a.csv'), 'a');
  writeFileSync(path.join(root, '.hidden'), 'x');
  symlinkSync('/etc/hostname', path.join(root, 'link.csv'));
  const { inputs } = await openInputs([root]);
  expect(inputs.map((input) => path.relative(path.basename(root), input.path))).toEqual(['b.csv', 'sub/a.csv']);
  expect([await text(inputs[1]), await text(inputs[1])]).toEqual(['a', 'a']);
});

test('a ZIP and a gzip file are read without unpacking them to disk', async () => {
  const root = folder();
  writeFileSync(path.join(root, 'export.zip'), zip({ 'Account.csv': 'Id\n1\n', 'in/Contact.csv': 'Id\n2\n', '__MACOSX/x': 'junk' }));
  writeFileSync(path.join(root, 'deals.csv.gz'), gzipSync('Id\n3\n'));
  const opened = await openInputs([path.join(root, 'export.zip'), path.join(root, 'deals.csv.gz')]);
  expect(opened.inputs.map((input) => [input.path, input.name, input.bytes])).toEqual([
    ['export.zip/Account.csv', 'Account.csv', 5],
    ['export.zip/in/Contact.csv', 'Contact.csv', 5],
    ['deals.csv.gz', 'deals.csv', 5],
  ]);
  expect(await Promise.all(opened.inputs.map(text))).toEqual(['Id\n1\n', 'Id\n2\n', 'Id\n3\n']);
  await opened.close();
});

test('a ZIP that is a trap is named and not unpacked', async () => {
  const root = folder();
  const file = path.join(root, 'trap.zip');
  writeFileSync(file, zip({ 'bomb.csv': '0'.repeat(4 << 20), 'inner.zip': 'x', 'good.csv': 'Id\n' }));
  const opened = await openInputs([file], { ...inputLimits, ratio: 100 });
  expect(opened.inputs.map((input) => input.name)).toEqual(['good.csv']);
  expect(opened.skipped.map((one) => one.reason)).toEqual([
    expect.stringMatching(/may be a trap/),
    expect.stringMatching(/ZIP within a ZIP/),
  ]);
  await opened.close();
});

test('of thousands of files too many a hundred are named, the others counted', async () => {
  const root = folder();
  const file = path.join(root, 'many.zip');
  writeFileSync(file, zip(Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`${i}.csv`, 'a\n']))));
  const opened = await openInputs([file], { ...inputLimits, files: 10 });
  expect([opened.inputs.length, opened.skipped.length]).toEqual([10, 101]);
  expect(opened.skipped.at(-1)?.reason).toContain('890 more files');
  await opened.close();
});

test('a ZIP whose names lead out of it is refused', async () => {
  const root = folder();
  const file = path.join(root, 'evil.zip');
  writeFileSync(file, zip({ '../../etc/passwd': 'x' }));
  await expect(openInputs([file])).rejects.toThrow(/evil\.zip/);
});

test('a gzip file that unpacks without end is stopped', async () => {
  const root = folder();
  const file = path.join(root, 'big.csv.gz');
  writeFileSync(file, gzipSync('0'.repeat(8 << 20)));
  const { inputs } = await openInputs([file], { ...inputLimits, ratio: 2 });
  await expect(text(inputs[0])).rejects.toThrow(/unpacks to more than/);
});

test('a path that is not there is an error', async () => {
  await expect(openInputs(['/nowhere/at-all.csv'])).rejects.toThrow(/at-all\.csv/);
});
