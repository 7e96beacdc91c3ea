import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deals } from '../deals/index.ts';
import { inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { freshWorkspace } from '../engine/testing.ts';
import { asHappenedBy, asKnownAt } from './index.ts';

async function workspace() {
  const { database, admin } = await freshWorkspace();
  return <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(database, admin, work);
}

/** Everything between two calls was recorded between the two instants. */
const instant = () =>
  new Promise<string>((resolve) => setTimeout(() => resolve(new Date().toISOString()), 5)).then(async (at) => {
    await new Promise((r) => setTimeout(r, 5));
    return at;
  });

describe('a day in the past', () => {
  it('as it was known holds what was recorded until then; as it had happened, what we learned later too', async () => {
    const run = await workspace();
    const before = await instant();
    const deal = await run((tx) =>
      deals.create(tx, {
        name: 'Pilot',
        amountMinor: 100,
        currency: 'EUR',
        openedAt: '2026-01-01T00:00:00.000Z',
        expectedCloseOn: '2026-03-31',
      }),
    );
    const created = await instant();
    // learned today, true since 10 February
    await run((tx) => deals.change(tx, deal.id, undefined, { amountMinor: 300 }, { occurredAt: '2026-02-10T00:00:00.000Z' }));
    const learned = await instant();
    const one = async (read: typeof asKnownAt, at: string) => (await run((tx) => read(tx, 'deals', { at, ids: [deal.id] })))[0];

    expect(await one(asKnownAt, before)).toBeUndefined();
    expect(await one(asKnownAt, '2026-02-20T00:00:00Z')).toBeUndefined();
    expect(await one(asKnownAt, created)).toMatchObject({ id: deal.id, amountMinor: 100, expectedCloseOn: '2026-03-31' });
    expect(await one(asKnownAt, learned)).toMatchObject({ amountMinor: 300 });

    expect(await one(asHappenedBy, '2025-12-31T00:00:00Z')).toBeUndefined();
    expect(await one(asHappenedBy, '2026-02-01T00:00:00Z')).toMatchObject({ amountMinor: 100, name: 'Pilot' });
    expect(await one(asHappenedBy, '2026-02-20T00:00:00Z')).toMatchObject({ amountMinor: 300 });
    expect(await one(asHappenedBy, created)).toMatchObject({ amountMinor: 300 });
  });

  it("with a source system's own history: it tells what had happened, and does not unsay what was known", async () => {
    const run = await workspace();
    const deal = await run((tx) =>
      deals.create(tx, {
        name: 'Pilot',
        status: 'won',
        amountMinor: 500,
        currency: 'EUR',
        openedAt: '2026-01-01T00:00:00.000Z',
        closedAt: '2026-05-01T00:00:00.000Z',
      }),
    );
    const imported = await instant();
    await run((tx) =>
      tx.raw(
        `insert into app.changes (id, record_kind, record_id, field, from_value, to_value, occurred_at, source, key) values
         ($1, 'deals', $3, 'stageName', '"Open"', '"Won"', '2026-05-01', 'import', 'sf/h1'), ($2, 'deals', $3, 'amount', '"90000"', '"500"', '2026-04-01', 'import', 'sf/h2')`,
        [randomUUIDv7(), randomUUIDv7(), deal.id],
      ),
    );
    const one = async (read: typeof asKnownAt, at: string) => (await run((tx) => read(tx, 'deals', { at, ids: [deal.id] })))[0];
    expect(await one(asKnownAt, imported)).toMatchObject({ status: 'won', amountMinor: 500, closedAt: '2026-05-01T00:00:00.000Z' });
    expect(await one(asHappenedBy, '2026-03-01T00:00:00Z')).toMatchObject({ status: 'open', amountMinor: 90000, closedAt: null });
    expect(await one(asHappenedBy, '2026-04-15T00:00:00Z')).toMatchObject({ status: 'open', amountMinor: 500, closedAt: null });
    expect(await one(asHappenedBy, '2026-05-02T00:00:00Z')).toMatchObject({ status: 'won', closedAt: '2026-05-01T00:00:00.000Z' });
  });

  it('shows what was deleted since, and not what was deleted by then', async () => {
    const run = await workspace();
    const { id } = await run((tx) => deals.create(tx, { name: 'Pilot' }));
    const there = await instant();
    await run((tx) => deals.remove(tx, id));
    const gone = await instant();
    await run((tx) => deals.restore(tx, id));
    const back = await instant();
    for (const read of [asKnownAt, asHappenedBy]) {
      const count = async (at: string) => (await run((tx) => read(tx, 'deals', { at }))).length;
      expect([await count(there), await count(gone), await count(back)]).toEqual([1, 0, 1]);
    }
  });
});
