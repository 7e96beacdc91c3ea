import { expect, test } from 'vitest';
import { seededRandom, type TextTable } from '../index.ts';
import { backtestLeads } from './backtest-leads.ts';
import { BadTable } from './bad-table.ts';
import { otherSpellings } from './same-value.ts';

function leads(rowCount: number, seed: number): TextTable {
  const random = seededRandom(seed);
  const rows = Array.from({ length: rowCount }, (_, i) => {
    const employees = Math.round(Math.exp(2 + 2 * random.normal()));
    const source = random.uniform() < 0.4 ? 'fair' : 'web';
    const isWon = random.uniform() < 1 / (1 + Math.exp(-(employees > 20 ? 0.8 : -1) - (source === 'fair' ? 1 : 0)));
    const day = new Date(1_700_000_000_000 + i * 3_600_000).toISOString();
    return { employees: String(employees), source, created: day, 'won at': isWon ? day : '', won: isWon ? 'yes' : 'no' };
  });
  const names = ['employees', 'source', 'created', 'won at', 'won'] as const;
  return { rowCount, columns: names.map((name) => ({ name, cells: rows.map((row) => row[name]) })) };
}

const train = leads(900, 1);
const test2 = leads(300, 2);
const test1: TextTable = { ...test2, columns: test2.columns.filter(({ name }) => name !== 'won') };
const asked = { train, test: test1, outcome: 'won', positive: 'yes', seed: 1 };

test('each lead of the second file gets a chance in its order, with reasons that add up to it', async () => {
  const { predictions, start, scores } = await backtestLeads(asked);
  expect(predictions.map(({ row }) => row).slice(0, 3)).toEqual(['1', '2', '3']);
  expect(predictions.length).toBe(300);
  for (const { p, reasons } of predictions) {
    const logit = reasons.reduce((sum, reason) => sum + reason.effect, start);
    expect(p).toBeCloseTo(1 / (1 + Math.exp(-logit)), 15);
  }
  expect(scores?.brierSkill).toBeGreaterThan(0.05);
});

test('the day of winning is set aside; its own row names and a time column are used', async () => {
  const named = {
    ...test1,
    columns: [{ name: '\uFEFFrow', cells: test1.columns[0]?.cells.map((_, i) => `L${i}`) ?? [] }, ...test1.columns],
  };
  const found = await backtestLeads({ ...asked, test: named, time: 'created' });
  expect(found.setAside.map(({ column }) => column)).toEqual(['won at', 'won at: weekday']);
  expect(found.predictions[7]?.row).toBe('L7');
  expect(found.model.terms.map((term) => term.column)).not.toContain('created');
});

test('the same seed gives the same predictions', async () => {
  expect(JSON.stringify(await backtestLeads(asked))).toBe(JSON.stringify(await backtestLeads(asked)));
});

test('rows without an outcome are left out and counted', async () => {
  const columns = train.columns.map((column) =>
    column.name === 'won' ? { ...column, cells: column.cells.map((cell, i) => (i < 30 ? '' : cell)) } : column,
  );
  expect(await backtestLeads({ ...asked, train: { ...train, columns } })).toMatchObject({ n: 870, withoutOutcome: 30 });
});

test('one outcome in several spellings is one outcome', async () => {
  const spelled = ['Yes', ' YES ', 'yes'];
  const columns = train.columns.map((column) =>
    column.name === 'won'
      ? { ...column, cells: column.cells.map((cell, i) => (cell === 'yes' ? (spelled[i % 3] as string) : cell)) }
      : column,
  );
  const plain = await backtestLeads(asked);
  const { happened, predictions } = await backtestLeads({ ...asked, train: { ...train, columns }, positive: 'Yes' });
  expect(happened).toBe(plain.happened);
  expect(predictions).toEqual(plain.predictions);
  expect(otherSpellings(['1.0', '0.0', '1', '10', ''], '1')).toEqual(['1.0']);
});

test.each([
  ['none of few leads has succeeded yet', 'no', 0.1],
  ['all of few leads succeeded', 'yes', 0.9],
])('%s: all get about the same chance, never 0 or 1', async (_, value, about) => {
  const columns = leads(20, 3).columns.map(({ name, cells }) => ({ name, cells: name === 'won' ? cells.map(() => value) : cells }));
  const { predictions, rung } = await backtestLeads({ ...asked, train: { rowCount: 20, columns } });
  expect(rung).toBe('base rate');
  for (const { p } of predictions) expect(Math.abs(p - about)).toBeLessThan(0.1);
  expect(new Set(predictions.map(({ p }) => p)).size).toBe(1);
});

test.each([
  ['a missing outcome column', { outcome: 'Won?' }, 'train, column "Won?": there is no such column; there are "employees"'],
  ['a value that never occurs', { positive: 'ja' }, 'train, column "won": no row holds "ja"; it holds "'],
  ['a missing time column', { time: 'day' }, 'train, column "day": there is no such column'],
  ['a time column without times', { time: 'source' }, 'train, column "source": it does not hold times'],
  ['a second file of something else', { test: { rowCount: 1, columns: [{ name: 'x', cells: ['1'] }] } }, 'test, column "employees"'],
  ['an outcome that always happened', { outcome: 'created', positive: '' }, 'train, column "created"'],
  [
    'no rows',
    { train: { rowCount: 0, columns: train.columns.map(({ name }) => ({ name, cells: [] })) } },
    'train, column "won": there are no rows',
  ],
])('%s is refused with the column and what is expected', async (_, change, message) => {
  const refused = backtestLeads({ ...asked, ...change });
  await expect(refused).rejects.toThrow(BadTable);
  await expect(refused).rejects.toThrow(message);
});
