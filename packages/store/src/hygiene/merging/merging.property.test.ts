import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accounts } from '../../accounts/index.ts';
import { deals, setBuyingGroup } from '../../deals/index.ts';
import { inWorkspace, type WorkspaceTransaction } from '../../engine/index.ts';
import { freshWorkspace } from '../../engine/testing.ts';
import { appendInteraction } from '../../interactions/index.ts';
import { notes } from '../../parts/index.ts';
import { contacts } from '../../people/index.ts';
import { mergeRecords, undoMerge } from './index.ts';
import { Definition, fieldsOf, type Kind } from './testing/definition.ts';

const size = 4;
const dealCount = 2;
const numberOf = fc.nat({ max: size - 1 });
const kindOf = fc.constantFrom<Kind>('accounts', 'contacts');
const word = fc.constantFrom('red', 'green', 'blue', null);
const address = fc.constantFrom('a', 'b', 'c');

/** What may happen, in terms of numbers of records; what cannot be done when its turn comes is left out. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('merge' as const),
      kind: kindOf,
      kept: numberOf,
      gone: fc.uniqueArray(numberOf, { minLength: 1, maxLength: 2 }),
      chosen: fc.dictionary(fc.constantFrom('city', 'industry', 'title', 'country', 'accountId'), numberOf, { maxKeys: 1 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat({ max: 9 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('edit' as const), kind: kindOf, at: numberOf, field: fc.nat({ max: 1 }), value: word }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('point' as const),
      what: fc.constantFrom('contact', 'deal', 'note'),
      at: numberOf,
      to: fc.option(numberOf),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('address' as const), at: numberOf, address, isGiven: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('group' as const),
      deal: fc.nat({ max: dealCount - 1 }),
      members: fc.uniqueArray(numberOf, { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('talk' as const), at: numberOf }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const start = fc.record({
  accounts: fc.array(fc.record({ city: word, industry: word, parent: fc.option(numberOf) }), { minLength: size, maxLength: size }),
  contacts: fc.array(
    fc.record({ title: word, country: word, account: fc.option(numberOf), addresses: fc.uniqueArray(address), talks: fc.nat({ max: 1 }) }),
    { minLength: size, maxLength: size },
  ),
  deals: fc.array(fc.record({ account: fc.option(numberOf), members: fc.uniqueArray(numberOf, { maxLength: 3 }) }), {
    minLength: dealCount,
    maxLength: dealCount,
  }),
});

/** A workspace and what it should hold, moved on together. */
class World {
  readonly definition = new Definition();
  readonly ids: Record<Kind | 'deals' | 'notes', string[]> = { accounts: [], contacts: [], deals: [], notes: [] };
  readonly parents: (string | null)[] = [];
  readonly #merges: string[] = [];
  readonly #talks: string[] = [];
  readonly #run: <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => Promise<T>;

  constructor(run: World['run']) {
    this.#run = run;
  }
  get run() {
    return this.#run;
  }

