import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { backtestLifetimeCommand } from '../commands/backtest-lifetime.ts';
import { runHere } from '../testing/in-process.ts';
import { readCsv } from '../testing/read-csv.ts';
import { csv, purchaseRows } from './testing/small-files.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'windshield-lifetime-'));
afterAll(() => fs.rmSync(root, { recursive: true }));
const out = path.join(root, 'p.csv');

type Row = Readonly<Record<string, string>>;

async function lifetimeOf(rows: readonly Row[], calibrationEnd = '2025-06-30') {
  const file = path.join(root, 't.csv');
  fs.writeFileSync(file, csv(rows));
  const map = 'customer=customer,date=date,amount=amount';
  const flags = ['--transactions', file, '--map', map, '--calibration-end', calibrationEnd, '--out', out];
  const said = await runHere(backtestLifetimeCommand, flags);
  return { ...said, written: readCsv(out) };
}

const purchases = purchaseRows(80);

test('returns are named, and count neither as purchases nor in the money', async () => {
  const plain = await lifetimeOf(purchases);
  const returned = purchases.slice(0, 9).map((row) => ({ ...row, date: '2025-05-17', amount: `-${row['amount']}` }));
  const { written, notes } = await lifetimeOf([...purchases, ...returned]);
  expect(written).toEqual(plain.written);
  expect(notes.join(' ')).toContain(`9 of ${purchases.length + 9} amounts are below 0 and were taken for returns`);
  await expect(lifetimeOf(returned)).rejects.toThrow('column "amount": every amount is below 0');
});

test('where nobody came back it says that nothing could be learned, and gives no verdict on the chances', async () => {
  const { words } = await lifetimeOf(
    Array.from({ length: 40 }, (_, i) => ({ customer: `C${i}`, date: `2025-0${1 + (i % 9)}-11`, amount: '10' })),
  );
  expect(words[0]).toBe('Nothing could be learned: nobody had bought a second time by the end of the calibration.');
});

test('three customers who hardly bought are given numbers, all of them finite', async () => {
  const row = (customer: string, date: string) => ({ customer, date, amount: '12' });
  const { written, words } = await lifetimeOf(
    [row('A', '2025-01-02'), row('A', '2025-01-09'), row('B', '2025-02-01'), row('C', '2025-03-01'), row('C', '2025-08-01')],
    '2025-07-01',
  );
  expect(words[0]).toContain('3 customers are too few');
  for (const { expected, p_alive } of written) expect(Number(expected) >= 0 && Number(p_alive) > 0).toBe(true);
  expect(words.join('\n')).not.toContain('NaN');
});

test('amounts in the hundred thousands are foretold as those in tens are', async () => {
  const dear = purchases.map((row) => ({ ...row, amount: `${row['amount']}000000` }));
  const [plain, times] = [await lifetimeOf(purchases), await lifetimeOf(dear)];
  for (const [i, { expected_value }] of times.written.entries())
    expect(Number(expected_value) / 1e6).toBeCloseTo(Number(plain.written[i]?.['expected_value']), 1);
});
