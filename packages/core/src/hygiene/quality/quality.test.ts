import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDomain, isMailAddress } from './addresses.ts';
import { chanceStale } from './freshness.ts';
import {
  accountQuality,
  type ContactQualityFacts,
  contactQuality,
  type DealQualityFacts,
  dataTrust,
  dealQuality,
  fieldHazard,
  findingKinds,
  isPhone,
  leadQuality,
} from './index.ts';

const context = { asOf: 20_000, jobHazardAMonth: 0.021 };
const owner = { id: 'u1', name: 'Dana', hasLeft: false };
const deal: DealQualityFacts = {
  id: 'd1',
  name: 'Kestrel pilot',
  owner,
  status: 'open',
  accountId: 'a1',
  amountMinor: 500_000,
  currency: 'EUR',
  openedDay: 19_900,
  expectedCloseDay: 20_030,
  openSteps: 1,
  hasMeetingAhead: false,
  people: 2,
};
const contact: ContactQualityFacts = {
  id: 'c1',
  name: 'Ana Ruiz',
  owner,
  points: [{ kind: 'email', value: 'ana@kestrel.example', status: 'unknown' }],
  account: { id: 'a1', name: 'Kestrel', domain: 'kestrel.example' },
  openDeals: 1,
  jobSeenDay: 19_990,
};
const keys = (findings: { key: string }[]) => findings.map(({ key }) => key);

describe('a deal', () => {
  test('with everything a next step needs raises no question', () => {
    expect(dealQuality(deal, context)).toEqual([]);
  });
  test('raises one question for each thing that is missing, the first to settle first', () => {
    const bare: DealQualityFacts = { id: 'd', name: 'Pilot', status: 'open', openSteps: 0, hasMeetingAhead: false, people: 0 };
    expect(keys(dealQuality(bare, context))).toEqual([
      'deal.noOwner',
      'deal.noAccount',
      'deal.noNextStep',
      'deal.noCloseDate',
      'deal.noAmount',
    ]);
  });
  test('a meeting ahead is a next step', () => {
    expect(dealQuality({ ...deal, openSteps: 0, hasMeetingAhead: true }, context)).toEqual([]);
  });
  test('that is closed is only asked about its open steps and its days', () => {
    expect(keys(dealQuality({ ...deal, status: 'won', closedDay: 19_950, openSteps: 2, people: 0 }, context))).toEqual([
      'deal.closedWithOpenSteps',
    ]);
    expect(keys(dealQuality({ ...deal, status: 'lost', openedDay: 19_960, closedDay: 19_950, openSteps: 0 }, context))).toEqual([
      'deal.closedBeforeOpened',
    ]);
    expect(keys(dealQuality({ ...deal, status: 'won', closedDay: 20_001, openSteps: 0 }, context))).toEqual(['deal.closedAhead']);
  });
  test('names the day that has passed and the owner who has left, with who could take over', () => {
    const found = dealQuality(
      { ...deal, expectedCloseDay: 19_999, owner: { ...owner, hasLeft: true }, successor: { id: 'u2', name: 'Per' } },
      context,
    );
    expect(keys(found)).toEqual(['deal.ownerLeft', 'deal.closeDatePassed']);
    expect(found[0]?.answers[0]).toMatchObject({ text: 'Give to Per', mend: { kind: 'set', field: 'ownerId', value: 'u2' } });
    expect(found[1]?.why).toBe('that day is 1 day past');
  });
  test('an amount a thousand times the usual, or below zero, is asked about', () => {
    expect(keys(dealQuality({ ...deal, usualMinor: 400 }, context))).toEqual(['deal.amountImpossible']);
    expect(keys(dealQuality({ ...deal, amountMinor: -1 }, context))).toEqual(['deal.amountImpossible']);
    expect(dealQuality({ ...deal, usualMinor: 500 }, context)).toEqual([]);
  });
});

describe('a person', () => {
  test('is asked about when mail comes back, when an address cannot be, and when the mail is of another company', () => {
    const points = [
      { kind: 'email', value: 'ana@kestrel.example', status: 'stale' },
      { kind: 'email', value: 'ana(at)kestrel', status: 'unknown' },
      { kind: 'phone', value: 'n/a', status: 'unknown' },
    ] as const;
    const accountOfMail = { id: 'a2', name: 'Morrow', domain: 'morrow.example' };
    expect(keys(contactQuality({ ...contact, points, accountOfMail }, context))).toEqual([
      'contact.mailBounces',
      'contact.mailInvalid',
      'contact.phoneInvalid',
      'contact.mailElsewhere',
    ]);
  });
  test('whose only address is dead cannot be reached, where an open deal needs them', () => {
    const points = [{ kind: 'email', value: 'ana@kestrel.example', status: 'stale' }] as const;
    expect(keys(contactQuality({ ...contact, points }, context))).toContain('contact.noWayToReach');
    expect(keys(contactQuality({ ...contact, points, openDeals: 0 }, context))).not.toContain('contact.noWayToReach');
  });
  test('is asked about the job only when it is more likely gone than not', () => {
    const at = (days: number) => contactQuality({ ...contact, jobSeenDay: context.asOf - days }, context);
    expect(at(900)).toEqual([]);
    expect(keys(at(1_100))).toEqual(['contact.jobMayBeOld']);
    expect(at(1_100)[0]?.chance).toBeCloseTo(0.532, 3);
  });
});

