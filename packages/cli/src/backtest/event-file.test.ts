import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readAsOfTimes } from './as-of-times.ts';
import { readEvents } from './event-file.ts';
import { csv, eventRows } from './testing/small-files.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'windshield-events-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

type Row = Readonly<Record<string, string>>;

function read(rows: readonly Row[]) {
  const file = path.join(root, 'e.csv');
  fs.writeFileSync(file, csv(rows));
  return readEvents(file, undefined, () => undefined);
}

const events = eventRows(200);
const milliseconds = ({ at = '' }: Row) => Date.parse(at);
const address = (name = '') => `${name}@example.org`;

describe('events are read the same', () => {
  const ways: readonly [string, (row: Row) => Row][] = [
    ['in seconds', (row) => ({ ...row, at: String(milliseconds(row) / 1e3) })],
    ['in milliseconds', (row) => ({ ...row, at: String(milliseconds(row)) })],
    ['in microseconds', (row) => ({ ...row, at: String(milliseconds(row) * 1e3) })],
    [
      'with the zone of each sender',
      (row) => ({ ...row, at: `${new Date(milliseconds(row) - 5 * 3_600_000).toISOString().slice(0, 19)}-05:00` }),
    ],
    ['under other names of the columns', ({ at = '', from = '', to = '' }) => ({ Timestamp: at, Sender: from, Recipient: to })],
    ['with from, to and time in another order', ({ at = '', from = '', to = '' }) => ({ to, sent_at: at, From: from })],
  ];

  test.each(ways)('%s', async (_, rewritten) => {
    const plain = await read(events);
    const other = await read(events.map(rewritten));
    const exchanges = ({ people, at, from, to }: typeof plain) =>
      Array.from(at, (time, i) => [time, people[from[i] as number], people[to[i] as number]]);
    expect(exchanges(other)).toEqual(exchanges(plain));
  });

  test('in milliseconds before September 2001, some of which have twelve digits', async () => {
    const { at } = await read([
      { at: '999000000000', from: 'a', to: 'b' },
      { at: '1000000000000', from: 'b', to: 'a' },
    ]);
    expect([...at]).toEqual([999_000_000, 1_000_000_000]);
  });

  test('on days written in eight digits', async () => {
    const { at } = await read([
      { at: '20250103', from: 'a', to: 'b' },
      { at: '20250104', from: 'b', to: 'a' },
    ]);
    expect([...at]).toEqual([Date.UTC(2025, 0, 3) / 1e3, Date.UTC(2025, 0, 4) / 1e3]);
  });
});

test('one address is one person however it is written, and it says so', async () => {
  const plain = events.map(({ at = '', from, to }) => ({ at, from: address(from), to: address(to) }));
  const spellings = [(s: string) => s, (s: string) => s.toUpperCase(), (s: string) => `Somebody <${s}>`];
  const mixed = plain.map((row, i) => ({ ...row, from: spellings[i % 3]?.(row.from) ?? '', to: spellings[(i >> 2) % 3]?.(row.to) ?? '' }));
  const [one, other] = [await read(plain), await read(mixed)];
  expect([...other.from, ...other.to]).toEqual([...one.from, ...one.to]);
  expect(one.notes).toEqual([]);
  expect(other.notes.join(' ')).toContain('addresses are written in more than one way');
});

test('names that differ in capitals are two people where they are no addresses', async () => {
  const { people } = await read([
    { at: '2025-01-01', from: 'ab', to: 'AB' },
    { at: '2025-01-02', from: 'AB', to: 'ab' },
  ]);
  expect(people).toEqual(['ab', 'AB']);
});

test('a cell that holds several addresses is pointed out', async () => {
  const { notes } = await read([
    { at: '2025-01-01', from: address('a'), to: `${address('b')}; ${address('c')}` },
    { at: '2025-01-02', from: address('b'), to: address('a') },
  ]);
  expect(notes.join(' ')).toContain('1 cell with several addresses');
});

test('an as-of may be a day, a time, or a count of seconds or milliseconds', () => {
  const noon = Date.UTC(2025, 1, 1, 12);
  const said = readAsOfTimes(`2025-02-01,2025-02-01T13:00:00+01:00,${noon / 1e3 + 1},${noon + 2_000}`);
  expect(said.map(({ seconds }) => seconds - noon / 1e3)).toEqual([-43_200, 0, 1, 2]);
});
