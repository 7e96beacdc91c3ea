import { expect, test } from 'vitest';
import { readColumns, readColumnsLike, readTimes } from './read-columns.ts';
import type { TextTable } from './text-table.ts';

function textTable(columns: Record<string, readonly string[]>): TextTable {
  const entries = Object.entries(columns);
  return { rowCount: entries[0]?.[1].length ?? 0, columns: entries.map(([name, cells]) => ({ name, cells })) };
}

function numbers(cells: readonly string[]): number[] | undefined {
  const [column] = readColumns(textTable({ x: cells })).columns;
  return column?.kind === 'number' ? [...column.values] : undefined;
}

test('numbers are read as people write them', () => {
  expect(numbers(['1,5', '2,25', '', '1.234,5'])).toEqual([1.5, 2.25, Number.NaN, 1234.5]);
  expect(numbers(['1,234.50', '$2', ' 7 ', 'n/a'])).toEqual([1234.5, 2, 7, Number.NaN]);
  expect(numbers(['0,125', '1,250', '2,500'])).toEqual([0.125, 1.25, 2.5]);
  expect(numbers(['12 %', '7%', '-3 %', '0%'])).toEqual([12, 7, -3, 0]);
  expect(numbers(['€ 1 200', '(300)', '1e3', '-.5'])).toEqual([1200, -300, 1000, -0.5]);
});

test('postcodes and telephone numbers with a zero in front are words, not amounts', () => {
  const { columns } = readColumns(textTable({ zip: ['01067', '04109', '10115', '01067'], share: ['0.5', '0', '00', '0.25'] }));
  expect(columns.map(({ kind }) => kind)).toEqual(['category', 'number']);
});

test('days become a number and a weekday, in the order that fits all cells', () => {
  const [day, weekday] = readColumns(textTable({ met: ['13/01/2026', '01/02/2026', ''] })).columns;
  expect(day).toMatchObject({ kind: 'number', unit: 'day', name: 'met' });
  expect(day?.kind === 'number' && [...day.values]).toEqual([20_466, 20_485, Number.NaN]);
  expect(weekday?.kind === 'category' && weekday.levels[weekday.codes[0] as number]).toBe('Tuesday');
});

test('ids, empty and constant columns are left out with a reason; notes say only whether there are any', () => {
  const cells = (of: (i: number) => string) => Array.from({ length: 50 }, (_, i) => of(i));
  const { columns, reading } = readColumns(
    textTable({
      'Lead Number': cells((i) => String(90_000 + 17 * i)),
      guid: cells((i) => `a-${i}`),
      empty: cells(() => ' '),
      always: cells(() => 'No'),
      notes: cells((i) => (i % 2 ? '' : `spoke about ${i}`)),
      employees: cells((i) => String((i * 13) % 40)),
    }),
  );
  expect(columns.map((column) => column.name)).toEqual(['notes', 'employees']);
  expect(reading.filter((one) => one.as === 'nothing').map((one) => one.name)).toEqual(['Lead Number', 'guid', 'empty', 'always']);
});

test('another file is read the same way: its order of columns, new words and gaps do not matter', () => {
  const read = readColumns(textTable({ '\uFEFFsource ': ['web', 'fair', 'web'], size: ['1', '2', '4'] }));
  const other = readColumnsLike(read.reading, textTable({ size: ['much', '3'], source: ['radio', ''] }));
  const [source, size] = other.columns;
  expect(source?.kind === 'category' && [source.levels[source.codes[0] as number], source.codes[1]]).toEqual(['radio', -1]);
  expect(size?.kind === 'number' && [...size.values]).toEqual([Number.NaN, 3]);
  const without = readColumnsLike(read.reading, textTable({ size: ['1'] }));
  expect(without.columns.map((column) => column.name)).toEqual(['source', 'size']);
});

test('times order rows whether they are days, moments or seconds', () => {
  expect(readTimes(['2026-01-02', '2026-01-01T12:00:00Z'])).toEqual(Float64Array.of(20_455, 20_454.5));
  expect(readTimes(['1700000000', '1700000001'])).toEqual(Float64Array.of(1_700_000_000, 1_700_000_001));
  expect(readTimes(['soon', 'later', 'never'])).toBeUndefined();
});
