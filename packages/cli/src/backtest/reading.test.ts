import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { backtestDealsCommand } from '../commands/backtest-deals.ts';
import { backtestLeadsCommand } from '../commands/backtest-leads.ts';
import { backtestLifetimeCommand } from '../commands/backtest-lifetime.ts';
import { backtestRelationshipsCommand } from '../commands/backtest-relationships.ts';
import { runHere } from '../testing/in-process.ts';
import { readCsv } from '../testing/read-csv.ts';
import { csv, dealRows, eventRows, leadRows, purchaseRows } from './testing/small-files.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'windshield-reading-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const full = path.join(root, name);
  fs.writeFileSync(full, content);
  return full;
}
const out = () => path.join(root, 'p.csv');
const written = () => fs.readFileSync(out(), 'utf8');

const train = dealRows(150);
const test60 = dealRows(40, 150);
const map = 'id=id,opened=opened,closed=closed,outcome=stage,won=Won,lost=Lost,gone=No decision,amount=amount';
const dealFlags = ['--as-of-age', '14', '--horizon-days', '45', '--out', out()];

async function dealsOf(a: string, b: string, mapped = map): Promise<string> {
  await runHere(backtestDealsCommand, ['--train', a, '--test', b, '--map', mapped, ...dealFlags]);
  return written();
}

describe('deals read the same however they are written', () => {
  const plain = () => dealsOf(file('a.csv', csv(train)), file('b.csv', csv(test60)));
  const german = (day: string) => day.split('-').reverse().join('.');

  test('semicolons, days first, Latin letters, gzip, other names and words', async () => {
    const asGerman = (rows: readonly Record<string, string>[]) =>
      rows.map(({ id = '', product = '', opened = '', closed = '', stage = '', amount = '' }) => ({
        'Vorgang, Nr.': id,
        product,
        Eröffnet: german(opened),
        Geschlossen: german(closed),
        Stand: stage.replace('Won', 'Gewonnen').replace('No decision', 'Versandet'),
        Betrag: `${amount},00 €`,
      }));
    const write = (name: string, rows: readonly Record<string, string>[]) => {
      const text = csv(asGerman(rows), ';');
      return file(name, gzipSync(Buffer.from(text.replaceAll('€', '\x80'), 'latin1')));
    };
    const mapped =
      'id="Vorgang, Nr.",opened=Eröffnet,closed=geschlossen,outcome=Stand,won=Gewonnen|Verlängert,lost=Lost,gone=versandet,amount=Betrag';
    expect(await dealsOf(write('a2.csv.gz', train), write('b2.csv.gz', test60), mapped)).toBe(await plain());
  });

  test('a planned closing date of a deal that is still open is no end', async () => {
    const planned = train.map((deal) => (deal['closed'] === '' ? { ...deal, closed: '2031-01-01' } : deal));
    expect(train.some(({ closed }) => closed === '')).toBe(false);
    const open = dealRows(20, 480);
    expect(open.some(({ closed }) => closed === '')).toBe(true);
    const withPlans = [...planned, ...open.map((deal) => (deal['closed'] === '' ? { ...deal, closed: '2031-01-01' } : deal))];
    const one = await dealsOf(file('a.csv', csv([...train, ...open])), file('b.csv', csv(test60)));
    const two = await dealsOf(file('a3.csv', csv(withPlans)), file('b.csv', csv(test60)), `${map},open=Negotiation`);
    expect(two).toBe(one);
  });

  test('a day is the day that is written, at whatever hour and offset', async () => {
    const evening = (rows: readonly Record<string, string>[], names: readonly string[], hour: string) =>
      rows.map((row) => ({
        ...row,
        ...Object.fromEntries(names.map((name) => [name, row[name] === '' ? '' : `${row[name]}T${hour}`])),
      }));
    const files = (hour: string, names: readonly string[]) =>
      [file('a4.csv', csv(evening(train, names, hour))), file('b4.csv', csv(evening(test60, names, hour)))] as const;
    expect(await dealsOf(...files('23:30:00-05:00', ['opened', 'closed']))).toBe(await plain());
    expect(await dealsOf(...files('01:00:00+09:00', ['opened']))).toBe(await plain());
  });

  test('a deal of one evening whose opening is told in another zone is no reason to stop', async () => {
    const first = train[0] as Record<string, string>;
    const next = new Date(Date.parse(first['opened'] as string) + 86_400_000).toISOString().slice(0, 10);
    const inLondon = [{ ...first, closed: next, opened: `${next}T00:00:00.000Z` }, ...train.slice(1)];
    const inTexas = inLondon.map((row, at) => (at === 0 ? { ...row, closed: first['opened'] as string } : row));
    const asLondon = await dealsOf(file('a5.csv', csv(inLondon)), file('b.csv', csv(test60)));
    expect(await dealsOf(file('a5.csv', csv(inTexas)), file('b.csv', csv(test60)))).toBe(asLondon);
  });

  test('a closing date thirty years ahead makes no deal of the file thirty years old', async () => {
    const open = dealRows(20, 480);
    const whole = [...train, ...open];
    const at = whole.findIndex(({ closed }) => closed !== '');
    const slipped = whole.map((row, k) => (k === at ? { ...row, closed: '2055-01-01' } : row));
    const asOpen = whole.map((row, k) => (k === at ? { ...row, closed: '', stage: 'Negotiation' } : row));
    const one = await dealsOf(file('a6.csv', csv(asOpen)), file('b.csv', csv(test60)));
    expect(await dealsOf(file('a7.csv', csv(slipped)), file('b.csv', csv(test60)))).toBe(one);
  });

  test('open deals that the file shows for too short a time are counted, not left out in silence', async () => {
    const young = dealRows(4, 516).map((deal) => ({ ...deal, closed: '', stage: 'Negotiation' }));
    const ended = dealRows(40, 470).filter(({ closed }) => closed !== '');
    const { notes } = await runHere(backtestDealsCommand, [
      ...['--train', file('a.csv', csv(train)), '--test', file('b8.csv', csv([...ended, ...young])), '--map', map],
      ...dealFlags,
    ]);
    expect(notes.join('\n')).toMatch(/b8\.csv: \d open deals? not asked about at 14 days: the file ends before they are that old/);
  });

  test('deals whose ends are not in the file are all foretold', async () => {
    const blind = test60.map(({ id = '', product = '', opened = '' }) => ({ id, product, opened }));
    await dealsOf(file('a.csv', csv(train)), file('blind.csv', csv(blind)));
    const rows = readCsv(out());
    expect(rows.map(({ id }) => id)).toEqual(blind.map(({ id }) => id));
    for (const row of rows) {
      const chances = ['p_won', 'p_lost', 'p_gone', 'p_open'].map((name) => Number(row[name]));
      expect(chances.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 7);
      expect(chances.every((p) => p > 0 && p < 1)).toBe(true);
    }
  });
});

