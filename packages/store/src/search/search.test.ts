import { describe, expect, it } from 'vitest';
import { accounts } from '../accounts/index.ts';
import { deals } from '../deals/index.ts';
import { inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { freshWorkspace } from '../engine/testing.ts';
import { leads } from '../leads/index.ts';
import { needs } from '../parts/index.ts';
import { contacts, eraseContact } from '../people/index.ts';
import { search } from './index.ts';

async function company() {
  const { database, admin } = await freshWorkspace();
  const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(database, admin, work);
  await run(async (tx) => {
    const halden = await accounts.create(tx, { name: 'Halden Group', domain: 'halden.example', city: 'Oslo' });
    await accounts.create(tx, { name: 'Ünïcode & Søns' });
    const points = [
      { kind: 'email', value: 'a.ruiz@halden.example', label: null },
      { kind: 'email', value: 'ana@private.example', label: null },
      { kind: 'phone', value: '+47 22 12 34 56', label: null },
    ];
    await contacts.create(tx, { name: 'Ana María Ruiz', lastName: 'Ruiz', accountId: halden.id, title: 'CTO', points });
    await contacts.create(tx, { name: 'Per Johansson' });
    const deal = await deals.create(tx, { name: 'Kestrel expansion', accountId: halden.id });
    await deals.create(tx, { name: '100% renewal_x' });
    await leads.create(tx, { name: 'Lea Lind', company: 'Tidewater' });
    await needs.create(tx, { words: 'We lose two days a week to spreadsheets', dealId: deal.id });
  });
  return { run, find: async (q: string) => (await run((tx) => search(tx, q))).map(({ title }) => title) };
}

describe('search', () => {
  it('finds people, accounts, deals and leads while one types, whatever the case, accents or order of words', async () => {
    const { find, run } = await company();
    for (const q of [
      'a',
      'an',
      'ana',
      'ruiz',
      'RUIZ ana',
      'maria',
      'a.ruiz@',
      'halden.example ana',
      'ana@private.example',
      'ana@pri',
      '+47 22 12',
      '+472212',
    ]) {
      expect([q, await find(q)]).toEqual([q, expect.arrayContaining(['Ana María Ruiz'])]);
    }
    expect((await find('halden'))[0]).toBe('Halden Group');
    expect(await find('unicode')).toEqual(['Ünïcode & Søns']);
    expect(await find('expan')).toEqual(['Kestrel expansion']);
    expect(await find('tidewater')).toEqual(['Lea Lind']);
    const [hit] = await run((tx) => search(tx, 'ruiz'));
    expect(hit).toMatchObject({ kind: 'contact', title: 'Ana María Ruiz', subtitle: 'CTO · Halden Group · a.ruiz@halden.example' });
  });

  it('forgives a slip of the finger', async () => {
    const { find } = await company();
    for (const [typed, meant] of [
      ['johanson', 'Per Johansson'],
      ['johannson per', 'Per Johansson'],
      ['kestrle', 'Kestrel expansion'],
      ['hladen group', 'Halden Group'],
      ['ana ruzi', 'Ana María Ruiz'],
      ['tidewatr lid', 'Lea Lind'],
      ['unicdoe', 'Ünïcode & Søns'],
      ['pre johanson', 'Per Johansson'],
      ['kesrtel exp', 'Kestrel expansion'],
    ] as const)
      expect([typed, await find(typed)]).toEqual([typed, expect.arrayContaining([meant])]);
  });

  it('takes a number as it was typed, and two slips in a short word for another word', async () => {
    const { find, run } = await company();
    await run((tx) => accounts.create(tx, { name: 'Harbour 2041' }));
    expect(await find('harbuor 2041')).toEqual(['Harbour 2041']);
    expect(await find('harbuor 2042')).toEqual([]);
    expect(await find('riuy')).toEqual([]);
  });

  it('forgives slips in names that came or changed a moment ago', async () => {
    const { find, run } = await company();
    const [hit] = await run((tx) => search(tx, 'johansson'));
    const { version } = (await run((tx) => contacts.get(tx, hit?.id as string))) as { version: number };
    await run((tx) => contacts.change(tx, hit?.id as string, version, { name: 'Per Wintersteiger' }));
    expect(await find('wintersteigr')).toEqual(['Per Wintersteiger']);
    expect(await find('johanson')).toEqual([]);
  });

  it('shows whom it finds best first: the fewest slips, then the shortest name', async () => {
    const { find, run } = await company();
    await run(async (tx) => {
      for (const name of ['Marta Lindholm', 'Marie Lindholm', 'Mira Lindgren']) await contacts.create(tx, { name });
    });
    expect((await find('marie lindhlom'))[0]).toBe('Marie Lindholm');
  });

  it("keeps no word of a name that nobody has any longer once a person is erased, and none of anybody's mail address", async () => {
    const { run } = await company();
    const words = () =>
      run((tx) => tx.raw<{ word: string }>('select word from app.search_words')).then((rows) => rows.map(({ word }) => word));
    const { id, version } = await run((tx) => contacts.create(tx, { name: 'Xaver Before' }));
    await run((tx) => contacts.change(tx, id, version, { name: 'Xaver Ruiz' }));
    expect(await words()).toEqual(expect.arrayContaining(['xaver', 'before', 'ruiz', 'halden']));
    await run((tx) => eraseContact(tx, id, 'asked for it'));
    const left = await words();
    for (const word of ['xaver', 'before', 'example']) expect([word, left.includes(word)]).toEqual([word, word === 'example']);
    expect(left).toEqual(expect.arrayContaining(['ruiz', 'halden', 'johansson']));
  });

  it("finds a deal by the customer's own words", async () => {
    const { find } = await company();
    expect(await find('spreadsheets')).toEqual(['Kestrel expansion']);
  });

  it('takes signs as signs, and nothing for nothing', async () => {
    const { find } = await company();
    expect(await find('%')).toEqual([]);
    expect(await find('100%')).toEqual(['100% renewal_x']);
    expect(await find('l_x')).toEqual(['100% renewal_x']);
    for (const q of ['   ', "'; drop table app.deals --", '\\', '"', '(', 'a & b | !c', '<->', 'zzzzzzzz'])
      expect(await find(q)).toEqual([]);
  });

  it('never looks into another workspace', async () => {
    await company();
    const { database, admin } = await freshWorkspace('Other');
    expect(await inWorkspace(database, admin, (tx) => search(tx, 'halden'))).toEqual([]);
    expect(await inWorkspace(database, admin, (tx) => tx.raw(`select app.matching('accounts', 'halden')`))).toEqual([]);
  });
});