  async begin(given: typeof start extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
    const { definition: d, ids } = this;
    await this.run(async (tx) => {
      for (const [at, { city, industry, parent }] of given.accounts.entries()) {
        const parentId = parent === null ? null : (ids.accounts[parent] ?? null);
        const { id } = await accounts.create(tx, { name: `Account ${at}`, city, industry, parentId });
        ids.accounts.push(id);
        this.parents.push(parentId);
        d.write(id, 'city', city);
        d.write(id, 'industry', industry);
      }
      for (const [at, { title, country, account, addresses, talks }] of given.contacts.entries()) {
        const accountId = account === null ? null : (ids.accounts[account] as string);
        const points = addresses.map((one) => ({ kind: 'email', value: `${one}@x.example`, label: null }));
        const { id } = await contacts.create(tx, { name: `Contact ${at}`, title, country, accountId, points });
        ids.contacts.push(id);
        for (const [field, value] of Object.entries({ title, country, accountId })) d.write(id, field, value);
        for (const one of addresses) d.give(id, one);
        for (let i = 0; i < talks; i++) await this.talk(tx, id);
        const note = await notes.create(tx, { body: `Note ${at}`, contactId: id });
        ids.notes.push(note.id);
        d.write(note.id, 'contactId', id);
      }
      for (const [at, { account, members }] of given.deals.entries()) {
        const accountId = account === null ? null : (ids.accounts[account] as string);
        const { id } = await deals.create(tx, { name: `Deal ${at}`, accountId });
        ids.deals.push(id);
        d.write(id, 'accountId', accountId);
        await this.#group(
          tx,
          id,
          members.map((one) => ids.contacts[one] as string),
        );
      }
    });
  }

  async take(step: Step): Promise<void> {
    const { definition: d, ids, run } = this;
    switch (step.do) {
      case 'merge': {
        const kept = ids[step.kind][step.kept] as string;
        const gone = step.gone.map((one) => ids[step.kind][one] as string);
        if (gone.includes(kept) || ![kept, ...gone].every((id) => d.isAlone(id))) return;
        const values: Record<string, string> = {};
        for (const [field, at] of Object.entries(step.chosen)) {
          const id = ids[step.kind][at] as string;
          if (field in fieldsOf[step.kind] && [kept, ...gone].includes(id)) values[field] = id;
        }
        const at = d.merge(step.kind, kept, gone, values);
        this.#merges[at] = await run((tx) => mergeRecords(tx, { kind: step.kind, keepId: kept, mergeIds: gone, values }));
        return;
      }
      case 'undo': {
        const standing = d.standing();
        const at = standing[step.which % Math.max(1, standing.length)];
        if (at !== undefined) await this.undo(at);
        return;
      }
      case 'edit': {
        const id = ids[step.kind][step.at] as string;
        const field = Object.keys(fieldsOf[step.kind])[step.field] as string;
        if (!d.isAlone(id) || d.seen(id, field) === step.value) return;
        d.write(id, field, step.value);
        const room = { accounts, contacts }[step.kind] as typeof contacts;
        await run((tx) => room.change(tx, id, undefined, { [field]: step.value }));
        return;
      }
      case 'point':
        return this.#point(step);
      case 'address': {
        const id = ids.contacts[step.at] as string;
        if (!d.isAlone(id)) return;
        if (step.isGiven) d.give(id, step.address);
        else d.take(id, step.address);
        await run(async (tx) => {
          const value = `${step.address}@x.example`;
          const others = (await contacts.get(tx, id)).points.filter((point) => point.value !== value);
          const points = step.isGiven ? [...others, { kind: 'email', value, label: null }] : others;
          await contacts.change(tx, id, undefined, { points });
        });
        return;
      }
      case 'group':
        return run((tx) =>
          this.#group(
            tx,
            ids.deals[step.deal] as string,
            step.members.map((one) => ids.contacts[one] as string),
          ),
        );
      case 'talk': {
        const id = ids.contacts[step.at] as string;
        if (d.isAlone(id)) await run((tx) => this.talk(tx, id));
        return;
      }
    }
  }

  async undo(at: number): Promise<void> {
    this.definition.undo(at);
    await this.run((tx) => undoMerge(tx, this.#merges[at] as string));
  }

  async talk(tx: WorkspaceTransaction, contactId: string): Promise<void> {
    const { id } = await appendInteraction(tx, { type: 'call', contactIds: [contactId] });
    this.#talks.push(id);
    this.definition.write(id, 'contactId', contactId);
  }

  async #point({ what, at, to }: Extract<Step, { do: 'point' }>): Promise<void> {
    const { definition: d, ids, run } = this;
    const [list, field, target, room] = {
      contact: [ids.contacts, 'accountId', ids.accounts, contacts] as const,
      deal: [ids.deals, 'accountId', ids.accounts, deals] as const,
      note: [ids.notes, 'contactId', ids.contacts, notes] as const,
    }[what] as [string[], string, string[], typeof contacts];
    const id = list[at % list.length] as string;
    const value = to === null ? null : (target[to] as string);
    if (what === 'contact' && !d.isAlone(id)) return;
    if (what === 'note' && value === null) return;
    if ((value !== null && !d.isAlone(value)) || d.seen(id, field) === value) return;
    d.write(id, field, value);
    await run((tx) => room.change(tx, id, undefined, { [field]: value }));
  }

  async #group(tx: WorkspaceTransaction, deal: string, asked: readonly string[]): Promise<void> {
    const d = this.definition;
    const members = asked.filter((id) => d.isAlone(id));
    for (const id of this.ids.contacts) if (!members.includes(id)) d.take(id, deal);
    for (const id of members) d.give(id, deal);
    await setBuyingGroup(
      tx,
      deal,
      members.map((contactId) => ({ contactId, role: null, isPrimary: false })),
    );
  }

  /** What the definition says is there. */
  expected(): unknown {
    const { definition: d, ids } = this;
    const records = (kind: Kind, more: (id: string) => object) =>
      ids[kind].map((id) =>
        d.isAlone(id)
          ? { id, ...Object.fromEntries(Object.keys(fieldsOf[kind]).map((field) => [field, d.seen(id, field)])), ...more(id) }
          : { id, mergedInto: d.found(id) },
      );
    return {
      accounts: records('accounts', () => ({})),
      contacts: records('contacts', (id) => ({ addresses: ['a', 'b', 'c'].filter((one) => d.has(id, one)) })),
      deals: ids.deals.map((id) => ({ id, accountId: d.seen(id, 'accountId'), members: ids.contacts.filter((one) => d.has(one, id)) })),
      notes: ids.notes.map((id) => d.seen(id, 'contactId')),
      talks: this.#talks.map((id) => d.seen(id, 'contactId')),
    };
  }

  /** What is there. */
  actual(): Promise<unknown> {
    const { ids } = this;
    return this.run(async (tx) => {
      const all = async <T>(list: readonly string[], read: (id: string) => Promise<T>) => {
        const found: T[] = [];
        for (const id of list) found.push(await read(id));
        return found;
      };
      return {
        accounts: await all(ids.accounts, async (id) => {
          const { deletedAt, mergedInto, city, industry } = await accounts.get(tx, id);
          return deletedAt === null ? { id, city, industry } : { id, mergedInto: mergedInto?.id };
        }),
        contacts: await all(ids.contacts, async (id) => {
          const { deletedAt, mergedInto, title, country, accountId, points, email } = await contacts.get(tx, id);
          if (deletedAt !== null) return { id, mergedInto: mergedInto?.id };
          expect(email).toBe(points[0]?.value ?? null);
          return { id, title, country, accountId, addresses: points.map(({ value }) => value[0]).sort() };
        }),
        deals: await all(ids.deals, async (id) => {
          const { accountId, contacts: members } = await deals.get(tx, id);
          return { id, accountId, members: ids.contacts.filter((one) => members.some((member) => member.id === one)) };
        }),
        notes: await all(ids.notes, async (id) => (await notes.get(tx, id)).contactId),
        talks: await all(this.#talks, async (id) => {
          const [row] = await tx.raw<{ contact_id: string }>('select contact_id from app.interactions where id = $1', [id]);
          return row?.contact_id;
        }),
      };
    });
  }

  async expectNoCircle(): Promise<void> {
    const rows = await this.run((tx) =>
      tx.raw(
        `select a.name from app.accounts a where a.deleted_at is null and a.parent_id is not null and app.is_above(a.id, a.parent_id)`,
      ),
    );
    expect(rows).toEqual([]);
  }
}

