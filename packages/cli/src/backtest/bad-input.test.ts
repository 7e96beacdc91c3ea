import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '../command-line.ts';
import { backtestCommand } from '../commands/backtest.ts';
import { backtestDealsCommand } from '../commands/backtest-deals.ts';
import { backtestEvidenceCommand } from '../commands/backtest-evidence.ts';
import { backtestForecastCommand } from '../commands/backtest-forecast.ts';
import { backtestLeadsCommand } from '../commands/backtest-leads.ts';
import { backtestLifetimeCommand } from '../commands/backtest-lifetime.ts';
import { backtestRelationshipsCommand } from '../commands/backtest-relationships.ts';
import type { Command } from '../commands/command.ts';
import { runHere } from '../testing/in-process.ts';
import { windshield } from '../testing/windshield.ts';
import { csv, dealRows, eventRows, leadRows, purchaseRows } from './testing/small-files.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'windshield-bad-input-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

type Content = string | Buffer;
type Flags = Readonly<Record<string, string | undefined>>;

/** What fits: each case changes one thing of it. */
const fitting = {
  leads: {
    command: backtestLeadsCommand,
    files: { 'a.csv': csv(leadRows(60)), 'b.csv': csv(leadRows(10, 60).map(({ won: _, ...lead }) => lead)) },
    flags: { '--train': 'a.csv', '--test': 'b.csv', '--outcome': 'won', '--positive': 'yes', '--time': 'created' },
  },
  deals: {
    command: backtestDealsCommand,
    files: { 'a.csv': csv(dealRows(120)), 'b.csv': csv(dealRows(20, 120)) },
    flags: {
      '--train': 'a.csv',
      '--test': 'b.csv',
      '--map': 'id=id,opened=opened,closed=closed,outcome=stage,won=Won,lost=Lost,gone=No decision,amount=amount',
      '--as-of-age': '14,30',
      '--horizon-days': '60',
    },
  },
  forecast: {
    command: backtestForecastCommand,
    files: { 'd.csv': csv(dealRows(120)) },
    flags: {
      '--deals': 'd.csv',
      '--map': 'id=id,opened=opened,closed=closed,outcome=stage,won=Won,lost=Lost,gone=No decision',
      '--periods': 'quarter',
    },
  },
  relationships: {
    command: backtestRelationshipsCommand,
    files: { 'e.csv': csv(eventRows(300)) },
    flags: { '--events': 'e.csv', '--as-of': '2025-01-15', '--horizon-days': '14' },
  },
  lifetime: {
    command: backtestLifetimeCommand,
    files: { 't.csv': csv(purchaseRows(60)) },
    flags: { '--transactions': 't.csv', '--map': 'customer=customer,date=date,amount=amount', '--calibration-end': '2025-06-30' },
  },
  evidence: { command: backtestEvidenceCommand, files: {}, flags: { '--dir': 'export' } },
} as const satisfies Record<string, { command: Command; files: Readonly<Record<string, Content>>; flags: Flags }>;

type Study = keyof typeof fitting;

interface Broken {
  readonly what: string;
  readonly study: Study;
  /** What is given instead; undefined takes the flag away. */
  readonly flags?: Flags;
  readonly files?: Readonly<Record<string, Content>>;
  readonly more?: readonly string[];
  /** What is done in the folder once its files are written. */
  readonly before?: (dir: string) => void;
  /** What the message must say: the flag or column first. */
  readonly says: readonly string[];
}

const mapWith = (study: 'deals' | 'lifetime', from: string, to: string) => ({ '--map': fitting[study].flags['--map'].replace(from, to) });
const file = (study: 'leads' | 'deals' | 'lifetime' | 'relationships', name: string, from: string | RegExp, to: string) => {
  const files: Readonly<Record<string, string>> = fitting[study].files;
  return { [name]: (files[name] as string).replace(from, to) };
};

