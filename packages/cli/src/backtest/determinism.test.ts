import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { windshield } from '../testing/windshield.ts';
import { csv, dealRows, eventRows, leadRows, purchaseRows } from './testing/small-files.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'windshield-same-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

const file = (name: string) => path.join(root, name);
const files = {
  'leads-a.csv': csv(leadRows(300)),
  'leads-b.csv': csv(leadRows(60, 300)),
  'deals-a.csv': csv(dealRows(300)),
  'deals-b.csv': csv(dealRows(60, 300)),
  'events.csv': csv(eventRows(2_000)),
  'purchases.csv': csv(purchaseRows(120)),
};
for (const [name, content] of Object.entries(files)) fs.writeFileSync(file(name), content);

const map = 'id=id,opened=opened,closed=closed,outcome=stage,won=Won,lost=Lost,gone=No decision,amount=amount';
const calls: Readonly<Record<string, readonly string[]>> = {
  leads: ['--train', file('leads-a.csv'), '--test', file('leads-b.csv'), '--outcome', 'won', '--positive', 'yes', '--time', 'created'],
  relationships: ['--events', file('events.csv'), '--as-of', '2025-04-01,2025-05-01', '--horizon-days', '14'],
  deals: ['--train', file('deals-a.csv'), '--test', file('deals-b.csv'), '--map', map, '--as-of-age', '14,30', '--horizon-days', '60'],
  forecast: ['--deals', file('deals-a.csv'), '--map', map, '--periods', 'month'],
  lifetime: [
    '--transactions',
    file('purchases.csv'),
    '--map',
    'customer=customer,date=date,amount=amount',
    '--calibration-end',
    '2025-06-30',
  ],
};

/** Everything that a run gives, byte by byte. */
async function runOf(study: string, args: readonly string[], threads: number): Promise<Record<string, string>> {
  const dir = fs.mkdtempSync(path.join(root, `${study}-`));
  const [out, html] = [path.join(dir, 'p.csv'), path.join(dir, 'page.html')];
  const { code, stdout, stderr } = await windshield(
    ['backtest', study, ...args, '--out', out, '--html', html, '--seed', '7', '--threads', String(threads), '--json'],
    { env: { WINDSHIELD_DATA: path.join(dir, 'data') } },
  );
  expect(stderr).not.toContain('Error');
  expect(code).toBe(0);
  return { stdout, out: fs.readFileSync(out, 'utf8'), html: fs.readFileSync(html, 'utf8'), dir: fs.readdirSync(dir).sort().join() };
}

test.each(Object.entries(calls))(
  'backtest %s gives the same files on one thread and again on two, and makes no data directory',
  async (study, args) => {
    const [one, two] = [await runOf(study, args, 1), await runOf(study, args, 2)];
    expect(two).toEqual(one);
    expect(one['dir']).toBe('p.csv,page.html');
    expect(one['out']?.trim().split('\n').length).toBeGreaterThan(1);
    expect(JSON.parse(one['stdout'] as string)).toMatchObject({ study });
  },
  120_000,
);

test('backtest evidence gives the same files on one thread and again on two', async () => {
  const company = file('company');
  const { code } = await windshield(['sample', '--seed', '5', '--years', '1', '--reps', '2', '--out', company]);
  expect(code).toBe(0);
  const [one, two] = [await runOf('evidence', ['--dir', company], 1), await runOf('evidence', ['--dir', company], 2)];
  expect(two).toEqual(one);
}, 120_000);
