import type { ImportRecord } from '@windshield/core';
import { expect, test } from 'vitest';
import { inWorkspace } from '../engine/index.ts';
import { freshWorkspace } from '../engine/testing.ts';
import { importRecords } from './testing.ts';

const company: ImportRecord[] = [
  { kind: 'users', key: 'name:anna', name: 'Anna Snelling', managerName: 'Dustin Brinkmann', region: 'Central' },
  { kind: 'products', key: 'name:gtxpro', name: 'GTX Pro', family: 'GTX', price: { amountMinor: 482_100, currency: 'USD' } },
  { kind: 'accounts', key: 'name:acme', name: 'Acme Corporation', industry: 'technolgy', parent: { name: 'Zed Holding' } },
  { kind: 'accounts', key: 'name:zed', name: 'Zed Holding', employees: 12 },
  {
    kind: 'contacts',
    key: 'id:c1',
    name: 'Aiko Okafor',
    account: { name: 'ACME corporation' },
    title: 'CFO',
    points: [
      { kind: 'email', value: 'Aiko@acme.example' },
      { kind: 'phone', value: '+1 212 555 1000' },
    ],
    custom: { Shoe: '41' },
  },
  {
    kind: 'deals',
    key: 'id:d1',
    name: 'Acme expansion',
    account: { name: 'Acme Corporation' },
    owner: { name: 'Anna Snelling' },
    stageName: 'Engaging',
    status: 'open',
    amount: { amountMinor: 100_000, currency: 'USD' },
    openedAt: '2017-01-02T00:00:00Z',
    expectedCloseOn: '2017-12-31',
    nextStep: 'Send proposal',
    need: 'Our clerks type everything twice',
    contacts: [{ contact: { email: 'aiko@ACME.example' }, role: 'Decision maker' }],
    lines: [{ product: { name: 'GTXPro' }, amountMinor: 100_000 }],
  },
  {
    kind: 'deals',
    key: 'id:d2',
    name: 'Nobody’s',
    stageName: 'Won',
    status: 'won',
    closedAt: '2017-03-01T00:00:00Z',
    owner: { name: 'Niesha Huff' },
    contacts: [],
    lines: [],
  },
  {
    kind: 'interactions',
    key: 'id:i1',
    type: 'mail',
    direction: 'in',
    occurredAt: '2017-05-05T10:00:00Z',
    subject: 'Re: offer\twith tab',
    state: 'done',
    user: { name: 'Anna Snelling' },
    deal: { key: 'id:d1' },
    participants: [
      { role: 'from', address: 'aiko@acme.example' },
      { role: 'cc', address: 'stranger@acme.example' },
    ],
  },
  {
    kind: 'changes',
    key: 'id:h1',
    recordKind: 'deals',
    record: { key: 'id:d1' },
    field: 'expectedCloseOn',
    from: '2017-10-01',
    to: '2017-12-31',
    occurredAt: '2017-06-01T00:00:00Z',
  },
];

test('the same files twice change nothing', async () => {
  const { database, admin } = await freshWorkspace();
  const first = await importRecords(database, admin, { records: company, exportDay: '2017-12-31' });
  expect(first.status).toBe('done');
  expect(first.files.map(({ kind, created, updated, unchanged, rejected }) => [kind, created, updated, unchanged, rejected])).toEqual([
    ['users', 1, 0, 0, 0],
    ['products', 1, 0, 0, 0],
    ['accounts', 2, 0, 0, 0],
    ['contacts', 1, 0, 0, 0],
    ['deals', 2, 0, 0, 0],
    ['interactions', 1, 0, 0, 0],
    ['changes', 1, 0, 0, 0],
  ]);
  const again = await importRecords(database, admin, { records: company, exportDay: '2017-12-31' });
  expect(again.files.map(({ created, updated, rejected }) => created + updated + rejected)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  const [deal] = await inWorkspace(database, admin, (tx) =>
    tx.raw<Record<string, unknown>>(
      `select deal.name, account.name as account, parent.name as parent, owner.name as owner, team.name as team, stage.name as stage, product.name as product, pushes,
         (select array_agg(contact.name || ' ' || role) from app.buying_group join app.contacts contact on contact.id = contact_id where deal_id = deal.id) as people,
         (select array_agg(what) from app.next_steps where deal_id = deal.id) as steps, (select array_agg(words) from app.needs where deal_id = deal.id) as needs,
         (select export_day from app.workspaces) as export_day,
         (select jsonb_build_array(subject, contact_id is not null, account_id = account.id) from app.interactions where deal_id = deal.id) as mail
       from app.deals deal join app.accounts account on account.id = deal.account_id join app.accounts parent on parent.id = account.parent_id
       join app.users owner on owner.id = deal.owner_id join app.teams team on team.id = owner.team_id join app.stages stage on stage.id = stage_id
       join app.products product on product.id = deal.product_id`,
    ),
  );
  expect(deal).toEqual({
    name: 'Acme expansion',
    account: 'Acme Corporation',
    parent: 'Zed Holding',
    owner: 'Anna Snelling',
    team: 'Dustin Brinkmann',
    stage: 'Engaging',
    product: 'GTX Pro',
    pushes: 1,
    people: ['Aiko Okafor Decision maker'],
    steps: ['Send proposal'],
    needs: ['Our clerks type everything twice'],
    export_day: '2017-12-31',
    mail: ['Re: offer\twith tab', true, true],
  });
});

test('an edited file changes what it edits, and what people edited here stays', async () => {
  const { database, admin } = await freshWorkspace();
  await importRecords(database, admin, { records: company, exportDay: '2017-12-31' });
  await inWorkspace(database, admin, (tx) => tx.raw(`update app.accounts set industry = 'technology' where name = 'Acme Corporation'`));
  const edited = company.map((record) =>
    record.kind === 'accounts' && record.key === 'name:acme' ? { ...record, city: 'Paris' } : record,
  );
  const second = await importRecords(database, admin, { records: edited, exportDay: '2018-01-07' });
  expect(second.files.map(({ updated }) => updated)).toEqual([0, 0, 1, 0, 0, 0, 0]);
  const rows = await inWorkspace(database, admin, (tx) =>
    tx.raw(
      `select industry, city, field, from_value, to_value, change.import_id from app.accounts account join app.changes change on change.record_id = account.id`,
    ),
  );
  expect(rows).toEqual([
    { industry: 'technology', city: 'Paris', field: 'city', from_value: null, to_value: 'Paris', import_id: second.id },
  ]);
});