/** One file in an archive, as `tar cf` would write it. */
function tarOf(content: string): Buffer {
  const head = Buffer.alloc(512);
  head.write('a.csv', 0);
  head.write(Buffer.byteLength(content).toString(8).padStart(11, '0'), 124);
  head.write('ustar\0', 257);
  return Buffer.concat([head, Buffer.from(content), Buffer.alloc(1024)]);
}

const broken: readonly Broken[] = [
  { what: 'an unknown flag', study: 'leads', more: ['--depth', '3'], says: ["'--depth'"] },
  { what: 'a flag without its value', study: 'leads', more: ['--seed'], says: ['--seed'] },
  { what: 'a word that belongs to no flag', study: 'leads', more: ['more.csv'], says: ['"more.csv" belongs to no flag'] },
  { what: 'a flag given twice', study: 'leads', more: ['--outcome', 'won'], says: ['--outcome is given 2 times'] },
  {
    what: 'a column to keep that is not there',
    study: 'leads',
    flags: { '--keep': 'sorce' },
    says: ['--keep', 'no column "sorce"', 'Did you mean "source"?'],
  },
  { what: 'no training file', study: 'leads', flags: { '--train': undefined }, says: ['--train is missing'] },
  { what: 'no test file', study: 'leads', flags: { '--test': undefined }, says: ['--test is missing'] },
  { what: 'no outcome', study: 'leads', flags: { '--outcome': undefined }, says: ['--outcome is missing'] },
  { what: 'no positive value', study: 'leads', flags: { '--positive': undefined }, says: ['--positive is missing'] },
  { what: 'a seed that is no number', study: 'leads', flags: { '--seed': 'lucky' }, says: ['--seed cannot be "lucky"', 'whole number'] },
  { what: 'a seed below zero', study: 'leads', flags: { '--seed=-1': '' }, says: ['--seed'] },
  { what: 'no threads', study: 'leads', flags: { '--threads': '0' }, says: ['--threads cannot be "0"'] },
  { what: 'a file that is not there', study: 'leads', flags: { '--train': 'absent.csv' }, says: ['--train', 'absent.csv does not exist'] },
  { what: 'a directory for a file', study: 'leads', flags: { '--train': '.' }, says: ['--train', 'is a directory'] },
  { what: 'an empty file', study: 'leads', files: { 'a.csv': '' }, says: ['--train', 'a.csv is empty'] },
  { what: 'a header alone', study: 'leads', files: { 'a.csv': 'row,won\n' }, says: ['--train', 'a.csv'] },
  { what: 'a workbook', study: 'leads', files: { 'a.csv': Buffer.from('PK\x03\x05…') }, says: ['--train', 'Excel'] },
  { what: 'a picture', study: 'leads', files: { 'b.csv': Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') }, says: ['--test', 'is a picture'] },
  { what: 'a web page', study: 'leads', files: { 'a.csv': '<!doctype html><p>Sign in' }, says: ['--train', 'web page'] },
  {
    what: 'a gzip cut short',
    study: 'leads',
    files: { 'a.csv': gzipSync(csv(leadRows(60))).subarray(0, 200) },
    says: ['--train', 'a.csv'],
  },
  {
    what: 'an outcome column that is not there',
    study: 'leads',
    flags: { '--outcome': 'wonn' },
    says: ['--outcome', 'no column "wonn"', 'Did you mean "won"?'],
  },
  { what: 'a positive value that nobody has', study: 'leads', flags: { '--positive': '1' }, says: ['--positive', '"won"', 'yes', 'no'] },
  { what: 'a time column that is not there', study: 'leads', flags: { '--time': 'when' }, says: ['--time', 'no column "when"'] },
  {
    what: 'a time column without times',
    study: 'leads',
    flags: { '--time': 'source' },
    says: ['--time', 'column "source"', 'does not hold times'],
  },
  {
    what: 'a row that ends early',
    study: 'leads',
    files: file('leads', 'a.csv', /\n5,.*\n/, '\n5,2025-01-06\n'),
    says: ['--train', 'line 7', 'before the column "employees"'],
  },
  {
    what: 'a row with too many cells',
    study: 'leads',
    files: file('leads', 'b.csv', /\n65,.*\n/, '\n65,2025-01-06,x,y,z,9,8\n'),
    says: ['--test', 'line 7', '"source"'],
  },
  {
    what: 'test leads of another kind',
    study: 'leads',
    files: { 'b.csv': 'height,width\n1,2\n3,4\n' },
    says: ['--test', 'b.csv', 'any other column of the training file'],
  },
  { what: 'predictions into a directory', study: 'leads', flags: { '--out': '.' }, says: ['--out', 'is a directory'] },
  { what: 'predictions where nothing can be', study: 'leads', flags: { '--out': 'none/p.csv' }, says: ['--out', 'there is no directory'] },
  { what: 'predictions over the training file', study: 'leads', flags: { '--out': 'a.csv' }, says: ['--out', 'is a file that is read'] },
  {
    what: 'predictions and page in one file',
    study: 'leads',
    flags: { '--out': 'x', '--html': 'x' },
    says: ['--out and --html name the same file'],
  },
  { what: 'a page nowhere', study: 'leads', flags: { '--html': 'none/page.html' }, says: ['--html', 'there is no directory'] },

  {
    what: 'training and test rows in one file',
    study: 'leads',
    flags: { '--test': 'a.csv' },
    says: ['--train and --test name the same file'],
  },
  { what: 'the outcome to keep', study: 'leads', flags: { '--keep': 'won' }, says: ['--keep names "won"'] },
  {
    what: 'two files put together with both headers',
    study: 'leads',
    files: { 'a.csv': `${csv(leadRows(60))}${csv(leadRows(3, 60))}` },
    says: ['--train', 'a.csv, line 62 repeats the header'],
  },
  { what: 'a flag that is nearly one', study: 'leads', more: ['--treads', '2'], says: ["no flag '--treads'", 'Did you mean --threads?'] },
  { what: 'a flag with one dash', study: 'leads', more: ['-seed', '3'], says: ["no flag '-seed'", 'Did you mean --seed?'] },
  { what: 'a number below zero', study: 'leads', more: ['--seed', '-1'], says: ['--seed lacks its value', 'write --seed=-1'] },
  { what: 'a number below zero that is meant', study: 'leads', more: ['--seed=-1'], says: ['--seed cannot be "-1"', 'from 0 to'] },
  {
    what: 'an archive of files',
    study: 'leads',
    files: { 'a.csv': tarOf(csv(leadRows(60))) },
    says: ['--train', 'a.csv is an archive (tar)'],
  },
  {
    what: 'predictions over the training file by another name of it',
    study: 'deals',
    before: (dir) => fs.linkSync(path.join(dir, 'a.csv'), path.join(dir, 'same.csv')),
    flags: { '--out': 'same.csv' },
    says: ['--out', 'is a file that is read'],
  },

  { what: 'no map', study: 'deals', flags: { '--map': undefined }, says: ['--map is missing', 'id=…'] },
  { what: 'a map without a pair', study: 'deals', flags: { '--map': 'id' }, says: ['--map', '"id" is not KEY=COLUMN'] },
  { what: 'an unknown key', study: 'deals', flags: mapWith('deals', 'gone=', 'vanished='), says: ['--map', 'no key "vanished"'] },
  { what: 'a key that is missing', study: 'deals', flags: mapWith('deals', 'closed=closed,', ''), says: ['--map lacks closed=…'] },
  {
    what: 'a key given twice',
    study: 'deals',
    flags: mapWith('deals', 'closed=closed', 'closed=closed,closed=opened'),
    says: ['--map names closed twice'],
  },
  { what: 'a key without a column', study: 'deals', flags: mapWith('deals', 'won=Won', 'won='), says: ['--map: won is empty'] },
  {
    what: 'a quote left open',
    study: 'deals',
    flags: mapWith('deals', 'id=id', 'id="id'),
    says: ['--map', 'a quote is opened and not closed'],
  },
  {
    what: 'a column of the map that is not there',
    study: 'deals',
    flags: mapWith('deals', 'opened=opened', 'opened=begun'),
    says: ['--map opened', 'no column "begun"'],
  },
  {
    what: 'one column for two keys',
    study: 'deals',
    flags: mapWith('deals', 'closed=closed', 'closed=opened'),
    says: ['--map: opened and closed are both "opened"'],
  },
  {
    what: 'one word for two outcomes',
    study: 'deals',
    flags: mapWith('deals', 'lost=Lost', 'lost=Won'),
    says: ['--map', '"Won" is given twice'],
  },
  {
    what: 'a word for won that nobody has',
    study: 'deals',
    flags: mapWith('deals', 'won=Won', 'won=Gained|Won deal'),
    says: ['a.csv', '"stage"', '"Won"'],
  },
  {
    what: 'an outcome that the map does not know',
    study: 'deals',
    flags: mapWith('deals', ',gone=No decision', ''),
    says: ['a.csv, line', 'column "stage"', '"No decision"', 'gone=No decision'],
  },
  {
    what: 'an opening that is no date',
    study: 'deals',
    files: file('deals', 'a.csv', '2025-01-01', 'new year'),
    says: ['a.csv, line 2, column "opened"', '"new year" is not a date'],
  },
  {
    what: 'a closing on a day that does not exist',
    study: 'deals',
    files: file('deals', 'a.csv', /,2025-02-\d\d,Won/, ',2025-02-30,Won'),
    says: ['column "closed"', '"2025-02-30" is not a date'],
  },
  {
    what: 'a closing before the opening',
    study: 'deals',
    files: file('deals', 'a.csv', /,2025-02-\d\d,Won/, ',2024-02-01,Won'),
    says: ['column "closed"', '"2024-02-01" lies before the opening'],
  },
  {
    what: 'a deal that stands twice',
    study: 'deals',
    files: file('deals', 'a.csv', '\nD1,', '\nD0,'),
    says: ['a.csv, line 3, column "id"', '"D0" stands on line 2 already'],
  },
  {
    what: 'a deal without an id',
    study: 'deals',
    files: file('deals', 'b.csv', '\nD121,', '\n,'),
    says: ['b.csv, line 3, column "id"', 'empty'],
  },
  {
    what: 'an amount that is none',
    study: 'deals',
    files: file('deals', 'a.csv', /,\d+\n/, ',much\n'),
    says: ['a.csv, line 2, column "amount"', '"much" is not an amount'],
  },
  {
    what: 'nobody closed',
    study: 'deals',
    flags: mapWith('deals', 'closed=closed', 'closed=empty'),
    files: { 'a.csv': csv(dealRows(20).map((deal) => ({ ...deal, empty: '' }))) },
    says: ['a.csv', '"empty" is empty in every row'],
  },
  {
    what: 'an opening at the end of all days',
    study: 'deals',
    files: file('deals', 'b.csv', /\nD121,([^,]+),[^,]+,/, '\nD121,$1,9999-12-31,'),
    says: ['b.csv, line 3, column "opened"', '"9999-12-31" lies outside the years 1900 to 2199', 'empty'],
  },
  { what: 'no age', study: 'deals', flags: { '--as-of-age': undefined }, says: ['--as-of-age is missing'] },
  { what: 'an age that is no number', study: 'deals', flags: { '--as-of-age': '14,soon' }, says: ['--as-of-age cannot be "soon"'] },
  { what: 'an age named twice', study: 'deals', flags: { '--as-of-age': '14,14' }, says: ['--as-of-age names 14 twice'] },
  { what: 'a horizon of no days', study: 'deals', flags: { '--horizon-days': '0' }, says: ['--horizon-days cannot be "0"'] },
  { what: 'two horizons', study: 'deals', flags: { '--horizon-days': '30,60' }, says: ['--horizon-days'] },
  { what: 'an order of dates that there is not', study: 'deals', flags: { '--dates': 'us' }, says: ['--dates cannot be "us"', 'dmy'] },

  { what: 'no deals', study: 'forecast', flags: { '--deals': undefined }, says: ['--deals is missing'] },
  {
    what: 'periods that there are not',
    study: 'forecast',
    flags: { '--periods': 'week' },
    says: ['--periods cannot be "week"', 'quarter'],
  },

  { what: 'no events', study: 'relationships', flags: { '--events': undefined }, says: ['--events is missing'] },
  { what: 'no as-of', study: 'relationships', flags: { '--as-of': undefined }, says: ['--as-of is missing'] },
  { what: 'an as-of that is no time', study: 'relationships', flags: { '--as-of': 'spring' }, says: ['--as-of "spring" is not a time'] },
  {
    what: 'an as-of named twice',
    study: 'relationships',
    flags: { '--as-of': '2025-01-10,2025-01-10' },
    says: ['--as-of names 2025-01-10 twice'],
  },
  {
    what: 'an as-of before everything',
    study: 'relationships',
    flags: { '--as-of': '2020-01-01' },
    says: ['--as-of', '2020-01-01', 'first event'],
  },
  {
    what: 'events without from',
    study: 'relationships',
    files: { 'e.csv': 'at,who,to\n2025-01-01T10:00:00Z,a,b\n' },
    says: ['--events', 'no column "from"'],
  },
  {
    what: 'events of two columns',
    study: 'relationships',
    files: { 'e.csv': '1 2\n3 4\n' },
    says: ['--events', 'e.csv has 2 columns', 'from, to, time'],
  },
  {
    what: 'an event at no time',
    study: 'relationships',
    files: file('relationships', 'e.csv', '2025-01-01T01:30:00.000Z', 'later'),
    says: ['--events', 'line 3, column "at"', '"later" is not a time'],
  },
  {
    what: 'an event from nobody',
    study: 'relationships',
    files: file('relationships', 'e.csv', /\n(2025[^,]*),p\d+,/, '\n$1,,'),
    says: ['--events', 'line 2, column "from"', 'empty'],
  },
  {
    what: 'bare columns with a time that is none',
    study: 'relationships',
    files: { 'e.csv': 'a b now\nc d then\n' },
    says: ['--events', 'column "time"'],
  },

  { what: 'no purchases', study: 'lifetime', flags: { '--transactions': undefined }, says: ['--transactions is missing'] },
  {
    what: 'a column number beyond the last',
    study: 'lifetime',
    flags: mapWith('lifetime', 'date=date', 'date=9'),
    says: ['--map date', 'no column "9"'],
  },
  {
    what: 'a purchase without a day',
    study: 'lifetime',
    files: { 't.csv': 'customer,date,amount\nA,2025-01-01,5\nB,,6\nC,2025-09-01,7\n' },
    says: ['t.csv, line 3, column "date"', 'empty'],
  },
  {
    what: 'no end of the calibration',
    study: 'lifetime',
    flags: { '--calibration-end': undefined },
    says: ['--calibration-end is missing'],
  },
  {
    what: 'an end of the calibration that is no day',
    study: 'lifetime',
    flags: { '--calibration-end': '2025-02-30' },
    says: ['--calibration-end "2025-02-30"'],
  },
  {
    what: 'a calibration that leaves nothing',
    study: 'lifetime',
    flags: { '--calibration-end': '2030-01-01' },
    says: ['--calibration-end 2030-01-01', 'last purchase'],
  },
  {
    what: 'a calibration before everything',
    study: 'lifetime',
    flags: { '--calibration-end': '2001-01-01' },
    says: ['--calibration-end 2001-01-01', 'first purchase'],
  },
  {
    what: 'amounts in two currencies',
    study: 'lifetime',
    files: { 't.csv': 'customer,date,amount\nA,2025-01-01,5 EUR\nB,2025-03-01,6 USD\nC,2025-09-01,7 EUR\n' },
    says: ['t.csv, column "amount"', 'EUR and USD'],
  },

  { what: 'no folder', study: 'evidence', flags: { '--dir': undefined }, says: ['--dir is missing'] },
  {
    what: 'a folder without deals',
    study: 'evidence',
    flags: { '--dir': '.' },
    files: { 'people.csv': 'First name,Last name,Email\nAna,Ruiz,ana@example.org\n' },
    says: ['--dir', 'holds no deals'],
  },
  {
    what: 'a page over a file of the folder',
    study: 'evidence',
    flags: { '--dir': '.', '--html': 'people.csv' },
    files: { 'people.csv': 'First name,Last name,Email\nAna,Ruiz,ana@example.org\n' },
    says: ['--html', 'stands in the folder that is read'],
  },
  {
    what: 'a pipe for a folder',
    study: 'evidence',
    flags: { '--dir': 'pipe' },
    before: (dir) => execFileSync('mkfifo', [path.join(dir, 'pipe')]),
    says: ['--dir', 'is no folder'],
  },
  { what: 'an age that is no number', study: 'evidence', flags: { '--age': 'young' }, says: ['--age cannot be "young"'] },
  { what: 'a folder that is not there', study: 'evidence', says: ['--dir', 'does not exist'] },
];

let dir = '';
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(root, 'case-'));
});

