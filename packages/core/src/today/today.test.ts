import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adviseOnDeal, type DealFacts, fitDealClocks, outlookOf, type PastDeal } from '../deals/index.ts';
import { dayNumber } from '../time/index.ts';
import { composeTeamToday, composeToday, type OpenDeal, type PastDecision, type TodayInput, type TodayItem } from './index.ts';

const asOf = dayNumber('2026-06-30');
const now = Date.UTC(2026, 5, 30, 6, 0);
const past = Array.from({ length: 100 }, (_, i): PastDeal => {
  const openedDay = asOf - 500 + i * 3;
  return { openedDay, closedDay: openedDay + 20 + (i % 60), outcome: i < 60 ? 'won' : 'lost' };
});
const clock = fitDealClocks(past, asOf, { homeCurrency: 'EUR' });
function openDeal(id: string, more: Partial<DealFacts> = {}): OpenDeal {
  const facts: DealFacts = {
    id,
    name: `Deal ${id}`,
    people: [],
    needs: 0,
    nextSteps: [],
    openedDay: asOf - 10,
    amountMinor: 10_000,
    currency: 'EUR',
    ownerId: 'u',
    ownerName: 'Dana',
    ...more,
  };
  const outlook = outlookOf(facts, clock, asOf);
  return { facts, outlook, advice: adviseOnDeal(facts, outlook, asOf) };
}
const empty: TodayInput = { now, timeZone: 'Europe/Berlin', promises: [], waiting: [], deals: [], care: [], decisions: [] };
const full: TodayInput = {
  ...empty,
  promises: [
    { id: 'p1', what: 'the security answers', whose: 'ours', dueDay: asOf, contactId: 'c1', contactName: 'Per' },
    { id: 'p2', what: 'the floor plan', whose: 'theirs', dueDay: asOf - 3, contactId: 'c2', contactName: 'Ana' },
    { id: 'p3', what: 'later', whose: 'ours', dueDay: asOf + 3 },
  ],
  waiting: [{ interactionId: 'i1', contactId: 'c3', contactName: 'Ana Ruiz', since: now - 16 * 3_600_000, subject: 'Delivery week' }],
  deals: [
    openDeal('a'),
    openDeal('b', { amountMinor: 90_000 }),
    openDeal('c', { openedDay: asOf - 400 }),
    openDeal('d', { openedDay: asOf - 400, exchange: { lastInboundDay: asOf - 60, unanswered: 3, usualAnswerDays: 3 } }),
  ],
  care: [{ kind: 'tie', contactId: 'c9', contactName: 'Tomás Silva', lastSpokenDay: asOf - 120, lastAbout: 'his move' }],
};
const kindsOf = (items: readonly TodayItem[]) => items.map((item) => item.kind);

