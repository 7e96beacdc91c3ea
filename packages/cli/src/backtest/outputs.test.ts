import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { ended, start } from '../testing/windshield.ts';
import { outputPath, writeTogether } from './outputs.ts';
import { csv, dealRows } from './testing/small-files.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'windshield-outputs-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

let dir = '';
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(root, 'case-'));
});

const contents = () => Object.fromEntries(fs.readdirSync(dir).map((name) => [name, fs.readFileSync(path.join(dir, name), 'utf8')]));

test('files are written whole, over what stood there', () => {
  fs.writeFileSync(path.join(dir, 'p.csv'), 'old');
  writeTogether([
    { path: path.join(dir, 'p.csv'), pieces: ['a', 'b\n'] },
    { path: path.join(dir, 'page.html'), pieces: ['<p>'] },
  ]);
  expect(contents()).toEqual({ 'p.csv': 'ab\n', 'page.html': '<p>' });
});

test('when the second cannot be written, the first is as it was before', () => {
  fs.writeFileSync(path.join(dir, 'p.csv'), 'old');
  const breaks = function* () {
    yield 'half';
    throw new Error('the disk is full');
  };
  const write = () =>
    writeTogether([
      { path: path.join(dir, 'p.csv'), pieces: ['new'] },
      { path: path.join(dir, 'page.html'), pieces: breaks() },
    ]);
  expect(write).toThrow('the disk is full');
  expect(contents()).toEqual({ 'p.csv': 'old' });
});

test('when the second cannot take its place, the first gives its own back', () => {
  fs.writeFileSync(path.join(dir, 'p.csv'), 'old');
  fs.mkdirSync(path.join(dir, 'page.html', 'full'), { recursive: true });
  const write = () =>
    writeTogether([
      { path: path.join(dir, 'p.csv'), pieces: ['new'] },
      { path: path.join(dir, 'page.html'), pieces: ['<p>'] },
    ]);
  expect(write).toThrow();
  expect(fs.readFileSync(path.join(dir, 'p.csv'), 'utf8')).toBe('old');
  expect(fs.readdirSync(dir).sort()).toEqual(['p.csv', 'page.html']);
});

test('a link is followed: what it points at is written, and the link stays', () => {
  fs.writeFileSync(path.join(dir, 'real.csv'), 'old');
  fs.symlinkSync('real.csv', path.join(dir, 'link.csv'));
  const target = outputPath('--out', path.join(dir, 'link.csv'), []);
  writeTogether([{ path: target, pieces: ['new'] }]);
  expect(fs.readFileSync(path.join(dir, 'real.csv'), 'utf8')).toBe('new');
  expect(fs.lstatSync(path.join(dir, 'link.csv')).isSymbolicLink()).toBe(true);
});

test('what a run left that was killed while it wrote is taken away by the next', () => {
  const nobody = 2 ** 22 + 1;
  fs.writeFileSync(path.join(dir, `.p.csv.${nobody}.new`), 'half');
  fs.writeFileSync(path.join(dir, `.p.csv.${process.pid}.before`), 'of one that runs');
  fs.writeFileSync(path.join(dir, '.p.csv.mine'), 'mine');
  writeTogether([{ path: path.join(dir, 'p.csv'), pieces: ['new'] }]);
  expect(Object.keys(contents()).sort()).toEqual(['.p.csv.mine', 'p.csv']);
});

test('a reader who has seen enough, as `| head`, ends it without another word', async () => {
  const child = start(['--help']);
  const end = ended(child);
  child.stdout?.destroy();
  expect(await end).toMatchObject({ code: 0, stderr: '' });
});

test('an interrupt while it computes leaves nothing behind', async () => {
  fs.writeFileSync(path.join(dir, 'd.csv'), csv(dealRows(4_000)));
  const map = 'id=id,opened=opened,closed=closed,outcome=stage,won=Won,lost=Lost,gone=No decision';
  const files = ['--train', 'd.csv', '--test', 'd.csv', '--out', 'p.csv', '--html', 'page.html'].map((arg) =>
    arg.startsWith('--') ? arg : path.join(dir, arg),
  );
  const child = start(['backtest', 'deals', ...files, '--map', map, '--as-of-age', '14', '--horizon-days', '60']);
  const end = ended(child);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  child.kill('SIGINT');
  const { code } = await end;
  expect(code).not.toBe(0);
  expect(Object.keys(contents())).toEqual(['d.csv']);
});
