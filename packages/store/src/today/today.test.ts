import { describe, expect, it } from 'vitest';
import { accounts } from '../accounts/index.ts';
import { deals, readDealClock, readDealFacts, readDealHistory, saveDealClock, setBuyingGroup } from '../deals/index.ts';
import { appendDecision, undoDecision } from '../decisions/index.ts';
import { inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { freshWorkspace } from '../engine/testing.ts';
import { appendInteraction } from '../interactions/index.ts';
import { needs, nextSteps, targets } from '../parts/index.ts';
import { contacts } from '../people/index.ts';
import { roadData, todayData } from './index.ts';

const day = new Date().toISOString().slice(0, 10);
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const daysAgo = (days: number) => hoursAgo(days * 24);
const dayNumber = (iso: string) => Date.parse(iso.slice(0, 10)) / 86_400_000;

async function morning() {
  const fresh = await freshWorkspace();
  const rep = await fresh.addUser('Rita Rep', 'rep');
  const as = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(fresh.database, rep, work);
  const asAdmin = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(fresh.database, fresh.admin, work);
  const ask = { userId: rep.userId, scope: 'own', day, timeZone: 'UTC' } as const;
  return { rep, as, asAdmin, ask };
}

describe('a morning', () => {
  it('of somebody new is empty, not an error', async () => {
    const { as, ask } = await morning();
    expect(await as((tx) => todayData(tx, ask))).toEqual({
      deals: [],
      promises: [],
      waiting: [],
      care: [],
      sinceYesterday: { answers: 0, datesMoved: 0, dealsWon: 0, dealsLost: 0, newDeals: 0, newLeads: 0, promisesKept: 0 },
      decisions: [],
      meetings: [],
      clockComputedAt: null,
    });
  });

  it('holds promises, who waits, own open deals with what is known of them, and the calendar', async () => {
    const { rep, as, asAdmin, ask } = await morning();
    const { deal, ana } = await as(async (tx) => {
      const account = await accounts.create(tx, { name: 'Halden', industry: 'Energy' });
      const ana = await contacts.create(tx, { name: 'Ana Ruiz', accountId: account.id });
      const deal = await deals.create(tx, {
        name: 'Pilot',
        accountId: account.id,
        ownerId: rep.userId,
        openedAt: daysAgo(50),
        expectedCloseOn: '2026-01-31',
        amountMinor: 500,
        leadSource: 'Fair',
      });
      await setBuyingGroup(tx, deal.id, [{ contactId: ana.id, role: 'Buyer', isPrimary: true }]);
      await deals.change(tx, deal.id, undefined, { expectedCloseOn: '2026-02-28' }, { reason: 'Budget moved' });
      await needs.create(tx, { words: 'Too slow', dealId: deal.id });
      await nextSteps.create(tx, { what: 'Send answers', promisedBy: 'us', dealId: deal.id, dueOn: day });
      await nextSteps.create(tx, { what: 'Sign', promisedBy: 'them', dealId: deal.id, dueOn: '2999-01-01' });
      await appendInteraction(tx, { type: 'mail', direction: 'out', contactIds: [ana.id], dealId: deal.id, occurredAt: daysAgo(10) });
      await appendInteraction(tx, {
        type: 'mail',
        direction: 'in',
        contactIds: [ana.id],
        dealId: deal.id,
        occurredAt: daysAgo(6),
        subject: 'When?',
      });
      await appendInteraction(tx, { type: 'meeting', contactIds: [ana.id], occurredAt: `${day}T10:00:00.000Z`, durationMinutes: 60 });
      return { deal, ana };
    });
    const other = await asAdmin((tx) => deals.create(tx, { name: 'Not mine' }));
    const data = await as((tx) => todayData(tx, ask));
    expect(data.promises).toMatchObject([
      { what: 'Send answers', whose: 'ours', dueDay: dayNumber(day), dealName: 'Pilot', accountName: 'Halden' },
    ]);
    expect(data.meetings).toEqual([{ from: Date.parse(`${day}T10:00:00Z`), to: Date.parse(`${day}T11:00:00Z`) }]);
    expect(data.deals).toHaveLength(1);
    expect(data.deals[0]).toMatchObject({
      ...{
        id: deal.id,
        name: 'Pilot',
        accountName: 'Halden',
        ownerName: 'Rita Rep',
        stage: 'Open',
        pipeline: 'Deals',
        segment: 'Energy',
        source: 'Fair',
      },
      ...{
        amountMinor: 500,
        currency: 'USD',
        openedDay: dayNumber(daysAgo(50)),
        expectedCloseDay: dayNumber('2026-02-28'),
        needs: 1,
        pushes: 1,
        lastPushReason: 'Budget moved',
      },
      people: [{ contactId: ana.id, name: 'Ana Ruiz', role: 'Buyer', isPrimary: true }],
      nextSteps: [
        { what: 'Send answers', whose: 'ours', dueDay: dayNumber(day), who: 'Rita Rep' },
        { what: 'Sign', whose: 'theirs' },
      ],
      exchange: { lastInboundDay: expect.any(Number), usualAnswerDays: 4 },
    });
    expect(data.sinceYesterday).toMatchObject({ datesMoved: 1 });
    expect(await as((tx) => readDealFacts(tx, [deal.id, other.id], day))).toHaveLength(2);
    expect((await asAdmin((tx) => todayData(tx, { ...ask, userId: rep.userId, scope: 'team' }))).deals).toHaveLength(2);
  });

  it('names who waits for an answer, until somebody here has answered', async () => {
    const { as, ask } = await morning();
    const ana = await as(async (tx) => {
      const contact = await contacts.create(tx, { name: 'Ana Ruiz' });
      await appendInteraction(tx, { type: 'mail', direction: 'in', contactIds: [contact.id], occurredAt: hoursAgo(30), subject: 'When?' });
      return contact;
    });
    expect((await as((tx) => todayData(tx, ask))).waiting).toMatchObject([{ contactName: 'Ana Ruiz', subject: 'When?' }]);
    await as((tx) => appendInteraction(tx, { type: 'call', contactIds: [ana.id] }));
    expect((await as((tx) => todayData(tx, ask))).waiting).toEqual([]);
  });

  it('proposes a coffee with somebody who bought and has been quiet, and a record whose mend helps an open deal', async () => {
    const { rep, as, ask } = await morning();
    const { ana } = await as(async (tx) => {
      const account = await accounts.create(tx, { name: 'Halden' });
      const ana = await contacts.create(tx, { name: 'Ana Ruiz', accountId: account.id, ownerId: rep.userId });
      await contacts.create(tx, { name: 'Per Quiet', accountId: account.id, ownerId: rep.userId });
      const deal = { accountId: account.id, ownerId: rep.userId, amountMinor: 900, currency: 'EUR' };
      await deals.create(tx, { ...deal, name: 'Bought', status: 'won' });
      const open = await deals.create(tx, { ...deal, name: 'Open' });
      await setBuyingGroup(tx, open.id, [{ contactId: ana.id, role: null, isPrimary: true }]);
      for (const days of [200, 190, 180])
        await appendInteraction(tx, { type: 'call', contactIds: [ana.id], occurredAt: daysAgo(days), subject: `Call ${days} days ago` });
      return { ana };
    });
    expect((await as((tx) => todayData(tx, ask))).care).toMatchObject([
      {
        kind: 'tie',
        contactId: ana.id,
        accountName: 'Halden',
        lastSpokenDay: dayNumber(daysAgo(180)),
        usualGapDays: 10,
        lastAbout: 'Call 180 days ago',
      },
      { kind: 'record', record: { kind: 'contact', id: ana.id }, problemKey: 'noAddress', openDeals: 1 },
    ]);
  });

  it('remembers what was decided, and forgets what was taken back', async () => {
    const { as, ask } = await morning();
    const deal = await as((tx) => deals.create(tx, { name: 'Pilot' }));
    const decision = {
      itemKey: `dealDecide:${deal.id}`,
      itemKind: 'dealDecide',
      choice: 'dismissed',
      reasonKey: 'handled',
      fingerprint: 'abc',
    } as const;
    const { id } = await as((tx) => appendDecision(tx, decision));
    expect((await as((tx) => todayData(tx, ask))).decisions).toMatchObject([
      { itemKey: decision.itemKey, choice: 'dismissed', reasonKey: 'handled', fingerprint: 'abc' },
    ]);
    await as((tx) => undoDecision(tx, id));
    expect((await as((tx) => todayData(tx, ask))).decisions).toEqual([]);
  });
});

describe('the road and the clock', () => {
  it('read open deals, what was won in the period, targets, and the past', async () => {
    const { as, asAdmin, rep } = await morning();
    await as(async (tx) => {
      await deals.create(tx, { name: 'Open', ownerId: rep.userId, amountMinor: 100, currency: 'EUR' });
      await deals.create(tx, {
        name: 'Won',
        ownerId: rep.userId,
        status: 'won',
        amountMinor: 700,
        currency: 'EUR',
        openedAt: '2026-01-01T00:00:00Z',
        closedAt: '2026-02-10T00:00:00Z',
      });
      await deals.create(tx, {
        name: 'Won before',
        ownerId: rep.userId,
        status: 'won',
        amountMinor: 5,
        currency: 'EUR',
        closedAt: '2025-12-31T23:00:00Z',
      });
    });
    await asAdmin((tx) => targets.create(tx, { period: '2026-Q1', amountMinor: 1000, currency: 'EUR', userId: rep.userId }));
    const road = await as((tx) =>
      roadData(tx, { userId: rep.userId, scope: 'own', period: '2026-Q1', from: '2026-01-01', to: '2026-03-31' }),
    );
    expect(road).toMatchObject({
      deals: [{ amountMinor: 100 }],
      won: [{ day: dayNumber('2026-02-10'), amountMinor: 700, currency: 'EUR' }],
      targets: [{ amountMinor: 1000, currency: 'EUR' }],
    });
    const past = await as(readDealHistory);
    expect(past).toHaveLength(3);
    expect(past).toContainEqual({
      pipeline: 'Deals',
      openedDay: dayNumber('2026-01-01'),
      closedDay: dayNumber('2026-02-10'),
      outcome: 'won',
      wonMinor: 700,
      currency: 'EUR',
    });
    expect(await as(readDealClock)).toBeUndefined();
    await as((tx) => saveDealClock(tx, '2026-03-31', { version: 1 } as never));
    expect(await as(readDealClock)).toMatchObject({ asOf: '2026-03-31', clock: { version: 1 } });
  });
});
