import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { UsageError } from '../command-line.ts';
import { newDataDir, removeDataDirs, windshield } from '../testing/windshield.ts';
import { sampleCommand } from './sample.ts';

const patience = 120_000;
afterAll(removeDataDirs, patience);

/** The command in this process: a wrong flag need not start another. */
const sampleHere = (...args: string[]) =>
  sampleCommand.run(args, { environment: {}, terminal: { isJson: false, note() {}, progress() {}, result() {} } } as never);

const written = (directory: string) =>
  fs.readdirSync(directory).map((name) => [name, fs.readFileSync(path.join(directory, name), 'utf8')] as const);

test(
  'the same seed writes the same files, into a directory that is not there yet; no database is made',
  async () => {
    const folder = newDataDir();
    const small = ['sample', '--seed', '5', '--reps', '1', '--years', '1', '--as-of', '2025-03-31', '--mode', 'volume'];
    const [one, other] = [path.join(folder, 'one'), path.join(folder, 'two/deep')];
    for (const out of [one, other]) expect((await windshield([...small, '--out', out, '--data', path.join(folder, 'data')])).code).toBe(0);
    expect(written(other)).toEqual(written(one));
    expect(written(one).map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'accounts.csv',
        'changes.csv',
        'contacts.csv',
        'deals.csv',
        'interactions.csv',
        'leads.csv',
        'next-steps.csv',
      ]),
    );
    expect(fs.existsSync(path.join(folder, 'data'))).toBe(false);
  },
  patience,
);

test.each([
  [['--mode', 'luck'], '--mode'],
  [['--seed', '-1'], '--seed'],
  [['--seed', '1.5'], '--seed'],
  [['--years', '0'], '--years'],
  [['--reps', 'many'], '--reps'],
  [['--as-of', '2026-02-30'], '--as-of'],
  [['--as-of', '9999-12-31'], '--as-of cannot be "9999-12-31"'],
  [['--seed', '1', '--seed', '2'], '--seed is given 2 times'],
  [['--speed', '3'], '--speed'],
])('%j is refused by the name of the flag, and nothing is written', async (args, flag) => {
  const out = path.join(newDataDir(), 'out');
  await expect(sampleHere(...args, '--out', out)).rejects.toThrow(flag);
  await expect(sampleHere(...args, '--out', out)).rejects.toThrow(UsageError);
  expect(fs.existsSync(out)).toBe(false);
});

test('a place where no directory can be made is named before a company is lived', async () => {
  const folder = newDataDir();
  fs.writeFileSync(path.join(folder, 'mine.csv'), 'a,b\n');
  fs.symlinkSync('nowhere', path.join(folder, 'link'));
  for (const place of ['mine.csv/below', 'link', '/proc/company'])
    await expect(sampleHere('--out', path.resolve(folder, place))).rejects.toThrow(/^--out /);
});

test('a directory with other files in it, or a file, is left alone', async () => {
  const folder = newDataDir();
  fs.writeFileSync(path.join(folder, 'mine.csv'), 'a,b\n');
  for (const out of [folder, path.join(folder, 'mine.csv')]) {
    await expect(sampleHere('--out', out)).rejects.toThrow(/--out .* (not empty|a file)/);
  }
  expect(written(folder)).toEqual([['mine.csv', 'a,b\n']]);
});