function argsOf({ study, flags, more }: Broken): string[] {
  const all: Flags = { '--out': 'p.csv', '--html': 'page.html', ...fitting[study].flags, ...flags };
  const isPath = new Set(['--train', '--test', '--deals', '--events', '--transactions', '--dir', '--out', '--html']);
  const typed = Object.entries(all).flatMap(([flag, value]) =>
    value === undefined ? [] : value === '' ? [flag] : [flag, isPath.has(flag) ? path.join(dir, value) : value],
  );
  return [...typed, ...(more ?? [])];
}

function write({ study, files, before }: Broken): Record<string, string> {
  for (const [name, content] of Object.entries({ ...fitting[study].files, ...files })) fs.writeFileSync(path.join(dir, name), content);
  before?.(dir);
  return contents();
}

const contents = () =>
  Object.fromEntries(
    fs
      .readdirSync(dir, { withFileTypes: true })
      .map((entry) => [entry.name, entry.isFile() ? fs.readFileSync(path.join(dir, entry.name), 'latin1') : 'no file']),
  );

describe('what does not fit is named, and nothing is written', () => {
  test.each(broken.map((one) => [`${one.study}: ${one.what}`, one] as const))('%s', async (_, one) => {
    const before = write(one);
    const error = await runHere(fitting[one.study].command, argsOf(one)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(UsageError);
    for (const part of one.says) expect((error as Error).message).toContain(part);
    expect(contents()).toEqual(before);
  });
});

test('what fits is computed, so that the cases above fail for their own reason', async () => {
  for (const study of ['deals', 'lifetime'] as const) {
    write({ what: '', study, says: [] });
    await runHere(fitting[study].command, argsOf({ what: '', study, says: [] }));
    expect(Object.keys(contents())).toEqual(expect.arrayContaining(['p.csv', 'page.html']));
  }
});

test('a backtest that there is not is answered with those that there are', async () => {
  await expect(runHere(backtestCommand, ['luck'])).rejects.toThrow(
    'no backtest "luck": leads, relationships, deals, forecast, lifetime or evidence',
  );
});

describe('as a process', () => {
  test.each([
    ['in words', []],
    ['as JSON', ['--json']],
  ])('it ends with exit code 2 and says why %s', async (_, more) => {
    const one = broken.find(({ what }) => what === 'a closing before the opening') as Broken;
    const before = write(one);
    const { code, stdout, stderr } = await windshield(['backtest', 'deals', ...argsOf(one), ...more]);
    expect(code).toBe(2);
    expect(more.length === 0 ? stderr : JSON.parse(stdout).error.message).toContain('lies before the opening');
    if (more.length === 0) expect(stdout).toBe('');
    expect(contents()).toEqual(before);
  });
});