describe('leads', () => {
  const lead = leadRows(120);
  const asked = leadRows(15, 120);
  const flags = ['--outcome', 'won', '--positive', 'yes', '--out', out()];

  test('come back in the order of the file, by its column row, and the outcome in it changes nothing', async () => {
    const a = file('la.csv', csv(lead));
    const blind = file('lb.csv', csv(asked.map(({ won: _, ...rest }) => rest)));
    await runHere(backtestLeadsCommand, ['--train', a, '--test', blind, ...flags]);
    const one = written();
    expect(readCsv(out()).map(({ row }) => row)).toEqual(asked.map(({ row }) => row));
    await runHere(backtestLeadsCommand, ['--train', a, '--test', file('lt.csv', csv(asked)), ...flags]);
    expect(written()).toBe(one);
  });

  test('without a column row are called by their line, and reasons add up to the chance', async () => {
    const withoutRow = (rows: readonly Record<string, string>[]) => rows.map(({ row: _, ...rest }) => rest);
    const [a, b] = [file('la.csv', csv(withoutRow(lead))), file('lb.csv', csv(withoutRow(asked)))];
    await runHere(backtestLeadsCommand, ['--train', a, '--test', b, ...flags]);
    const rows = readCsv(out());
    expect(rows.map(({ row }) => row)).toEqual(asked.map((_, at) => String(at + 2)));
    for (const { p, reasons } of rows) {
      const logit = (JSON.parse(reasons as string) as { effect: number }[]).reduce((sum, { effect }) => sum + effect, 0);
      expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(Number(p), 12);
    }
  });
});

test('events with a header and days read as three bare columns of seconds do', async () => {
  const events = eventRows(700);
  const bare = events.map(({ at = '', from = '', to = '' }) => `${from} ${to} ${Date.parse(at) / 1000}`).join('\n');
  const run = async (name: string, content: string, asOf: string) => {
    await runHere(backtestRelationshipsCommand, ['--events', file(name, content), '--as-of', asOf, '--horizon-days', '7', '--out', out()]);
    return readCsv(out()).map(({ from, to, p }) => [from, to, p]);
  };
  const one = await run('e.csv', csv(events), '2025-02-01');
  expect(one.length).toBeGreaterThan(10);
  expect(await run('e.txt', bare, String(Date.UTC(2025, 1, 1) / 1000))).toEqual(one);
});

test('purchases by the names and by the numbers of their columns are the same', async () => {
  const purchases = purchaseRows(80);
  const run = async (name: string, content: string, mapped: string) => {
    await runHere(backtestLifetimeCommand, [
      '--transactions',
      file(name, content),
      '--map',
      mapped,
      '--calibration-end',
      '2025-06-30',
      '--out',
      out(),
    ]);
    return written();
  };
  const one = await run('t.csv', csv(purchases), 'customer=customer,date=date,amount=amount');
  const bare = csv(purchases, '  ').split('\n').slice(1).join('\n').replaceAll('-', '');
  expect(await run('t.txt', bare, 'customer=1,date=2,amount=3')).toBe(one);
});
