import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../stats/index.ts';
import { editDistance } from '../../text/index.ts';
import { blockingKeys, contactFields, findDuplicates, fitLinkage, type LinkageModel, type LinkageRecord, openComparer } from './index.ts';
import { fitMixture } from './latent-classes.ts';
import { areWithinSlips } from './slips.ts';
import { mergeThreshold } from './thresholds.ts';

const random = seededRandom(11);
const pick = <T>(list: readonly T[]): T => list[random.integer(list.length)] as T;
const syllables = 'bar ber cal dor fen gol hal kas lan mar nor pet ros sal tor val win zan'.split(' ');
const word = () => pick(syllables) + pick(syllables) + pick(['son', 'er', 'ova', 'ski', 'feld']);
const firstNames = 'anna robert maria james olga peter laura juan ines tom'.split(' ');

function madeUpContacts(count: number): LinkageRecord[] {
  const contacts: LinkageRecord[] = [];
  while (contacts.length < count) {
    const [first, last, firm] = [pick(firstNames), word(), word()];
    const contact = {
      first,
      last,
      mails: [`${first}.${last}@${firm}.com`],
      phones: [`+49 30 ${1_000_000 + random.integer(8_999_999)}`],
      accountName: `${firm} GmbH`,
      country: 'DE',
    };
    contacts.push(contact);
    if (contacts.length % 8 === 0) contacts.push({ ...contact, last: last.slice(0, 2) + last.slice(3), phones: [], accountName: firm });
  }
  return contacts;
}

const contacts = madeUpContacts(1_500);
const cells = Object.fromEntries(contactFields.map(({ name }) => [name, contacts.map((contact) => contact[name])]));
const table = { fields: contactFields, rowCount: contacts.length, cells };
const model = fitLinkage(table);

const comparePair = (by: LinkageModel, a: LinkageRecord, b: LinkageRecord) => openComparer(by).compare(a, b);

describe('what a pair is given is explained to the last bit', () => {
  const a = contacts[0] as LinkageRecord;
  const b = { ...a, first: 'ana', phones: ['030/5551234', ...(a['phones'] as string[])], title: 'CEO' };

  test('the terms add up to the weight, and the weight is the log2 odds', () => {
    const { weight, probability, terms } = comparePair(model, a, b);
    expect(terms.reduce((sum, term) => sum + term.weight, 0)).toBe(weight);
    expect(Math.log2(probability / (1 - probability))).toBeCloseTo(weight, 6);
    expect(terms[0]?.name).toBe('start');
    expect(terms.find(({ name }) => name === 'phones')?.level).toBe('the same');
  });

  test('a model that went through JSON says the same', () => {
    const read = JSON.parse(JSON.stringify(model)) as LinkageModel;
    expect(comparePair(read, a, b)).toEqual(comparePair(model, a, b));
  });

  test('a missing value says nothing; the order of the two does not matter', () => {
    expect(comparePair(model, a, b).terms.some(({ name }) => name === 'title')).toBe(false);
    expect(comparePair(model, b, a).weight).toBeCloseTo(comparePair(model, a, b).weight, 9);
  });

  test('where something speaks against a pair it is held below what is merged unasked, and that is said', () => {
    const one = { ...contacts[0], country: 'DE' };
    const [sure, doubted] = ['DE', 'PT'].map((country) => comparePair(model, one, { ...one, country }));
    expect(sure?.probability).toBeGreaterThan(0.995);
    expect(sure?.terms.some(({ name }) => name === 'doubt')).toBe(false);
    expect(doubted?.probability).toBeGreaterThan(0.98);
    expect(doubted?.probability).toBeLessThan(0.99);
    expect(doubted?.terms.at(-1)).toMatchObject({ name: 'doubt' });
    expect(doubted?.terms.reduce((sum, { weight }) => sum + weight, 0)).toBe(doubted?.weight);
  });

  test('where nothing is sure, what is found later must be at least 0.995', () => {
    expect(mergeThreshold([0.9, 0.7])).toBe(0.995);
    expect(mergeThreshold([0.993, 0.992])).toBe(0.995);
    expect(mergeThreshold([0.9999, 0.992])).toBe(0.992);
  });

  test('a rare name tells more than a usual one', () => {
    const rarity = (last: string) =>
      comparePair(
        { ...model, comparisons: model.comparisons.map((one) => (one.name === 'last' ? { ...one, counts: { smith: 90 } } : one)) },
        { last },
        { last },
      ).terms.find(({ name }) => name === 'last')?.rarity ?? 0;
    expect(rarity('Featherstonehaugh')).toBeGreaterThan(rarity('Smith') + 4);
  });
});

