import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { accounts } from '../accounts/index.ts';
import { deals, listPipelines, setBuyingGroup } from '../deals/index.ts';
import { type Actor, inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { freshWorkspace } from '../engine/testing.ts';
import { appendInteraction, listInteractions, takeBackInteraction, timeline } from '../interactions/index.ts';
import { leads } from '../leads/index.ts';
import { costs, needs, nextSteps, notes, outcomes, targets } from '../parts/index.ts';
import { contacts } from '../people/index.ts';
import { Forbidden, InvalidValue, NotFound, VersionConflict } from './index.ts';

async function workspace() {
  const fresh = await freshWorkspace();
  const as = <T>(actor: Actor, work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(fresh.database, actor, work);
  return { ...fresh, as, asAdmin: <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => as(fresh.admin, work) };
}

describe('a record', () => {
  it('is created, read back and listed with the same values', async () => {
    const { asAdmin } = await workspace();
    const made = await asAdmin((tx) =>
      accounts.create(tx, { name: 'Halden Group', employees: 250, revenueMinor: 5_000_000, country: 'Norway' }),
    );
    expect(made).toMatchObject({
      name: 'Halden Group',
      employees: 250,
      revenueMinor: 5_000_000,
      revenueCurrency: 'USD',
      version: 1,
      openDeals: 0,
      openAmount: [],
      deletedAt: null,
    });
    const { items, nextCursor } = await asAdmin((tx) => accounts.list(tx, { country: 'norway' }));
    expect(nextCursor).toBeNull();
    expect(items[0]).toEqual(
      Object.fromEntries(Object.entries(made).filter(([key]) => !['mergedInto', 'children', 'people', 'deals'].includes(key))),
    );
  });

  it('keeps every change of a field with who, through what and why', async () => {
    const { asAdmin, admin } = await workspace();
    const { id } = await asAdmin((tx) => accounts.create(tx, { name: 'Kestrel' }));
    const changed = await asAdmin((tx) =>
      accounts.change(tx, id, 1, { name: 'Kestrel AG', city: 'Bern' }, { reason: 'they told us', occurredAt: '2026-03-01T10:00:00.000Z' }),
    );
    expect(changed).toMatchObject({ name: 'Kestrel AG', city: 'Bern', version: 2 });
    const { items } = await asAdmin((tx) => timeline(tx, 'accounts', id));
    const changes = items.flatMap((entry) => (entry.kind === 'change' ? [entry.change] : []));
    expect(
      changes
        .filter(({ field }) => field !== 'recordedAt')
        .map(({ field, from, to, reason, occurredAt, user, source }) => ({ field, from, to, reason, occurredAt, user, source })),
    ).toEqual(
      expect.arrayContaining([
        {
          field: 'name',
          from: 'Kestrel',
          to: 'Kestrel AG',
          reason: 'they told us',
          occurredAt: '2026-03-01T10:00:00.000Z',
          user: { id: admin.userId, name: 'Ada Admin' },
          source: 'user',
        },
        {
          field: 'city',
          from: null,
          to: 'Bern',
          reason: 'they told us',
          occurredAt: '2026-03-01T10:00:00.000Z',
          user: { id: admin.userId, name: 'Ada Admin' },
          source: 'user',
        },
      ]),
    );
  });

  it('refuses a change against a version that is no longer the newest, and shows what it is now', async () => {
    const { asAdmin } = await workspace();
    const { id } = await asAdmin((tx) => accounts.create(tx, { name: 'Kestrel' }));
    await asAdmin((tx) => accounts.change(tx, id, 1, { city: 'Bern' }));
    const late = asAdmin((tx) => accounts.change(tx, id, 1, { city: 'Zug' }));
    await expect(late).rejects.toBeInstanceOf(VersionConflict);
    await expect(late).rejects.toMatchObject({ current: { city: 'Bern', version: 2 } });
  });

  it('stays at its version when a change changes nothing', async () => {
    const { asAdmin } = await workspace();
    const { id } = await asAdmin((tx) => accounts.create(tx, { name: 'Kestrel', city: 'Bern' }));
    expect(await asAdmin((tx) => accounts.change(tx, id, 1, { city: 'Bern' }))).toMatchObject({ version: 1 });
  });

  it('disappears from lists when deleted, is found among the deleted, and comes back as it was', async () => {
    const { asAdmin } = await workspace();
    const before = await asAdmin((tx) => leads.create(tx, { name: 'Lea Lind', email: 'lea@lind.example' }));
    await asAdmin((tx) => leads.remove(tx, before.id, 1));
    expect((await asAdmin((tx) => leads.list(tx))).items).toEqual([]);
    expect((await asAdmin((tx) => leads.list(tx, { deleted: true }))).items.map(({ id }) => id)).toEqual([before.id]);
    await expect(asAdmin((tx) => leads.change(tx, before.id, undefined, { name: 'x' }))).rejects.toBeInstanceOf(NotFound);
    const after = await asAdmin((tx) => leads.restore(tx, before.id));
    expect({ ...after, version: 1, updatedAt: before.updatedAt }).toEqual(before);
  });

  it('names the field that points at nothing', async () => {
    const { asAdmin } = await workspace();
    const refused = asAdmin((tx) => contacts.create(tx, { name: 'Ana', accountId: randomUUIDv7() }));
    await expect(refused).rejects.toBeInstanceOf(InvalidValue);
    await expect(refused).rejects.toMatchObject({ fields: [{ field: 'accountId' }] });
    await expect(asAdmin((tx) => accounts.get(tx, randomUUIDv7()))).rejects.toBeInstanceOf(NotFound);
  });

  it('says which field breaks a rule of the database, and what would be right', async () => {
    const { asAdmin } = await workspace();
    const target = { period: '2026-Q4', amountMinor: 1, currency: 'EUR' };
    await asAdmin((tx) => targets.create(tx, target));
    const refused = (work: (tx: WorkspaceTransaction) => Promise<unknown>, field: string, message: RegExp) =>
      expect(asAdmin(work)).rejects.toMatchObject({ fields: [{ field, message: expect.stringMatching(message) }] });
    await refused((tx) => targets.create(tx, target), 'period', /already/);
    await refused((tx) => targets.create(tx, { ...target, period: 'soon' }), 'period', /rules/);
    await refused((tx) => accounts.create(tx, { name: 'Kestrel', employees: -1 }), 'employees', /rules/);
  });

  it('cannot become its own parent', async () => {
    const { asAdmin } = await workspace();
    const mother = await asAdmin((tx) => accounts.create(tx, { name: 'Mother' }));
    const daughter = await asAdmin((tx) => accounts.create(tx, { name: 'Daughter', parentId: mother.id }));
    expect(daughter.parent).toEqual({ id: mother.id, name: 'Mother' });
    await expect(asAdmin((tx) => accounts.change(tx, mother.id, 1, { parentId: daughter.id }))).rejects.toMatchObject({
      fields: [{ field: 'parentId' }],
    });
  });
});

describe('a list', () => {
  it('pages through records with equal values without losing or repeating one, in either direction', async () => {
    const { asAdmin } = await workspace();
    await asAdmin(async (tx) => {
      for (let i = 0; i < 23; i++)
        await deals.create(tx, {
          name: `Deal ${i}`,
          ...(i % 4 ? { expectedCloseOn: `2026-0${(i % 3) + 1}-01` } : {}),
          ...(i % 2 ? { amountMinor: (i % 5) * 100 } : {}),
        });
    });
    for (const query of [
      {},
      { sort: 'amountMinor', order: 'desc' },
      { sort: 'amountMinor', order: 'asc' },
      { sort: 'expectedCloseOn', order: 'desc' },
      { sort: 'lastInteractionAt' },
    ] as const) {
      const seen: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await asAdmin((tx) => deals.list(tx, { ...query, limit: 5, ...(cursor ? { cursor } : {}) }));
        seen.push(...page.items.map(({ name }) => name));
        cursor = page.nextCursor;
      }
      expect(new Set(seen).size).toBe(23);
      expect(seen.length).toBe(23);
    }
  });

  it('refuses a cursor of another order, a sort and a filter that it does not know', async () => {
    const { asAdmin } = await workspace();
    await asAdmin(async (tx) => {
      await accounts.create(tx, { name: 'A' });
      await accounts.create(tx, { name: 'B' });
    });
    const { nextCursor } = await asAdmin((tx) => accounts.list(tx, { limit: 1 }));
    await expect(asAdmin((tx) => accounts.list(tx, { limit: 1, order: 'desc', cursor: nextCursor as string }))).rejects.toMatchObject({
      fields: [{ field: 'cursor' }],
    });
    await expect(asAdmin((tx) => accounts.list(tx, { cursor: 'nonsense' }))).rejects.toMatchObject({ fields: [{ field: 'cursor' }] });
    await expect(asAdmin((tx) => accounts.list(tx, { sort: 'name; drop table' }))).rejects.toMatchObject({ fields: [{ field: 'sort' }] });
    await expect(asAdmin((tx) => accounts.list(tx, { colour: 'red' }))).rejects.toMatchObject({ fields: [{ field: 'colour' }] });
  });

  it('answers every filter of every room', async () => {
    const { asAdmin, admin } = await workspace();
    const { userId: ownerId } = admin;
    await asAdmin(async (tx) => {
      const account = await accounts.create(tx, { name: 'Halden Group', industry: 'Énergie', ownerId });
      const contact = await contacts.create(tx, {
        name: 'Ana Ruiz',
        accountId: account.id,
        ownerId,
        points: [{ kind: 'email', value: 'Ana@Halden.example', label: null }],
      });
      const deal = await deals.create(tx, {
        name: 'Kestrel pilot',
        accountId: account.id,
        ownerId,
        amountMinor: 900,
        expectedCloseOn: '2020-01-31',
      });
      await setBuyingGroup(tx, deal.id, [{ contactId: contact.id, role: 'Buyer', isPrimary: true }]);
      const lead = await leads.create(tx, { name: 'Lea', source: 'Fair', ownerId });
      const { pipelines } = await listPipelines(tx);
      const found = async (list: Promise<{ items: unknown[] }>) => (await list).items.length;
      for (const filter of [{ q: 'halden' }, { ownerId }, { industry: 'energie' }, { hasOpenDeals: true }])
        expect(await found(accounts.list(tx, filter))).toBe(1);
      expect(await found(accounts.list(tx, { hasOpenDeals: false }))).toBe(0);
      for (const sort of ['name', 'openAmount', 'lastInteractionAt', 'employees', 'recordedAt'])
        expect(await found(accounts.list(tx, { sort }))).toBe(1);
      for (const filter of [{ q: 'ruiz ana' }, { q: 'halden.example' }, { accountId: account.id }, { ownerId }])
        expect(await found(contacts.list(tx, filter))).toBe(1);
      for (const filter of [
        ...[
          { q: 'pilot' },
          { status: 'open' },
          { ownerId },
          { accountId: account.id },
          { contactId: contact.id },
          { stageId: deal.stageId },
          { pipelineId: pipelines[0]?.id },
        ],
        ...[{ closeFrom: '2020-01-31' }, { closeTo: '2020-01-31' }, { pastDate: true }, { withoutNextStep: true }],
      ])
        expect(await found(deals.list(tx, filter))).toBe(1);
      for (const filter of [
        { teamId: randomUUIDv7() },
        { productId: randomUUIDv7() },
        { pastDate: false },
        { withoutNextStep: false },
        { status: 'won' },
      ])
        expect(await found(deals.list(tx, filter))).toBe(0);
      for (const filter of [{ q: 'lea' }, { status: 'open' }, { ownerId }, { source: 'fair' }])
        expect(await found(leads.list(tx, filter))).toBe(1);
      expect(lead.status).toBe('open');
    });
  });
});

describe('a deal', () => {
  it('takes status, pipeline and closing time from its stage, and counts pushes to a later month', async () => {
    const { asAdmin } = await workspace();
    const deal = await asAdmin((tx) =>
      deals.create(tx, { name: 'Pilot', expectedCloseOn: '2026-05-10', openedAt: '2026-01-01T00:00:00.000Z' }),
    );
    expect(deal).toMatchObject({ status: 'open', stage: { name: 'Open' }, pipeline: { name: 'Deals' }, pushes: 0, closedAt: null });
    const later = await asAdmin((tx) => deals.change(tx, deal.id, 1, { expectedCloseOn: '2026-05-30' }));
    expect(later.pushes).toBe(0);
    const pushed = await asAdmin((tx) => deals.change(tx, deal.id, 2, { expectedCloseOn: '2026-07-01' }));
    expect(pushed.pushes).toBe(1);
    const won = await asAdmin((tx) => deals.change(tx, deal.id, 3, { status: 'won' }, { occurredAt: '2026-06-15T12:00:00.000Z' }));
    expect(won).toMatchObject({ status: 'won', stage: { name: 'Won' }, closedAt: '2026-06-15T12:00:00.000Z', ageDays: 165 });
    const open = await asAdmin((tx) => deals.change(tx, deal.id, 4, { status: 'open' }));
    expect(open).toMatchObject({ status: 'open', closedAt: null });
  });

  it('of somebody else is seen but not changed by a rep', async () => {
    const { asAdmin, as, addUser } = await workspace();
    const rep = await addUser('Rita Rep', 'rep');
    const other = await addUser('Olaf Other', 'rep');
    const { id } = await asAdmin((tx) => deals.create(tx, { name: 'Pilot', ownerId: other.userId }));
    expect(await as(rep, (tx) => deals.get(tx, id))).toMatchObject({ name: 'Pilot' });
    await expect(as(rep, (tx) => deals.change(tx, id, 1, { name: 'Mine' }))).rejects.toBeInstanceOf(Forbidden);
    await expect(as(rep, (tx) => deals.create(tx, { name: 'x', ownerId: other.userId }))).rejects.toBeInstanceOf(Forbidden);
    expect(await as(other, (tx) => deals.change(tx, id, 1, { name: 'Pilot 2' }))).toMatchObject({ version: 2 });
  });
});

describe('a contact', () => {
  it('keeps all addresses, shows the first, and remembers where they worked', async () => {
    const { asAdmin } = await workspace();
    await asAdmin(async (tx) => {
      const from = await accounts.create(tx, { name: 'Halden' });
      const to = await accounts.create(tx, { name: 'Kestrel' });
      const points = [
        { kind: 'email' as const, value: 'Ana@Halden.example', label: 'work' },
        { kind: 'email' as const, value: 'ana@home.example', label: null },
        { kind: 'phone' as const, value: '+47 22 12 34 56', label: null },
      ];
      const ana = await contacts.create(tx, { name: 'Ana Ruiz', accountId: from.id, title: 'CTO', points });
      expect(ana).toMatchObject({
        email: 'Ana@Halden.example',
        phone: '+47 22 12 34 56',
        employments: [{ account: { name: 'Halden' }, title: 'CTO', endedOn: null }],
      });
      const moved = await contacts.change(tx, ana.id, 1, { accountId: to.id, points: [points[1]] });
      expect(moved).toMatchObject({ email: 'ana@home.example', phone: null, account: { name: 'Kestrel' }, version: 2 });
      expect(moved.employments.map(({ account, endedOn }) => [account.name, endedOn === null])).toEqual([
        ['Kestrel', true],
        ['Halden', false],
      ]);
    });
  });
});

describe('what hangs on a record', () => {
  it('is written, listed by what it is about, and settled', async () => {
    const { asAdmin, admin } = await workspace();
    await asAdmin(async (tx) => {
      const { id: dealId } = await deals.create(tx, { name: 'Pilot' });
      const step = await nextSteps.create(tx, { what: 'Send the security answers', promisedBy: 'us', dealId, dueOn: '2026-11-21' });
      expect(step).toMatchObject({ status: 'open', user: { id: admin.userId }, deal: { name: 'Pilot' } });
      const kept = await nextSteps.change(tx, step.id, 1, { status: 'kept' });
      expect(kept.settledAt).not.toBeNull();
      expect(await needs.create(tx, { words: 'We lose two days a week to spreadsheets', dealId })).toMatchObject({
        author: { name: 'Ada Admin' },
      });
      await notes.create(tx, { body: 'They asked for a reference', dealId });
      await outcomes.create(tx, { promised: 'Half the time', dealId });
      await costs.create(tx, { type: 'travel', amountMinor: 4200, currency: 'EUR', incurredOn: '2026-11-01', dealId });
      for (const room of [nextSteps, needs, notes, outcomes, costs]) expect((await room.list(tx, { dealId })).items).toHaveLength(1);
      await targets.create(tx, { period: '2026-Q4', amountMinor: 1, currency: 'EUR' });
      expect((await targets.list(tx, { period: '2026-Q4' })).items).toHaveLength(1);
    });
    await expect(asAdmin((tx) => notes.create(tx, { body: 'About nothing' }))).rejects.toMatchObject({ fields: [{ field: 'dealId' }] });
  });
});

describe('"we spoke"', () => {
  it('is on every timeline at once, moves the last contact, and can be taken back by whoever entered it', async () => {
    const { asAdmin, as, addUser } = await workspace();
    const rep = await addUser('Rita Rep', 'rep');
    const { account, contact, friend, deal } = await asAdmin(async (tx) => {
      const account = await accounts.create(tx, { name: 'Halden' });
      const contact = await contacts.create(tx, { name: 'Ana Ruiz', accountId: account.id });
      const friend = await contacts.create(tx, { name: 'Per' });
      const deal = await deals.create(tx, { name: 'Pilot', accountId: account.id });
      return { account, contact, friend, deal };
    });
    const spoke = await as(rep, (tx) =>
      appendInteraction(tx, { type: 'call', contactIds: [contact.id, friend.id], dealId: deal.id, subject: 'Their move' }),
    );
    expect(spoke).toMatchObject({
      state: 'done',
      user: { name: 'Rita Rep' },
      contact: { name: 'Ana Ruiz' },
      account: { name: 'Halden' },
      participants: [{ contact: { name: 'Per' } }],
    });
    await asAdmin(async (tx) => {
      for (const [kind, id] of [
        ['accounts', account.id],
        ['contacts', contact.id],
        ['contacts', friend.id],
        ['deals', deal.id],
      ] as const)
        expect((await timeline(tx, kind, id)).items.filter((entry) => entry.kind === 'interaction')).toHaveLength(1);
      expect(await contacts.get(tx, friend.id)).toMatchObject({
        lastInteractionAt: spoke.occurredAt,
        knownBy: [{ user: { name: 'Rita Rep' } }],
      });
      expect((await deals.get(tx, deal.id)).lastInteractionAt).toBe(spoke.occurredAt);
      for (const query of [
        { contactId: friend.id },
        { contactId: contact.id },
        { dealId: deal.id },
        { accountId: account.id },
        { userId: rep.userId, type: 'call' as const },
      ])
        expect((await listInteractions(tx, query)).items.map(({ id }) => id)).toEqual([spoke.id]);
    });
    await expect(asAdmin((tx) => takeBackInteraction(tx, spoke.id))).rejects.toBeInstanceOf(Forbidden);
    await as(rep, (tx) => takeBackInteraction(tx, spoke.id));
    expect((await asAdmin((tx) => contacts.get(tx, contact.id))).lastInteractionAt).toBeNull();
    await expect(as(rep, (tx) => takeBackInteraction(tx, spoke.id))).rejects.toBeInstanceOf(NotFound);
  });
});
