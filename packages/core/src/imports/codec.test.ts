import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ColumnType,
  columnsOf,
  fieldsOf,
  fieldTypesOf,
  fromRow,
  type ImportRecord,
  kindOfHeader,
  naturalKey,
  recordKinds,
  rowReader,
  sourceSystems,
  toRow,
} from './index.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1 });
const json = fc.dictionary(
  text.filter((key) => key !== '__proto__'),
  text,
);
const ref = fc.record({ key: text, email: text, name: text }, { requiredKeys: [] }).filter((value) => Object.keys(value).length > 0);
const arbitraries: Record<ColumnType, fc.Arbitrary<unknown>> = {
  text,
  day: fc.constantFrom('2026-02-28', '1999-12-31'),
  instant: fc.constantFrom('2026-02-28T09:30:00.000Z', '1999-12-31T00:00:00Z'),
  boolean: fc.boolean(),
  number: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  money: fc.record({ amountMinor: fc.maxSafeInteger().map((value) => value + 0), currency: fc.constantFrom('EUR', 'JPY', 'KWD') }),
  ref,
  list: fc.array(fc.record({ kind: fc.constantFrom('email', 'phone'), value: text })),
  json,
};

function recordOf(kind: ImportRecord['kind']): fc.Arbitrary<ImportRecord> {
  const fields = fieldTypesOf(kind);
  const model = Object.fromEntries(fields.map(([field, type]) => [field, arbitraries[type]]));
  const requiredKeys = fields.filter(([field, type]) => field === 'key' || type === 'list').map(([field]) => field);
  return fc.record(
    { kind: fc.constant(kind), ...model },
    { requiredKeys: ['kind', ...requiredKeys] as never },
  ) as fc.Arbitrary<ImportRecord>;
}

describe.each(recordKinds)('%s in Windshield’s own CSV', (kind) => {
  test('come back as they were written', () => {
    fc.assert(
      fc.property(recordOf(kind), fc.constantFrom(...sourceSystems), (record, system) => {
        const cells = toRow(record, system);
        expect(cells).toHaveLength(columnsOf(kind).length);
        expect({ ...fromRow(kind, cells).record }).toEqual({ ...record });
        expect(fromRow(kind, cells).system).toBe(system);
      }),
    );
  });
  test('are recognised by their header', () => {
    expect(kindOfHeader(columnsOf(kind))).toBe(kind);
    expect(kindOfHeader(columnsOf(kind).filter((column) => column !== 'createdAt'))).toBe(kind);
  });
  test('offer each place for a column once', () => {
    const names = fieldsOf(kind).map((field) => field.name);
    expect(new Set(names).size).toBe(names.length);
  });
});

test('a cell that cannot be read names its column', () => {
  const read = rowReader('deals', ['system', 'key', 'name', 'amountMinor', 'amountCurrency']);
  expect(() => read(['file', 'id:1', 'Kestrel', '12.5', 'EUR'])).toThrow('column amountMinor: "12.5"');
  expect(() => read(['file', 'id:1', 'Kestrel', '12', 'Euro'])).toThrow('column amountCurrency: "Euro"');
  expect(() => read(['sugar', 'id:1', 'Kestrel', '', ''])).toThrow('column system: "sugar"');
});

test('the same fact without an id has one key however it is spelt, and another fact another', () => {
  const deal = { kind: 'deals', name: 'New line', stageName: 'Won', status: 'won', contacts: [], lines: [] } as const;
  expect(naturalKey({ ...deal, account: { name: 'GTX Pro' } })).toBe(naturalKey({ ...deal, account: { name: 'gtxpro' } }));
  expect(naturalKey({ ...deal, account: { name: 'GTX Pro' } })).not.toBe(naturalKey({ ...deal, account: { name: 'GTX Basic' } }));
  const need = { kind: 'needs', words: 'x'.repeat(200) } as const;
  expect(naturalKey(need)).not.toBe(naturalKey({ ...need, words: `${need.words}y` }));
});

test('reads further fields as texts, whatever a hand that wrote the file nested in them', () => {
  const read = rowReader('accounts', ['key', 'name', 'custom']);
  const { record } = read(['a', 'Borg', '{"Tier":"gold","nested":{"a":[1]},"count":5,"nothing":null}']);
  expect(record).toMatchObject({ custom: { Tier: 'gold', nested: '{"a":[1]}', count: '5' } });
  expect(() => read(['a', 'Borg', '[1,2]'])).toThrow('column custom');
});
