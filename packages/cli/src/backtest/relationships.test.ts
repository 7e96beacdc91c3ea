import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
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

test('the page names times as people do, and says at which of them it was furthest off', async () => {
  const file = path.join(root, 'e.csv');
  const page = path.join(root, 'ties.html');
  const pageOf = async (rows: readonly Row[], asOf: string) => {
    fs.writeFileSync(file, csv(rows));
    await runHere(backtestRelationshipsCommand, ['--events', file, '--as-of', asOf, '--horizon-days', '7', '--html', page]);
    return fs.readFileSync(page, 'utf8');
  };
  const week = 7 * 86_400;
  expect(await pageOf(events, `${asOfSeconds - 2 * week},${asOfSeconds - week}`)).toMatch(
    /Furthest apart was 2025-01-(18|25): \d\S*\s% said, \d\S*\s% wrote/,
  );
  const since = Date.UTC(2025, 0, 1) / 1000;
  const fromItsBeginning = events.map((row) => ({ ...row, at: String(seconds(row) - since) }));
  expect(await pageOf(fromItsBeginning, `${17 * 86_400},${24 * 86_400}`)).toMatch(/Furthest apart was day (17|24):/);
});