describe('one person written in many ways is found', () => {
  const base = {
    first: 'Jürgen',
    last: 'Müller',
    mails: ['j.mueller@halden.de'],
    phones: ['+49 171 2345678'],
    accountName: 'Halden Group GmbH & Co. KG',
  };
  test.each([
    ['without accents', { ...base, first: 'Jurgen', last: 'Muller' }],
    ['with the accents spelled out', { ...base, first: 'Juergen', last: 'Mueller' }],
    ['first and last name in each other’s place', { ...base, first: 'Müller', last: 'Jürgen' }],
    ['an initial', { ...base, first: 'J.' }],
    ['the name in one cell, last name first', { name: 'Müller, Jürgen', mails: base.mails }],
    ['a national phone number and another mail', { ...base, mails: ['jm@web.de'], phones: ['0171/2345678'] }],
    ['another legal form', { ...base, accountName: 'Halden Group', mails: [] }],
    ['Cyrillic', { ...base, first: 'Юрген', last: 'Мюллер' }],
  ])('%s', (_, other) => {
    const shared = blockingKeys(base, contactFields).filter((key) => blockingKeys(other, contactFields).includes(key));
    expect(shared.length).toBeGreaterThan(0);
    expect(comparePair(model, base, other).probability).toBeGreaterThan(0.65);
  });

  test('colleagues and namesakes are not', () => {
    const colleague = { ...base, first: 'Petra', last: 'Schulz', mails: ['p.schulz@halden.de'] };
    const namesake = {
      first: 'Jürgen',
      last: 'Müller',
      mails: ['jmueller@nordwind.ch'],
      phones: ['+41 44 9876543'],
      accountName: 'Nordwind AG',
    };
    expect(comparePair(model, base, colleague).probability).toBeLessThan(0.3);
    expect(comparePair(model, base, namesake).probability).toBeLessThan(0.65);
  });
});

