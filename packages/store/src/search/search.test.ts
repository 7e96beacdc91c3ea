import { describe, expect, it } from 'vitest';
import { accounts } from '../accounts/index.ts';
import { deals } from '../deals/index.ts';
import { inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { freshWorkspace } from '../engine/testing.ts';
import { leads } from '../leads/index.ts';
import { needs } from '../parts/index.ts';
import { contacts } from '../people/index.ts';
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
    ] as const)
      expect([typed, await find(typed)]).toEqual([typed, expect.arrayContaining([meant])]);
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
