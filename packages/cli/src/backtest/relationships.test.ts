import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { backtestRelationshipsCommand } from '../commands/backtest-relationships.ts';
import { runHere } from '../testing/in-process.ts';
import { readCsv } from '../testing/read-csv.ts';
import { csv, eventRows } from './testing/small-files.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'windshield-relationships-'));
afterAll(() => fs.rmSync(root, { recursive: true }));
const out = path.join(root, 'p.csv');

type Row = Readonly<Record<string, string>>;

async function tiesOf(rows: readonly Row[], asOf = '2025-02-01') {
  const file = path.join(root, 'e.csv');
  fs.writeFileSync(file, csv(rows));
  const said = await runHere(backtestRelationshipsCommand, ['--events', file, '--as-of', asOf, '--horizon-days', '7', '--out', out]);
  return { ...said, written: readCsv(out) };
}

const events = eventRows(700);
const seconds = ({ at = '' }: Row) => Date.parse(at) / 1000;
const asOfSeconds = Date.UTC(2025, 1, 1) / 1000;

describe('events are read the same', () => {
  test.each([
    ['in milliseconds', (row: Row): Row => ({ ...row, at: String(seconds(row) * 1e3) })],
    ['in microseconds', (row: Row) => ({ ...row, at: String(seconds(row) * 1e6) })],
    [
      'with the zone of each sender',
      (row: Row) => ({ ...row, at: `${new Date((seconds(row) - 5 * 3_600) * 1e3).toISOString().slice(0, 19)}-05:00` }),
    ],
    ['under other names of the columns', ({ at = '', from = '', to = '' }: Row) => ({ Timestamp: at, Sender: from, Recipient: to })],
  ] as [string, (row: Row) => Row][])('%s', async (_, rewritten) => {
    const { written } = await tiesOf(events);
    expect(written.length).toBeGreaterThan(10);
    const rows: Row[] = events.map((row) => rewritten(row));
    expect((await tiesOf(rows)).written).toEqual(written);
  });

  test('when the as-of is in milliseconds', async () => {
    const plain = await tiesOf(events, String(asOfSeconds));
    const { written } = await tiesOf(events, String(asOfSeconds * 1e3));
    expect(written.map(({ p }) => p)).toEqual(plain.written.map(({ p }) => p));
  });

  test('milliseconds before September 2001, some with twelve digits', async () => {
    const since = Date.UTC(2025, 0, 1) - Date.UTC(2001, 7, 20);
    const moved = events.map((row) => ({ ...row, at: String(Date.parse(row['at'] as string) - since) }));
    const { written } = await tiesOf(moved, String(asOfSeconds - since / 1e3));
    expect(written.map(({ p }) => p)).toEqual((await tiesOf(events, String(asOfSeconds))).written.map(({ p }) => p));
  });
});

test('one address is one person however it is written, and it says so', async () => {
  const address = (name = '') => `${name}@example.org`;
  const plain = events.map(({ at = '', from, to }) => ({ at, from: address(from), to: address(to) }));
  const ways = [(s: string) => s, (s: string) => s.toUpperCase(), (s: string) => `Somebody <${s}>`];
  const mixed = plain.map((row, i) => ({ ...row, from: ways[i % 3]?.(row.from) ?? '', to: ways[(i >> 2) % 3]?.(row.to) ?? '' }));
  const { written } = await tiesOf(plain);
  const { written: found, notes } = await tiesOf(mixed);
  expect(found.map(({ p }) => p)).toEqual(written.map(({ p }) => p));
  expect(notes.join(' ')).toContain('addresses are written in more than one way');
});

test('names that differ in capitals are two people where they are no addresses', async () => {
  const shouted = events.map((row, i) => (i % 2 === 0 ? row : { ...row, from: (row['from'] as string).toUpperCase() }));
  expect((await tiesOf(shouted)).written.some(({ from = '' }) => from.startsWith('P'))).toBe(true);
});

test('an as-of after the end of the file says that the time between is unknown', async () => {
  const { notes, written } = await tiesOf(events, '2025-05-01');
  expect(written.length).toBeGreaterThan(10);
  expect(notes.join(' ')).toContain('until 2025-05-01 is not in the file and counts as silence');
  const late = await tiesOf(events, '2027-01-01');
  expect(late.words[0]).toContain('Nobody to ask about');
});

test('an hour of history makes nobody certain', async () => {
  const { written } = await tiesOf(events, '2025-01-01T01:31:00Z');
  expect(written.length).toBeGreaterThan(0);
  for (const { p } of written) expect(Number(p) > 0.05 && Number(p) < 0.6).toBe(true);
});
