import type { DealRecord, ImportRecord, Ref } from '@windshield/core';
import { describe, expect, test } from 'vitest';
import { openInputs } from './index.ts';
import { testData } from './testing/test-data.ts';
import { type ReadAll, readAll } from './testing/text-input.ts';

const shapes = testData('crm_exports', 'shapes');

async function read(shape: string): Promise<ReadAll> {
  const opened = await openInputs([`${shapes}/${shape}`]);
  try {
    return await readAll(opened.inputs);
  } finally {
    await opened.close();
  }
}

/** Names instead of keys, as the store would link them. */
function names(all: ReadAll) {
  const byKey = new Map<string, string>();
  for (const record of all.records) if ('name' in record) byKey.set(`${record.kind} ${record.key}`, record.name);
  return (kind: ImportRecord['kind'], ref: Ref | undefined) => ref && (ref.name ?? byKey.get(`${kind} ${ref.key}`));
}

function dealFacts(all: ReadAll) {
  const name = names(all);
  const facts = (deal: DealRecord) => ({
    name: deal.name,
    account: name('accounts', deal.account),
    contact: name('contacts', deal.contacts[0]?.contact),
    owner: name('users', deal.owner),
    stageName: deal.stageName,
    status: deal.status,
    amount: deal.amount,
    opened: deal.openedAt?.slice(0, 10),
    expectedCloseOn: deal.expectedCloseOn,
    closed: deal.closedAt?.slice(0, 10),
    lossReason: deal.lossReason,
    leadSource: deal.leadSource,
    nextStep: deal.nextStep,
  });
  return all
    .of('deals')
    .map(facts)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What an export does not carry at all. */
const notCarried: Readonly<Record<string, readonly string[]>> = {
  salesforce_report: ['contact', 'lossReason'],
  hubspot: [],
  pipedrive: ['nextStep', 'stageName of closed'],
  zoho: [],
  dynamics365: ['nextStep', 'stageName of closed', 'amount of lost'],
};

describe.skipIf(!shapes)('one company in six systems', () => {
  test.each(Object.keys(notCarried))('%s gives the deals that Salesforce gives', async (shape) => {
    const missing = notCarried[shape] ?? [];
    const strip = (deal: ReturnType<typeof dealFacts>[number]) => {
      const rest: Record<string, unknown> = { ...deal };
      for (const field of missing) delete rest[field];
      if (missing.includes('stageName of closed') && deal.status !== 'open') delete rest['stageName'];
      if (missing.includes('amount of lost') && deal.status === 'lost') delete rest['amount'];
      return rest;
    };
    const expected = dealFacts(await read('salesforce'));
    const found = dealFacts(await read(shape));
    expect(expected).toHaveLength(60);
    expect(found.map(strip)).toEqual(expected.map(strip));
  });

  test.each(['hubspot', 'pipedrive', 'zoho', 'dynamics365'])('%s gives the accounts and contacts that Salesforce gives', async (shape) => {
    const facts = (all: ReadAll) => {
      const name = names(all);
      return {
        accounts: all
          .of('accounts')
          .map((one) => [one.name, one.domain, one.industry, one.employees, one.country, name('users', one.owner)])
          .sort(),
        contacts: all
          .of('contacts')
          .map((one) => [
            one.name,
            one.firstName,
            one.lastName,
            one.title,
            name('accounts', one.account),
            name('users', one.owner),
            ...one.points.map((point) => point.value),
          ])
          .sort(),
      };
    };
    const expected = facts(await read('salesforce'));
    expect(expected.accounts).toHaveLength(14);
    expect(expected.contacts).toHaveLength(36);
    expect(facts(await read(shape))).toEqual(expected);
  });

  test('Salesforce’s field history tells every push', async () => {
    const all = await read('salesforce');
    const changes = all.of('changes');
    expect(changes).toHaveLength(52);
    expect(changes[0]).toMatchObject({
      recordKind: 'deals',
      record: { key: 'id:0061G000000002X' },
      field: 'expectedCloseOn',
      from: '2026-10-02',
      to: '2026-11-01',
      occurredAt: '2025-02-22T09:30:00.000Z',
      user: { key: 'id:0051G000000001X' },
    });
  });

  test('a report meets the weekly export by its shorter ids', async () => {
    const weekly = (await read('salesforce')).of('deals').map((deal) => deal.key);
    const report = (await read('salesforce_report')).of('deals').map((deal) => deal.key);
    expect(report).toEqual(weekly);
  });

  test.each([
    ['salesforce', 'salesforce'],
    ['salesforce_report', 'salesforce'],
    ['hubspot', 'hubspot'],
    ['pipedrive', 'pipedrive'],
    ['zoho', 'zoho'],
    ['dynamics365', 'dynamics'],
  ])('%s is recognised and every row is read', async (shape, system) => {
    const all = await read(shape);
    expect(new Set(all.inspection.files.map((file) => file.system))).toEqual(new Set([system]));
    expect(all.rejected).toEqual([]);
    expect(
      all
        .of('deals')
        .map((deal) => deal.status)
        .sort(),
    ).toEqual(
      (await read('salesforce'))
        .of('deals')
        .map((deal) => deal.status)
        .sort(),
    );
  });
});