describe('what is learned', () => {
  test('known rates of agreement come back from generated pairs', () => {
    const draws = seededRandom(3);
    const [pairs, fields] = [20_000, 4];
    const m = [0.95, 0.9, 0.85, 0.7];
    const u = [0.02, 0.1, 0.05, 0.2];
    const levels = new Uint8Array(pairs * fields);
    const chances = new Float32Array(pairs * fields);
    let same = 0;
    for (let pair = 0; pair < pairs; pair++) {
      const isSame = draws.uniform() < 0.1;
      if (isSame) same++;
      for (let field = 0; field < fields; field++) {
        const agrees = draws.uniform() < ((isSame ? m : u)[field] as number);
        levels[pair * fields + field] = agrees ? 0 : 1;
        chances[pair * fields + field] = Math.log(agrees ? (u[field] as number) : 1 - (u[field] as number));
      }
    }
    const fitted = fitMixture(
      { levels, chances, fieldCount: fields, pairCount: pairs, population: pairs },
      {
        levels: [u.map((p) => [p, 1 - p]), u.map(() => [0.8, 0.2])],
        shares: [0.95, 0.05],
        strength: 12,
        sharePriors: [0, 1],
        beliefs: u.map(() => 1),
        mostDifferent: u.map(() => 1),
        ways: [u.map(() => 'chance' as const), u.map(() => 'learned' as const)],
      },
    );
    expect(fitted.shares[1]).toBeCloseTo(same / pairs, 2);
    for (const [field, p] of m.entries()) expect(Math.abs((fitted.levels[1]?.[field]?.[0] ?? 0) - p)).toBeLessThan(0.03);
  });

  test('the same records give the same model and pairs', () => {
    expect(JSON.stringify(fitLinkage(table))).toBe(JSON.stringify(model));
    expect(findDuplicates(table).pairs).toEqual(findDuplicates(table, { model }).pairs);
  });

  test('where a model cannot be meant, another takes its place without looking through everything twice', () => {
    const few = {
      ...table,
      rowCount: 300,
      cells: Object.fromEntries(Object.entries(cells).map(([name, all]) => [name, all.slice(0, 300)])),
    };
    const doing: string[] = [];
    const found = findDuplicates(few, { settleModel: () => model, onProgress: (what) => doing.push(what) });
    expect(found).toEqual(findDuplicates(few, { model }));
    expect(doing.filter((what) => what === 'making values comparable')).toHaveLength(1);
  });

  test('what is listed is what comparing the pair says, where no group changes it', () => {
    const { pairs, model: found } = findDuplicates(table);
    const rows = new Map<number, number>();
    for (const { a, b } of pairs) for (const row of [a, b]) rows.set(row, (rows.get(row) ?? 0) + 1);
    const alone = pairs.filter(({ a, b, probability }) => rows.get(a) === 1 && rows.get(b) === 1 && probability < 0.98);
    for (const { a, b, probability } of alone)
      expect(comparePair(found, contacts[a] as LinkageRecord, contacts[b] as LinkageRecord).probability).toBeCloseTo(probability, 9);
  });

  test('slips are counted as the edit distance counts them', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        for (const slips of [1, 2] as const) expect(areWithinSlips(a, b, slips)).toBe(editDistance(a, b) <= slips);
      }),
    );
  });
});

describe('odd files do no harm', () => {
  const find = (rows: readonly LinkageRecord[], fields = contactFields) =>
    findDuplicates({
      fields,
      rowCount: rows.length,
      cells: Object.fromEntries(fields.map(({ name }) => [name, rows.map((row) => row[name])])),
    });

  test.each([
    ['no rows', []],
    ['one row', [{ first: 'Ana' }]],
    ['only empty cells', Array.from({ length: 30 }, () => ({ first: '', last: ' ' }))],
    [
      'lone surrogates, right-to-left marks, emoji',
      Array.from({ length: 30 }, (_, at) => ({ first: `\ud800${at}`, last: '\u202e👩‍💻', mails: ['@', '@@'] })),
    ],
    [
      'huge cells',
      Array.from({ length: 20 }, (_, at) => ({
        first: 'x'.repeat(200_000),
        last: `${'a b '.repeat(50_000)}${at}`,
        title: '- '.repeat(100_000),
      })),
    ],
  ])('%s', (_, rows: readonly LinkageRecord[]) => {
    for (const { probability } of find(rows).pairs) expect(probability).toBeGreaterThanOrEqual(0);
  });

  test('two equal rows among two are the same; unlike ones are not', () => {
    const ana = { first: 'Ana', last: 'Belmonte', mails: ['ana@belmonte.es'], phones: ['+34 600 112 233'] };
    expect(find([ana, ana]).pairs[0]?.probability).toBeGreaterThan(0.5);
    expect(find([ana, { first: 'Piotr', last: 'Nowak', mails: ['p@nowak.pl'] }]).pairs).toEqual([]);
  });

  test('100,000 rows that all hold one value are passed over, and that is said', () => {
    const rows = Array.from({ length: 100_000 }, () => ({ last: 'Smith', first: 'John' }));
    const { rules, pairs } = find(rows);
    expect(rules.some(({ cappedBlocks, cappedPairs }) => cappedBlocks > 0 && cappedPairs > 1e9)).toBe(true);
    expect(pairs.length).toBeLessThan(1_000_000);
  });
});
