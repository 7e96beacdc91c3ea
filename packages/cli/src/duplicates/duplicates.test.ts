import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { duplicatesCommand } from '../commands/duplicates.ts';
import { runHere } from '../testing/in-process.ts';
import { readCsv } from '../testing/read-csv.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'windshield-duplicates-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

const write = (name: string, text: string): string => {
  const file = path.join(root, name);
  fs.writeFileSync(file, text);
  return file;
};

const people = write(
  'people.csv',
  [
    'Kundennr;Vorname;Nachname;E-Mail;Telefon;Person',
    'a1;Jürgen;Müller;juergen.mueller@halden.de;+49 171 2345678;1',
    'a2;Petra;Schulz;p.schulz@nordwind.ch;+41 44 9876543;2',
    'a3;Jurgen;Mueller;juergen.mueller@halden.de;0171/2345678;1',
    'a4;Ines;Belmonte;ines@belmonte.es;;3',
    'a5;Tom;Archer;tom@archer.co.uk;;4',
    'a6;Olga;Nowak;olga@nowak.pl;;5',
  ].join('\n'),
);

const find = (...args: string[]) => runHere(duplicatesCommand, args);
type Result = {
  thresholds: Record<string, number>;
  scores: Record<string, { f1: number; precision: number | null }>;
  columns: { name: string; kind: string }[];
};
const run = async (...args: string[]) => (await find(...args, '--json')).result as Result;

describe('duplicates of a file', () => {
  test('rows are counted from 0 below the header; columns are found in German too', async () => {
    const out = path.join(root, 'out.csv');
    const { columns, scores } = await run(people, '--pairs', out, '--truth', 'Person', '--columns', 'Kundennr=ignore');
    const rows = readCsv(out);
    expect(rows[0]).toMatchObject({ row_a: '0', row_b: '2' });
    expect(Number(rows[0]?.['probability'])).toBeGreaterThan(0.65);
    expect(columns.map(({ kind }) => kind)).toEqual(['ignore', 'firstName', 'lastName', 'mail', 'phone', 'ignore']);
    expect(scores['best']?.f1).toBe(1);
  });

  test('--id names the rows', async () => {
    const out = path.join(root, 'named.csv');
    await run(people, '--pairs', out, '--id', 'Kundennr', '--columns', 'Person=ignore');
    expect(readCsv(out)[0]).toMatchObject({ row_a: 'a1', row_b: 'a3' });
  });

  test.each([
    ['no file', [], 'Which file'],
    ['a file that is not there', ['none.csv'], 'none.csv does not exist'],
    ['a kind that does not exist', [people, '--columns', 'Vorname=forename'], '"forename" is no kind of field'],
    ['a column that is not there', [people, '--columns', 'Vornam=firstName'], 'Did you mean "Vorname"'],
    ['a truth that is not there', [people, '--truth', 'cluster'], 'has no column "cluster"'],
    ['a truth that joins no rows', [people, '--truth', 'Kundennr'], 'no two rows share a value'],
    ['a pattern that is none', [people, '--truth', 'Person:/(/'], 'is no pattern'],
    ['ids that are not', [people, '--id', 'Person'], 'names several rows alike'],
    ['both truths', [people, '--truth', 'Person', '--truth-pairs', people], 'one of them is expected'],
    ['the output over the input', [people, '--pairs', people], 'is a file that is read'],
  ])('%s is refused in words that help', async (_, args, words) => {
    await expect(find(...args)).rejects.toThrow(words);
  });
});

const data = process.env['WINDSHIELD_TEST_DATA'] ?? '';
const sets = path.join(data, 'record_linkage');

describe.skipIf(!data)('labelled sets (needs WINDSHIELD_TEST_DATA)', () => {
  test('FEBRL 1: best F1 at least 0.98, at the picked threshold too, merges right', async () => {
    const { scores } = await run(path.join(sets, 'febrl/dataset1.csv'), '--truth', 'rec_id:/rec-(\\d+)/');
    expect(scores['best']?.f1).toBeGreaterThanOrEqual(0.98);
    expect(scores['atDecide']?.f1).toBeGreaterThanOrEqual(0.98);
    expect(scores['atMerge']?.precision).toBeGreaterThanOrEqual(0.995);
  }, 60_000);

  test('restaurants of two guides: at least 0.95, merges right', async () => {
    const { scores } = await run(
      ...[path.join(sets, 'fodors_zagats/fodors.csv'), '--with', path.join(sets, 'fodors_zagats/zagats.csv'), '--id', 'id'],
      ...['--columns', 'class=ignore', '--truth-pairs', path.join(sets, 'fodors_zagats/matches_fodors_zagats.csv')],
    );
    expect(scores['best']?.f1).toBeGreaterThanOrEqual(0.95);
    expect(scores['atDecide']?.f1).toBeGreaterThanOrEqual(0.95);
    expect(scores['atMerge']?.precision).toBeGreaterThanOrEqual(0.995);
  }, 60_000);
});
