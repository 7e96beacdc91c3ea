import { describe, expect, it } from 'vitest';
import { inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { freshWorkspace } from '../engine/testing.ts';
import { contacts } from '../people/index.ts';

/** 2,400 people: every second one is a Ruiz, every third has a percent sign in the name, and one is a Nakamura. */
async function crowd() {
  const { database, admin } = await freshWorkspace();
  const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(database, admin, work);
  await run((tx) =>
    tx.raw(`insert into app.contacts (id, name, name_key)
      select gen_random_uuid(), name, lower(name) from (
        select concat_ws(' ', case when n % 2 = 0 then 'Ana Ruíz' else 'Per Holm' end, case when n % 3 = 0 then '5%' else '5x' end, n) as name
        from generate_series(1, 2399) n union all select 'Aiko Nakamura') names`),
  );
  const all = async (q: string, query: object = {}) => {
    const names: string[] = [];
    for (let cursor: string | undefined, isMore = true; isMore; isMore = cursor !== undefined) {
      const page = await run((tx) => contacts.list(tx, { q, limit: 200, cursor, ...query }));
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    }
    return names;
  };
  const named = (isMeant: (n: number) => boolean) =>
    Array.from({ length: 2399 }, (_, at) => at + 1)
      .filter(isMeant)
      .map((n) => `${n % 2 === 0 ? 'Ana Ruíz' : 'Per Holm'} ${n % 3 === 0 ? '5%' : '5x'} ${n}`)
      .sort();
  return { run, all, named };
}

describe('a list of those who have some words in their name', () => {
  it('shows all who have a common name, page after page in the order of the list, and nobody else', async () => {
    const { all, named } = await crowd();
    const ruiz = named((n) => n % 2 === 0);
    expect(await all('RUIZ')).toEqual(ruiz);
    expect(await all(' ruiz  ana ')).toEqual(ruiz);
    expect(await all('ruiz', { order: 'desc', sort: 'name' })).toEqual(ruiz.toReversed());
  });

  it('shows who has a rare name', async () => {
    const { all } = await crowd();
    expect(await all('nakamura')).toEqual(['Aiko Nakamura']);
    expect(await all('holm 2399')).toEqual(['Per Holm 5x 2399']);
    expect(await all('nobody at all')).toEqual([]);
  });

  it('takes a percent sign for what it is, in a common name too', async () => {
    const { all, named } = await crowd();
    expect(await all('5%')).toEqual(named((n) => n % 3 === 0));
    expect(await all('ruiz 5%')).toEqual(named((n) => n % 6 === 0));
    expect(await all('5_')).toEqual([]);
  });

  it('does not show who was deleted, but among the deleted', async () => {
    const { run, all } = await crowd();
    const { items } = await run((tx) => contacts.list(tx, { q: 'ruiz', limit: 1 }));
    const [first] = items;
    if (!first) throw new Error('nobody is called Ruiz');
    await run((tx) => contacts.remove(tx, first.id, first.version));
    expect(await all('ruiz')).not.toContain(first.name);
    expect(await all('ruiz', { deleted: true })).toEqual([first.name]);
  });
});
