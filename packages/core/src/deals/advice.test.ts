import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber } from '../time/index.ts';
import { adviseOnDeal, type DealFacts, fitDealClocks, missingOnDeal, outlookOf, type PastDeal } from './index.ts';

const asOf = dayNumber('2026-06-30');
/** Sixty won after 20 to 79 days, forty lost. */
const past = Array.from({ length: 100 }, (_, i): PastDeal => {
  const openedDay = asOf - 500 + i * 3;
  return { openedDay, closedDay: openedDay + 20 + (i % 60), outcome: i < 60 ? 'won' : 'lost' };
});
const clock = fitDealClocks(past, asOf);
const bare: DealFacts = { id: 'd', name: 'Tidewater pilot', people: [], needs: 0, nextSteps: [] };
const lea = { contactId: 'c', name: 'Lea Brandt', isPrimary: true };
const advise = (facts: DealFacts) => adviseOnDeal(facts, outlookOf(facts, clock, asOf), asOf);
const silent = { lastInboundDay: asOf - 41, lastOutboundDay: asOf - 10, unanswered: 3, usualAnswerDays: 3, lastInteractionId: 'i' };

describe('advice on a deal', () => {
  test('age alone never lets a deal go: with only an export it is one to decide about', () => {
    expect(advise({ ...bare, openedDay: asOf - 400 }).kind).toBe('decide');
    fc.assert(
      fc.property(
        fc.record({
          age: fc.integer({ min: 0, max: 2000 }),
          close: fc.option(fc.integer({ min: -900, max: 300 }), { nil: undefined }),
          pushes: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
        }),
        ({ age, close, pushes }) => {
          const facts = {
            ...bare,
            openedDay: asOf - age,
            ...(close === undefined ? {} : { expectedCloseDay: asOf + close }),
            ...(pushes === undefined ? {} : { pushes }),
          };
          return advise(facts).kind !== 'letGo';
        },
      ),
    );
  });

  test('silence alone does not let a young deal go either', () => {
    expect(advise({ ...bare, openedDay: asOf - 50, exchange: silent }).kind).toBe('decide');
  });

  test('its time over and silence after three messages: let go kindly, with a way back and who can see it', () => {
    const advice = advise({ ...bare, openedDay: asOf - 200, people: [lea], ownerId: 'u', ownerName: 'Dana', exchange: silent });
    expect(advice.kind).toBe('letGo');
    expect(advice.because[0]?.text).toBe('quiet for 41 days after 3 messages of yours; they usually answer within 3 days');
    expect(advice.because[0]?.records).toEqual([{ kind: 'interaction', id: 'i' }]);
    expect(advice.whatWouldChangeThis.length).toBeGreaterThan(0);
    expect(advice.whoCanSee.map((witness) => witness.name)).toEqual(['Lea Brandt', 'Dana']);
  });

  test('a slow answerer is not silent', () => {
    const slow = { ...silent, usualAnswerDays: 20 };
    expect(advise({ ...bare, openedDay: asOf - 200, people: [lea], exchange: slow }).kind).toBe('decide');
  });

  test('a meeting ahead or a fresh answer makes a deal one to work, whatever happened to it before', () => {
    expect(advise({ ...bare, openedDay: asOf - 20, exchange: { ...silent, nextMeetingDay: asOf + 2 } }).kind).toBe('work');
    expect(advise({ ...bare, openedDay: asOf - 20, pushes: 5, exchange: { unanswered: 0, lastInboundDay: asOf - 1 } }).kind).toBe('work');
  });

  test('a deal past its time is never let go while they are speaking with you: it is one to ask about', () => {
    const advice = advise({ ...bare, openedDay: asOf - 400, exchange: { ...silent, nextMeetingDay: asOf + 2 } });
    expect(advice.kind).toBe('decide');
    expect(advice.because.map((reason) => reason.key)).toEqual(['olderThanAnyWon', 'meetingAhead']);
  });

  test('a date that passed asks for a decision', () => {
    expect(advise({ ...bare, openedDay: asOf - 10, expectedCloseDay: asOf - 1 }).kind).toBe('decide');
    expect(advise({ ...bare, openedDay: asOf - 10, expectedCloseDay: asOf + 9 }).kind).toBe('work');
  });
});

describe('what is missing', () => {
  test('comes in the order that helps the next step', () => {
    expect(missingOnDeal(bare, asOf).map((lack) => lack.key)).toEqual([
      'owner',
      'account',
      'people',
      'nextStep',
      'need',
      'closeDate',
      'amount',
      'openedDay',
    ]);
  });
  test('a full record lacks nothing', () => {
    const full: DealFacts = {
      ...bare,
      ownerId: 'u',
      accountId: 'a',
      openedDay: asOf - 3,
      expectedCloseDay: asOf + 30,
      amountMinor: 1,
      currency: 'EUR',
      needs: 1,
      people: [{ ...lea, isDecisionMaker: true }],
      nextSteps: [{ id: 's', what: 'call', whose: 'ours', dueDay: asOf + 1 }],
    };
    expect(missingOnDeal(full, asOf)).toEqual([]);
    const [overdue] = missingOnDeal({ ...full, nextSteps: [{ id: 's', what: 'call', whose: 'ours', dueDay: asOf - 4 }] }, asOf);
    expect(overdue).toMatchObject({ key: 'nextStepOverdue', text: 'the next step was due on 26 June' });
  });
});