describe('Today', () => {
  test('follows the order of thought', () => {
    const { items } = composeToday(full);
    expect(kindsOf(items)).toEqual(['promiseOurs', 'promiseTheirs', 'waiting', 'dealWork', 'dealDecide', 'dealLetGo', 'careTie']);
    expect(items.map((item) => item.title)).toEqual([
      'You promised Per: the security answers',
      'Ana promised: the floor plan',
      'Ana Ruiz is waiting for your answer',
      'Work: Deal b',
      'Decide: Deal c',
      'Let go kindly? Deal d',
      'Coffee with Tomás Silva',
    ]);
    expect(items[2]?.why[0]?.text).toBe('since yesterday 16:00, about “Delivery week”');
  });

  test('is never longer than seven lines or than the free time, whatever lies there and in whatever order', () => {
    const deal = fc.record({ age: fc.integer({ min: 0, max: 500 }), amount: fc.integer({ min: 1, max: 1e6 }), silent: fc.boolean() });
    const many = fc.record({
      deals: fc.array(deal, { maxLength: 30 }),
      waiting: fc.nat(12),
      promises: fc.nat(12),
      freeMinutes: fc.option(fc.nat(400), { nil: undefined }),
    });
    fc.assert(
      fc.property(many, ({ deals, waiting, promises, freeMinutes }) => {
        const input: TodayInput = {
          ...full,
          ...(freeMinutes === undefined ? {} : { freeMinutes }),
          waiting: Array.from({ length: waiting }, (_, i) => ({
            interactionId: `i${i}`,
            contactId: 'c',
            contactName: 'Ana',
            since: now - i * 3_600_000,
          })),
          promises: Array.from({ length: promises }, (_, i) => ({ id: `p${i}`, what: 'it', whose: 'ours', dueDay: asOf - i })),
          deals: deals.map(({ age, amount, silent }, i) =>
            openDeal(`${i}`, {
              openedDay: asOf - age,
              amountMinor: amount,
              ...(silent ? { exchange: { lastInboundDay: asOf - 60, unanswered: 2 } } : {}),
            }),
          ),
        };
        const today = composeToday(input);
        const turned = composeToday({
          ...input,
          deals: [...input.deals].reverse(),
          waiting: [...input.waiting].reverse(),
          promises: [...input.promises].reverse(),
        });
        expect(turned).toEqual(today);
        expect(today.items.length).toBeLessThanOrEqual(7);
        expect(new Set(today.items.map((item) => item.key)).size).toBe(today.items.length);
        if (freeMinutes !== undefined) expect(today.plannedMinutes).toBeLessThanOrEqual(freeMinutes);
      }),
      { numRuns: 60 },
    );
  });

  test('few free minutes make a short list', () => {
    expect(composeToday({ ...full, freeMinutes: 40 }).items.length).toBeLessThan(5);
    expect(composeToday({ ...full, freeMinutes: 0 }).items).toEqual([]);
  });

  const decide = (item: TodayItem, more: Partial<PastDecision>): PastDecision => ({
    itemKey: item.key,
    itemKind: item.kind,
    choice: 'dismissed',
    at: asOf - 1,
    fingerprint: item.fingerprint,
    ...more,
  });
  const lineOf = (input: TodayInput, key: string) => composeToday(input).items.find((item) => item.key === key);

  test('what was dismissed stays away until something changes', () => {
    const item = lineOf(full, 'dealDecide:c') ?? expect.unreachable();
    const decisions = [decide(item, { reasonKey: 'isAlive' })];
    expect(lineOf({ ...full, decisions }, item.key)).toBeUndefined();
    const moved = full.deals.map((deal) => (deal.facts.id === 'c' ? openDeal('c', { openedDay: asOf - 400, stage: 'Offer' }) : deal));
    expect(lineOf({ ...full, deals: moved, decisions }, item.key)).toBeDefined();
    const older = full.deals.map((deal) => (deal.facts.id === 'c' ? openDeal('c', { openedDay: asOf - 430 }) : deal));
    expect(lineOf({ ...full, deals: older, decisions }, item.key)).toBeUndefined();
  });

  test('later hides a line until its day', () => {
    const item = lineOf(full, 'waiting:i1') ?? expect.unreachable();
    expect(lineOf({ ...full, decisions: [decide(item, { choice: 'later', at: asOf })] }, item.key)).toBeUndefined();
    expect(lineOf({ ...full, decisions: [decide(item, { choice: 'later', at: asOf - 1 })] }, item.key)).toBeDefined();
    expect(
      lineOf({ ...full, decisions: [decide(item, { choice: 'dismissed', reasonKey: 'askedForTime', until: asOf + 2 })] }, item.key),
    ).toBeUndefined();
  });

  test('"not my account" holds for every kind of line on that deal', () => {
    const item = lineOf(full, 'dealDecide:c') ?? expect.unreachable();
    const decisions = [decide(item, { reasonKey: 'notMine' })];
    const alive = full.deals.map((deal) => (deal.facts.id === 'c' ? openDeal('c', { amountMinor: 9e9 }) : deal));
    expect(composeToday({ ...full, deals: alive, decisions }).items.some((line) => line.key.endsWith(':c'))).toBe(false);
  });

  test('a kind that is put aside again and again steps back, and says so', () => {
    const decisions = Array.from(
      { length: 6 },
      (_, i): PastDecision => ({
        itemKey: `dealDecide:old${i}`,
        itemKind: 'dealDecide',
        choice: 'dismissed',
        reasonKey: 'isAlive',
        at: asOf - 20,
      }),
    );
    const many = [...Array.from({ length: 6 }, (_, i) => openDeal(`w${i}`)), ...full.deals];
    const today = composeToday({ ...full, deals: many, decisions });
    expect(kindsOf(today.items)).not.toContain('dealDecide');
    expect(today.learned[0]?.text).toBe('You put aside 6 of 6 lines about deals to decide about, so they now come last.');
  });

  test('what changed since yesterday is one line', () => {
    const none = { answers: 0, datesMoved: 0, dealsWon: 0, dealsLost: 0, newDeals: 0, newLeads: 0, promisesKept: 0 };
    expect(composeToday({ ...empty, sinceYesterday: { ...none, answers: 2, datesMoved: 1, newLeads: 1 } }).digest).toBe(
      'Since yesterday: 2 answers, 1 date moved, 1 new lead.',
    );
    expect(composeToday({ ...empty, sinceYesterday: none }).digest).toBe('Since yesterday: nothing changed.');
  });
});

describe("a manager's Today", () => {
  test('is money that rests on something weak, with names to talk to', () => {
    const deals = [
      openDeal('a', { amountMinor: 50_000, ownerId: 'u1', ownerName: 'Dana', expectedCloseDay: asOf - 5 }).facts,
      openDeal('b', { amountMinor: 30_000, ownerId: 'u2', ownerName: 'Mateo', openedDay: asOf - 300 }).facts,
      openDeal('c', {
        amountMinor: 20_000,
        ownerId: 'u2',
        ownerName: 'Mateo',
        nextSteps: [{ id: 's', what: 'call', whose: 'ours', dueDay: asOf + 2 }],
      }).facts,
    ];
    const team = composeTeamToday({ deals, clock, asOf, currency: 'EUR' });
    expect(team.amountMinor).toBe(100_000);
    expect(team.atRiskMinor).toBe(80_000);
    expect(team.risks.map((risk) => [risk.key, risk.amountMinor])).toEqual([
      ['withoutNextStep', 80_000],
      ['pastDate', 50_000],
      ['olderThanAnyWon', 30_000],
    ]);
    expect(team.talks.map((talk) => talk.text)).toEqual([
      'Ask Dana what they know about Deal a.',
      'Ask Mateo what they know about Deal b.',
    ]);
    expect(composeTeamToday({ deals: [...deals].reverse(), clock, asOf, currency: 'EUR' })).toEqual(team);
  });
});
