import { type RecordKind, recordKinds } from '@windshield/core';
import { fieldOfHeader } from '../headers/field-of-header.ts';
import { kindWords } from './kind-words.ts';
import type { Sample } from './sample.ts';

const weights: Readonly<Record<RecordKind, Readonly<Record<string, number>>>> = {
  accounts: {
    name: 1,
    industry: 2,
    website: 1.5,
    domain: 2,
    employees: 2,
    revenue: 1.5,
    parent: 3,
    'parent.key': 3,
    yearFounded: 3,
    address: 0.5,
    city: 0.5,
  },
  contacts: { firstName: 2, lastName: 2, email: 1.5, phone: 1, title: 1.5, lifecycle: 1.5, account: 0.5, 'account.key': 0.5, url: 0.5 },
  leads: {
    firstName: 2,
    lastName: 2,
    email: 1.5,
    phone: 1,
    company: 1,
    statusName: 1,
    isConverted: 5,
    convertedAt: 4,
    'account.key': 0,
    source: 1,
  },
  users: {
    managerName: 3,
    'manager.key': 3,
    'role.key': 3,
    teamName: 3,
    'teamName.key': 3,
    region: 2,
    isActive: 2,
    email: 1,
    timeZone: 2,
    firstName: 1,
    lastName: 1,
    name: 0.5,
  },
  products: { name: 1, price: 3, code: 3, family: 2.5, isActive: 0.5 },
  deals: {
    stageName: 3,
    statusName: 0.7,
    amount: 2,
    closeOn: 3,
    expectedCloseOn: 3,
    wonAt: 3,
    lostAt: 3,
    lossReason: 3,
    statedProbability: 2,
    isWon: 3,
    actualAmount: 2,
    pipelineName: 1,
    openedAt: 1.5,
    name: 0.7,
    account: 0.7,
    nextStep: 1,
    leadSource: 0.5,
    competitor: 1,
  },
  interactions: {
    occurredAt: 2,
    type: 1.5,
    subject: 2,
    durationMinutes: 2.5,
    durationSeconds: 2.5,
    direction: 2.5,
    'who.key': 3,
    'what.key': 3,
    endsAt: 2,
    from: 2,
    to: 2,
    dueOn: 1.5,
    body: 1,
    place: 1,
    threadKey: 2,
    contact: 0.5,
    user: 0.5,
  },
  changes: { field: 3, from: 2, to: 2, 'record.key': 2, occurredAt: 1, 'user.key': 0.5, user: 0.5, record: 1 },
  nextSteps: { what: 3, dueOn: 2, promisedBy: 3, settledAt: 2, status: 1 },
  needs: { words: 5, language: 1, occurredAt: 0.5 },
  notes: { body: 3, author: 1.5, occurredAt: 1 },
  outcomes: { promised: 4, delivered: 3, promisedOn: 2, deliveredOn: 2 },
  costs: { amount: 2, incurredOn: 1.5, type: 1, campaign: 2, leadSource: 1 },
  targets: { period: 3, amount: 2, user: 1, teamName: 1 },
  rates: { rate: 4, from: 1.5, to: 1.5, on: 1 },
};

const needed: Readonly<Record<RecordKind, readonly (readonly string[])[]>> = {
  accounts: [['name']],
  contacts: [['name', 'firstName', 'lastName', 'email']],
  leads: [['name', 'firstName', 'lastName', 'email', 'company']],
  users: [['name', 'firstName', 'lastName', 'email']],
  products: [['name', 'code']],
  deals: [
    ['name', 'account', 'account.key', 'product', 'externalId'],
    ['stageName', 'statusName', 'closeOn', 'expectedCloseOn', 'amount', 'isWon'],
  ],
  interactions: [
    ['occurredAt', 'dueOn'],
    ['type', 'subject', 'from', 'direction', 'durationMinutes', 'body', 'contact', 'who.key'],
  ],
  changes: [['field'], ['to'], ['occurredAt'], ['record.key', 'record']],
  nextSteps: [['what'], ['dueOn', 'promisedBy']],
  needs: [['words']],
  notes: [['body'], ['account', 'account.key', 'contact', 'contact.key', 'deal', 'deal.key']],
  outcomes: [['promised']],
  costs: [['amount'], ['incurredOn'], ['type', 'campaign', 'leadSource']],
  targets: [['period'], ['amount']],
  rates: [['rate'], ['from', 'to'], ['on']],
};

/** The kind whose words the headers speak most; the file's name helps, rare kinds need all that they consist of. */
export function kindByScore(sample: Sample): RecordKind | undefined {
  const name = sample.input.name.replace(/\.[a-z]+$/i, '');
  let best: RecordKind | undefined;
  let bestScore = 2.5;
  for (const kind of recordKinds) {
    const fields = new Set(
      sample.table.header.map((header) => fieldOfHeader(kind, header, sample.prefix)).filter((field) => field !== undefined),
    );
    if (!needed[kind].every((alternatives) => alternatives.some((field) => fields.has(field)))) continue;
    let score = 0;
    for (const field of fields) score += weights[kind][field] ?? 0.2;
    if (kindWords.find(([words]) => words.test(name))?.[1] === kind) score += 3;
    for (const key of sample.keys) if (kindWords.find(([words, of]) => of === kind && words.test(key))) score += 0.3;
    if (score > bestScore) {
      best = kind;
      bestScore = score;
    }
  }
  return best;
}
