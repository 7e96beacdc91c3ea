import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, test } from 'vitest';
import { testData } from '../testing/test-data.ts';
import { readTextTable, type TableFileOptions } from './text-table.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'windshield-table-'));
afterAll(() => rmSync(dir, { recursive: true }));

function read(bytes: string | Buffer, options?: TableFileOptions) {
  const file = path.join(dir, 'table.csv');
  writeFileSync(file, bytes);
  return readTextTable(file, options);
}

const rowsOf = async (bytes: string | Buffer, options?: TableFileOptions) => {
  const { columns, rowCount } = await read(bytes, options);
  return Array.from({ length: rowCount }, (_, row) => columns.map(({ cells }) => cells[row]));
};

const cells = [
  ['1', 'Müller & Söhne', '12,5'],
  ['2', 'Größe', '7,25'],
];
const written = (delimiter: string) => [['id', 'Straße', 'Betrag'], ...cells].map((row) => row.join(delimiter)).join('\n');

describe('a table reads the same however it is written', () => {
  test.each([
    ['semicolons, UTF-8', Buffer.from(written(';'))],
    ['tabs, windows-1252', iconv.encode(written('\t'), 'windows-1252')],
    ['pipes, UTF-16 with a mark', iconv.encode(written('|'), 'utf-16le', { addBOM: true })],
    ['quoted, CR LF, gzip', gzipSync(`"${written('","').replaceAll('\n', '"\r\n"')}"\r\n`)],
    ['a title above', Buffer.from(`Export of 3 May\n\n${written(';')}`)],
  ])('%s', async (_, bytes) => {
    const table = await read(bytes);
    expect(table.columns.map(({ name }) => name)).toEqual(['id', 'Straße', 'Betrag']);
    expect(await rowsOf(bytes)).toEqual(cells);
  });
});

test('letters that come late in a file are read in their own encoding', async () => {
  const plain = Array.from({ length: 40_000 }, (_, i) => `${i},plain`).join('\n');
  const rows = await rowsOf(iconv.encode(`id,name\n${plain}\n40000,Größe`, 'windows-1252'));
  expect(rows.at(-1)).toEqual(['40000', 'Größe']);
});

test('columns between any number of blanks, without a header', async () => {
  expect(await rowsOf(' 00004 0001 19970101  2   29.33\n 00004 0001 19970118  12  129.73\n', { isHeader: () => false })).toEqual([
    ['00004', '0001', '19970101', '2', '29.33'],
    ['00004', '0001', '19970118', '12', '129.73'],
  ]);
});

test('each row knows its line, whatever lines its cells take', async () => {
  const { lines, columns } = await read('id,note\n1,"two\nlines"\n\n2,one\n');
  expect(lines).toEqual([2, 5]);
  expect(columns[1]?.cells[0]).toBe('two\nlines');
});

describe('what is no table says what is wrong', () => {
  test.each([
    ['a row that ends early', 'id,name,amount\n1,a,5\n2,b\n3,c,6\n', 'table.csv, line 3: the row ends before the column "amount"'],
    ['a row with too much', 'id,name,note\n1,a,x\n2,b,y\n3,c,z,q\n4,d,w\n', 'table.csv, line 4: the row has 4 cells, 3 are expected'],
    ['nothing', '', 'table.csv is empty.'],
    ['a workbook', Buffer.from('PK\x03\x05rest'), 'is an Excel or OpenDocument file'],
    ['JSON', '{"id": 1}', 'is JSON, not a table'],
    ['a damaged gzip', gzipSync('id,name\n1,a\n').subarray(0, 20), 'cannot be read'],
  ])('%s', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(message);
  });
  test('a path that leads nowhere', async () => {
    await expect(readTextTable(path.join(dir, 'absent.csv'))).rejects.toThrow('absent.csv does not exist');
    await expect(readTextTable(dir)).rejects.toThrow('is a directory: a CSV file is expected');
  });
});

const mails = testData('email_network', 'email-Eu-core-temporal.txt.gz');

test.skipIf(!mails)('332,334 mails are read within seconds (needs WINDSHIELD_TEST_DATA)', async () => {
  const started = performance.now();
  const { rowCount, columns } = await readTextTable(mails as string, { isHeader: () => false });
  expect([rowCount, columns.length]).toEqual([332_334, 3]);
  expect(performance.now() - started).toBeLessThan(10_000);
});
