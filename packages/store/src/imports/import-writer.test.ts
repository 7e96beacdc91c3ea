import type { ImportRecord } from '@windshield/core';
import { expect, test } from 'vitest';
import { inWorkspace } from '../engine/index.ts';
import { freshWorkspace } from '../engine/testing.ts';
import { rejectedRows } from './rejected-rows.ts';
import { company } from './sample-records.ts';
import { importRecords } from './testing.ts';

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

test('a row that cannot be stored is kept with its reason, and the rows around it are written', async () => {
  const { database, admin } = await freshWorkspace();
  const accounts = Array.from(
    { length: 40 },
    (_, n): ImportRecord => ({ kind: 'accounts', key: `id:${n}`, name: `Company ${n}`, employees: n === 17 ? -3 : n }),
  );
  const strays: ImportRecord[] = [
    { kind: 'notes', key: 'id:n1', body: 'Likes tea', account: { key: 'id:3' } },
    { kind: 'notes', key: 'id:n2', body: 'Likes coffee', deal: { key: 'id:nowhere' } },
    { kind: 'notes', key: 'id:n3', body: 'Likes nothing' },
  ];
  const state = await importRecords(database, admin, { records: [...accounts, ...strays] });
  expect(state.files.map(({ created, rejected }) => [created, rejected])).toEqual([
    [39, 1],
    [1, 2],
  ]);
  const reasons = await inWorkspace(database, admin, async (tx) => [
    ...(await Array.fromAsync(rejectedRows(tx, state.id, 0))),
    ...(await Array.fromAsync(rejectedRows(tx, state.id, 1))),
  ]);
  expect(reasons).toEqual([
    { line: 19, cells: [], reason: expect.stringContaining('employees') },
    { line: 3, cells: [], column: 'deal', reason: expect.stringContaining('"id:nowhere" is not in this import or here already') },
    { line: 4, cells: [], reason: 'It says no account, contact, deal or lead that it is about: fill in one of them' },
  ]);
});

test('an interaction that the source corrects is corrected once, and its history says what it said before', async () => {
  const { database, admin } = await freshWorkspace();
  await importRecords(database, admin, { records: company, exportDay: '2017-12-31' });
  const edited = company.map((record) =>
    record.kind === 'interactions' ? { ...record, subject: 'Re: our offer', participants: record.participants.slice(0, 1) } : record,
  );
  const second = await importRecords(database, admin, { records: edited });
  expect(second.files.map(({ updated }) => updated)).toEqual([0, 0, 0, 0, 0, 1, 0]);
  const third = await importRecords(database, admin, { records: edited });
  expect(third.files.map(({ updated }) => updated)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  const history = await inWorkspace(database, admin, (tx) =>
    tx.raw(`select field, from_value #>> '{}' as was from app.changes where record_kind = 'interactions' and field = 'subject'`),
  );
  expect(history).toEqual([{ field: 'subject', was: 'Re: offer\twith tab' }]);
});

test('what a row points at may come in a later import', async () => {
  const { database, admin } = await freshWorkspace();
  const isLate = ({ kind }: ImportRecord) => kind === 'accounts' || kind === 'contacts';
  const byKey = company.map((record) =>
    record.kind === 'deals' && record.key === 'id:d1'
      ? { ...record, account: { key: 'name:acme' }, contacts: [{ contact: { key: 'id:c1' }, role: 'Buyer' }] }
      : record,
  );
  await importRecords(database, admin, { records: byKey.filter((record) => !isLate(record)) });
  await importRecords(database, admin, { records: byKey.filter(isLate) });
  const deals = await inWorkspace(database, admin, (tx) =>
    tx.raw(
      `select account.name as account, contact.name as buyer from app.deals deal join app.accounts account on account.id = account_id
       join app.buying_group on deal_id = deal.id join app.contacts contact on contact.id = contact_id`,
    ),
  );
  expect(deals).toEqual([{ account: 'Acme Corporation', buyer: 'Aiko Okafor' }]);
});

test('whoever signs in keeps the name and mail they sign in with, whatever an import says of them', async () => {
  const { database, admin } = await freshWorkspace();
  const said = (changed: object): ImportRecord[] => [
    { kind: 'users', key: 'id:1', name: 'Anna Snelling', email: 'anna@acme.example', region: 'East', ...changed },
    { kind: 'users', key: 'id:2', name: 'Per Lind', email: 'per@acme.example', ...changed },
  ];
  await importRecords(database, admin, { records: said({}), exportDay: '2026-01-01' });
  await inWorkspace(database, admin, (tx) => tx.raw(`update app.users set auth_user_id = gen_random_uuid() where name = 'Anna Snelling'`));
  const other = { name: 'Mallory', email: 'mallory@acme.example', region: 'West', role: 'admin', isActive: false };
  await importRecords(database, admin, { records: said(other), exportDay: '2026-01-02' });
  const users = await inWorkspace(database, admin, (tx) =>
    tx.raw(
      `select name, name_key as "nameKey", email, region, role, is_active as "isActive" from app.users where import_id is not null order by name`,
    ),
  );
  expect(users).toMatchObject([
    { name: 'Anna Snelling', nameKey: 'annasnelling', email: 'anna@acme.example', region: 'West', role: 'rep', isActive: true },
    { name: 'Mallory', nameKey: 'mallory', email: 'mallory@acme.example', region: 'West' },
  ]);
});
