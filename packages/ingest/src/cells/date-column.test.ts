import { expect, test } from 'vitest';
import { readAmountColumn } from './amount-column.ts';
import { readDateColumns } from './date-column.ts';

const daysOf = (...columns: string[][]) => {
  const read = readDateColumns(columns);
  if ('cell' in read) throw new Error(`${read.cell} in row ${read.row} of column ${read.column}`);
  return read.epochMilliseconds.map((values) =>
    Array.from(values, (ms) => (Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10))),
  );
};

test('a day beyond the twelfth settles the order of its column', () => {
  expect(daysOf(['03/04/2026', '25/04/2026'])).toEqual([['2026-04-03', '2026-04-25']]);
  expect(daysOf(['03/04/2026', '04/25/2026'])).toEqual([['2026-03-04', '2026-04-25']]);
});

test('a column that could be read both ways is read as the one beside it', () => {
  expect(daysOf(['03/04/2026', '05/06/2026'], ['25/04/2026', ''])[0]).toEqual(['2026-04-03', '2026-06-05']);
});

test('dates that could be read both ways are said to be so', () => {
  const both = readDateColumns([['03/04/2026', '05/06/2026']]);
  const iso = readDateColumns([['2026-04-03']]);
  expect([both, iso].map((read) => 'isProven' in read && read.isProven)).toEqual([false, true]);
  expect('isProven' in readDateColumns([['03/04/2026']], 'dmy')).toBe(true);
});

test('where days are asked for, an evening west of London is not the next day', () => {
  const cells = ['2026-03-31T20:00:00-05:00', '2026-03-31T23:59:00Z', '2026-03-31'];
  const read = readDateColumns([cells], undefined, 'days');
  expect('cell' in read ? read : Array.from(read.epochMilliseconds[0] ?? [])).toEqual(cells.map(() => Date.UTC(2026, 2, 31)));
});

test('empty cells are unknown, others that are no date are named', () => {
  expect(daysOf(['2026-04-03', '', 'NULL'])).toEqual([['2026-04-03', '', '']]);
  expect(readDateColumns([['2026-04-03'], ['soon']])).toEqual({ column: 1, row: 0, cell: 'soon' });
});

test('amounts are read with the decimal sign that the column proves', () => {
  const german = readAmountColumn(['1.200,50 €', '7,5 €', '']);
  expect('amounts' in german && [...german.amounts]).toEqual([1200.5, 7.5, Number.NaN]);
  expect('currencies' in german && german.currencies).toEqual(['EUR']);
  const english = readAmountColumn(['1,200.50', '3']);
  expect('amounts' in english && [...english.amounts]).toEqual([1200.5, 3]);
  expect(readAmountColumn(['3', 'much'])).toEqual({ column: 0, row: 1, cell: 'much' });
});
