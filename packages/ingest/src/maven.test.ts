import { describe, expect, test } from 'vitest';
import { openInputs } from './index.ts';
import { testData } from './testing/test-data.ts';
import { type ReadAll, readAll } from './testing/text-input.ts';

const folder = testData('maven_crm');

describe.skipIf(!folder)('a pipeline from an unknown system', async () => {
  const opened = await openInputs([folder ?? '.']);
  const all: ReadAll = await readAll(folder ? opened.inputs : []);

  test('8,800 deals, 85 accounts, 7 products, 35 people with teams', () => {
    expect(all.of('deals')).toHaveLength(8800);
    expect(all.of('accounts')).toHaveLength(85);
    expect(all.of('products')).toHaveLength(7);
    expect(all.of('users')).toHaveLength(35);
    expect(all.of('users').every((user) => user.teamName && user.managerName && user.region)).toBe(true);
    expect(new Set(all.of('users').map((user) => user.teamName)).size).toBe(6);
    expect(all.rejected).toEqual([]);
    expect(new Set(all.records.map((record) => record.key)).size).toBe(8800 + 85 + 7 + 35);
  });
  test('won, lost and open as published', () => {
    const count = (status: string) => all.of('deals').filter((deal) => deal.status === status).length;
    expect([count('won'), count('lost'), count('open')]).toEqual([4238, 2473, 2089]);
  });
  test('the export was made on 2017-12-31', () => expect(all.inspection.exportDay?.day).toBe('2017-12-31'));
  test('a lost deal of value 0 has no known amount', () => {
    expect(all.of('deals').filter((deal) => deal.status === 'lost' && deal.amount !== undefined)).toEqual([]);
    expect(all.of('deals').filter((deal) => deal.status === 'won' && deal.amount === undefined)).toEqual([]);
  });
  test('revenue counts in millions, as the data dictionary says', () => {
    expect(all.of('accounts').find((account) => account.name === 'Acme Corporation')?.revenue).toEqual({
      amountMinor: 110_004_000_000,
      currency: 'USD',
    });
  });
  test('the parent account is a reference', () => {
    expect(all.of('accounts').filter((account) => account.parent).length).toBe(15);
  });
  test('misspellings are named, not changed; "GTXPro" is linked and said', () => {
    const messages = all.inspection.findings.map((finding) => [finding.value, finding.suggestion]);
    expect(messages).toContainEqual(['technolgy', 'technology']);
    expect(messages).toContainEqual(['Philipines', 'Philippines']);
    expect(messages).toContainEqual(['GTXPro', 'GTX Pro']);
    expect(all.of('accounts').filter((account) => account.industry === 'technolgy')).toHaveLength(12);
  });
  test('files that hold no records say why', () => {
    expect(all.plan('README.txt').skipReason).toMatch(/is text/);
    expect(all.plan('data_dictionary.csv').skipReason).toMatch(/describes the columns/);
  });
});