// WINDSHIELD_MERGE_RUNS asks for more of them
const runs = Number(process.env['WINDSHIELD_MERGE_RUNS'] ?? 60);

test('whatever is merged, edited and taken back in whatever order, the base is what the definition says', {
  timeout: 30_000 + runs * 2_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      start,
      fc.array(step, { minLength: 3, maxLength: 14 }),
      fc.array(fc.nat({ max: 9 }), { minLength: 8, maxLength: 8 }),
      async (given, steps, order) => {
        const { database, admin } = await freshWorkspace();
        const world = new World((work) => inWorkspace(database, admin, work));
        await world.begin(given);
        expect(await world.actual()).toEqual(world.expected());
        for (const one of steps) {
          await world.take(one);
          if (one.do === 'merge' || one.do === 'undo') expect(await world.actual()).toEqual(world.expected());
        }
        await world.expectNoCircle();
        for (const pick of [...order, 0, 0, 0, 0, 0, 0]) {
          const standing = world.definition.standing();
          if (standing.length > 0) await world.undo(standing[pick % standing.length] as number);
        }
        expect(await world.actual()).toEqual(world.expected());
        await world.expectNoCircle();
        // nobody moved a parent: once everything is taken back all stand where they stood
        const parents = await world.run((tx) => Promise.all(world.ids.accounts.map(async (id) => (await accounts.get(tx, id)).parentId)));
        expect(parents).toEqual(world.parents);
        expect(
          await world.run((tx) =>
            tx.raw('select table_name, row_id from app.merge_moves union all select table_name, row_id from app.merge_parts'),
          ),
        ).toEqual([]);
      },
    ),
    { numRuns: runs },
  );
});
