import type { ImportRecord, InteractionRecord, Participant } from '@windshield/core';
import { expect, test } from 'vitest';
import { inWorkspace } from '../engine/index.ts';
import { freshWorkspace, type TestWorkspace } from '../engine/testing.ts';
import { meansTheSame } from './phone-owners.ts';
import { importRecords } from './testing.ts';

const person = (name: string, ...phones: readonly string[]): ImportRecord => ({
  kind: 'contacts',
  key: `name:${name}`,
  name,
  account: { name: 'Acme' },
  points: phones.map((value) => ({ kind: 'phone', value })),
});

/** A call as a log gives it: the number of the other side, perhaps a name beside it. */
function call(day: string, way: 'in' | 'out', theirs: Omit<Participant, 'role'>, more: Partial<InteractionRecord> = {}): InteractionRecord {
  const [theirRole, ourRole] = way === 'in' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  return {
    kind: 'interactions',
    key: `call:${day}|${theirs.address}|${way}`,
    type: 'call',
    direction: way,
    occurredAt: `${day}T09:00:00.000Z`,
    state: 'done',
    user: { name: 'Dana Reyes' },
    participants: [
      { role: ourRole, user: { name: 'Dana Reyes' } },
      { role: theirRole, ...theirs },
    ],
    ...more,
  };
}

const people: readonly ImportRecord[] = [
  { kind: 'users', key: 'name:dana', name: 'Dana Reyes', email: 'dana@us.example', isActive: true },
  { kind: 'accounts', key: 'name:acme', name: 'Acme' },
  person('Anna Weber', '+49 30 1234567'),
  person('Bo Lind', '08-123 456 78'),
  person('Cleo Park', '+1 650 555 0100'),
  person('Dino Park', '+1 650 555 0100'),
];

const fields = ['occurredAt', 'direction', 'phone', 'user', 'contact'];

const callsOf = ({ database, admin }: TestWorkspace) =>
  inWorkspace(database, admin, (tx) =>
    tx.raw<{ day: string; state: string; contact: string | null; account: string | null; user: string | null; address: string | null }>(
      `select to_char(occurred_at, 'MM-DD') as day, state, contact.name as contact, account.name as account, users.name as user,
         (select string_agg(address, ',') from app.interaction_participants side where side.interaction_id = call.id) as address
       from app.interactions call left join app.contacts contact on contact.id = contact_id left join app.accounts account on account.id = call.account_id
         left join app.users on users.id = call.user_id order by occurred_at`,
    ),
  );

test('callers are known by their numbers; those of nobody are kept and reported, and nobody is made of them', async () => {
  const workspace = await freshWorkspace();
  const { database, admin } = workspace;
  await importRecords(database, admin, { records: people });
  const log = [
    call('2026-02-01', 'in', { address: '+49301234567' }),
    call('2026-02-02', 'out', { address: '+46812345678', contact: { name: 'Bosse' } }),
    call('2026-02-03', 'in', { address: '+16505550100' }),
    call('2026-02-04', 'in', { address: '+3314455667', contact: { name: 'Somebody New' } }),
    call('2026-02-05', 'in', { address: '+3314455667' }),
    call('2026-02-06', 'out', { address: '101', contact: { name: 'Anna Weber' } }),
  ];
  const first = await importRecords(database, admin, { records: log, fields });
  expect(await callsOf(workspace)).toEqual([
    { day: '02-01', state: 'done', contact: 'Anna Weber', account: 'Acme', user: 'Dana Reyes', address: null },
    { day: '02-02', state: 'done', contact: 'Bo Lind', account: 'Acme', user: 'Dana Reyes', address: null },
    // two people share it
    { day: '02-03', state: 'done', contact: null, account: null, user: 'Dana Reyes', address: '+16505550100' },
    { day: '02-04', state: 'done', contact: null, account: null, user: 'Dana Reyes', address: '+3314455667' },
    { day: '02-05', state: 'done', contact: null, account: null, user: 'Dana Reyes', address: '+3314455667' },
    { day: '02-06', state: 'done', contact: 'Anna Weber', account: 'Acme', user: 'Dana Reyes', address: null },
  ]);
  const unknown =
    '3 calls with 2 numbers of nobody here (+3314455667, +16505550100): the numbers stay with the calls; no contact is made of them.';
  expect(first.findings.map(({ message }) => message)).toEqual([unknown]);
  const again = await importRecords(database, admin, { records: log, fields });
  expect(again.files.map(({ created, updated, unchanged }) => [created, updated, unchanged])).toEqual([[0, 0, 6]]);
  expect(again.findings.map(({ message }) => message)).toEqual([unknown]);
});

test('a missed call is on record and no contact', async () => {
  const workspace = await freshWorkspace();
  const { database, admin } = workspace;
  const answered = call('2026-02-01', 'in', { address: '+49301234567' });
  const missed = call('2026-02-09', 'in', { address: '+49301234567' }, { state: 'cancelled' });
  await importRecords(database, admin, { records: [...people, answered, missed] });
  expect((await callsOf(workspace)).map(({ day, state, contact }) => [day, state, contact])).toEqual([
    ['02-01', 'done', 'Anna Weber'],
    ['02-09', 'cancelled', 'Anna Weber'],
  ]);
  const seen = await inWorkspace(database, admin, (tx) =>
    tx.raw(`select to_char(last_interaction_at, 'MM-DD') as day from app.contacts where name = 'Anna Weber'`),
  );
  expect(seen).toEqual([{ day: '02-01' }]);
});

test.each([
  ['+49301234567', '0301234567', true],
  ['+49301234567', '0049301234567', true],
  ['+490301234567', '+49301234567', true],
  ['+49301234567', '1234567', true],
  ['+49301234567', '+43301234567', false],
  ['+49301234567', '0401234567', false],
  ['+16505550100', '6505550100', true],
  ['+16505550100', '+14155550100', false],
])('%s and %s mean the same: %s', (one, other, isSame) => {
  expect([meansTheSame(one, other), meansTheSame(other, one)]).toEqual([isSame, isSame]);
});