test('leads that are settled and accounts without deals are left in peace', () => {
  const lead = { id: 'l', name: 'Lea Lind', status: 'open' } as const;
  expect(keys(leadQuality(lead))).toEqual(['lead.noWayToReach', 'lead.noOwner']);
  expect(leadQuality({ ...lead, status: 'disqualified' })).toEqual([]);
  expect(accountQuality({ id: 'a', name: 'Kestrel', openDeals: 0 }, context)).toEqual([]);
  expect(keys(accountQuality({ id: 'a', name: 'Kestrel', openDeals: 1, domain: 'n/a', yearFounded: 2100 }, context))).toEqual([
    'account.domainInvalid',
    'account.foundedImpossible',
    'account.noOwner',
  ]);
});

test('every question can be answered, and left as it is', () => {
  const bad = dealQuality(
    { id: 'd', name: 'Pilot', status: 'open', openSteps: 0, hasMeetingAhead: false, people: 0, amountMinor: -1 },
    context,
  );
  for (const { answers, key } of bad) {
    expect(answers.length).toBeGreaterThan(1);
    expect(new Set(answers.map((answer) => answer.key)).size).toBe(answers.length);
    expect(answers.some(({ mend }) => mend.kind === 'keep')).toBe(true);
    expect(key in findingKinds).toBe(true);
  }
});

describe('how fields age', () => {
  test('starts at 2.1 % a month, as published for business contacts, and moves with own experience', () => {
    expect(fieldHazard(0, 0).aMonth).toBeCloseTo(0.021, 12);
    expect(fieldHazard(500, 9_000).aMonth).toBeCloseTo(521 / 10_000, 12);
    const [low, high] = fieldHazard(0, 0).interval;
    // Exact quantiles of a Gamma with shape 21 and rate 1000, from the Poisson sum.
    expect(low).toBeCloseTo(0.0153827, 4);
    expect(high).toBeCloseTo(0.0270451, 4);
  });
  test('2.1 % a month is about 22.5 % a year', () => {
    expect(chanceStale(-Math.log(1 - 0.021), 365.2425)).toBeCloseTo(1 - (1 - 0.021) ** 12, 9);
  });
});

test('trust is the share of facts that can be relied on, and doubt alone makes it wide', () => {
  const none = { missing: 0, stale: 0, invalid: 0, contradiction: 0 };
  expect(dataTrust({ facts: 0, wrong: none, doubt: { sum: 0, variance: 0 } })).toBeUndefined();
  expect(dataTrust({ facts: 200, wrong: { ...none, missing: 10 }, doubt: { sum: 0, variance: 0 } })).toEqual({
    value: 0.95,
    interval: [0.95, 0.95],
  });
  const doubtful = dataTrust({ facts: 200, wrong: none, doubt: { sum: 20, variance: 16 } });
  expect(doubtful?.value).toBe(0.9);
  expect(doubtful?.interval[0]).toBeCloseTo(0.9 - (1.2816 * 4) / 200, 4);
});

describe('addresses', () => {
  test('that people really have are let through, others are not', () => {
    for (const good of ["o'hara+crm@mail.example.org", 'ana@müller.example', 'a@b.co', 'x_y-z@sub.domain.example'])
      expect(isMailAddress(good)).toBe(true);
    for (const bad of ['ana', 'ana@', '@b.co', 'ana@b', 'a b@c.de', 'a@b..de', '.a@b.de', 'a..b@c.de', 'ana@127.0.0.1', 'n/a'])
      expect(isMailAddress(bad)).toBe(false);
    for (const good of ['+34 600 11 22 33', '(030) 123456', '555-0199 ext 4']) expect(isPhone(good)).toBe(true);
    for (const bad of ['0000000', 'n/a', '12', '']) expect(isPhone(bad)).toBe(false);
    expect(isDomain('example.org')).toBe(true);
    expect(isDomain('https://example.org')).toBe(false);
  });
  test('of any shape are judged without fail', () => {
    fc.assert(
      fc.property(fc.string(), (text) => [isMailAddress(text), isDomain(text), isPhone(text)].every((v) => typeof v === 'boolean')),
    );
  });
});
