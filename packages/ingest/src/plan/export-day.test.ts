import { expect, test } from 'vitest';
import { exportDay } from './export-day.ts';

const column = (days: Record<string, number>) => ({ path: 'a/deals.csv', header: 'Created', days: new Map(Object.entries(days)) });

test('the export day is the latest day on which something had happened', () => {
  expect(exportDay([column({ '2026-10-01': 20, '2026-10-27': 1 }), column({ '2026-10-20': 5 })], '2026-11-21')).toEqual({
    day: '2026-10-27',
    why: 'The latest thing that had happened is dated 2026-10-27 (“Created” in deals.csv).',
  });
});
test('typing errors far in the future and days after today do not count', () => {
  const days = { '2016-10-01': 900, '2017-01-15': 1000, '2017-12-31': 700, '2018-12-31': 1, '2107-01-01': 1 };
  const found = exportDay([column(days)], '2026-11-21');
  expect(found?.day).toBe('2017-12-31');
  expect(found?.why).toMatch(/one later day is passed over/);
});
test('without any dates nothing is claimed', () => expect(exportDay([], '2026-11-21')).toBeUndefined());
