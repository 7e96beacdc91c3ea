import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { backtestDealsCommand } from '../commands/backtest-deals.ts';
import { runHere } from '../testing/in-process.ts';
import { csv, dealRows } from './testing/small-files.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'windshield-deals-page-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

const map = 'id=id,opened=opened,closed=closed,outcome=stage,won=Won,lost=Lost,gone=No decision';

async function pageOf(train: readonly Record<string, string>[], asked: readonly Record<string, string>[]): Promise<string> {
  const [a, b, page] = ['a.csv', 'b.csv', 'page.html'].map((name) => path.join(root, name)) as [string, string, string];
  fs.writeFileSync(a, csv(train));
  fs.writeFileSync(b, csv(asked));
  await runHere(backtestDealsCommand, [
    ...['--train', a, '--test', b, '--map', map],
    ...['--as-of-age', '5', '--horizon-days', '45', '--html', page],
  ]);
  return fs.readFileSync(page, 'utf8');
}

test('the page tells which columns moved the chance to be won, and which of their values spoke for and against it', async () => {
  const html = await pageOf(dealRows(300), dealRows(80, 300));
  const drove = html.slice(html.indexOf('What drove it'), html.indexOf('Where it failed'));
  expect(drove).toMatch(/<td>product<\/td><td class="n">\d+\.\d<\/td><td>Pump \(\+\d+\.\d\)<\/td><td>Pipe \(−\d+\.\d\)<\/td>/);
});

test('where no column tells anything, the page says so', async () => {
  const blind = (rows: readonly Record<string, string>[]) => rows.map(({ product: _, amount: __, ...rest }) => rest);
  expect(await pageOf(blind(dealRows(300)), blind(dealRows(80, 300)))).toContain('No column moved the chance to be won by half a point');
});
