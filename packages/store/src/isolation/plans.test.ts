import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { accounts } from '../accounts/index.ts';
import { deals, readDealFacts } from '../deals/index.ts';
import { type Actor, type Database, inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { freshWorkspace, testEngine } from '../engine/testing.ts';
import { asHappenedBy, asKnownAt } from '../history/index.ts';
import { listInteractions, timeline } from '../interactions/index.ts';
import { leads } from '../leads/index.ts';
import { needs, nextSteps, notes } from '../parts/index.ts';
import { contacts } from '../people/index.ts';
import { search } from '../search/index.ts';
import { seedCompany } from '../testing/seed-company.ts';
import { roadData, todayData } from '../today/index.ts';

let database: Database;
let rep: Actor & { userId: string };
let some: { account: string; contact: string; deal: string; lead: string };
const day = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  const fresh = await freshWorkspace('Big');
  ({ database } = fresh);
  const seeded = await inWorkspace(database, { ...fresh.admin, source: 'import' }, (tx) =>
    seedCompany(tx, { users: 40, accounts: 4_000, contacts: 12_000, deals: 6_000, interactions: 30_000 }),
  );
  rep = { workspaceId: fresh.workspaceId, userId: seeded.userIds[0] as string, role: 'rep' };
  const owner = new pg.Client((await testEngine()).connectionAs('owner'));
  await owner.connect();
  await owner.query('vacuum analyze');
  await owner.end();
  some = await inWorkspace(database, rep, async (tx) => {
    const first = async (list: Promise<{ items: { id: string }[] }>) => (await list).items[0]?.id as string;
    return {
      account: await first(accounts.list(tx)),
      contact: await first(contacts.list(tx)),
      deal: await first(deals.list(tx)),
      lead: await first(leads.list(tx)),
    };
  });
}, 120_000);

/** Rows of large tables that sequential scans of `work` read, as PostgreSQL itself counted them. */
async function scanned(work: (tx: WorkspaceTransaction) => Promise<unknown>): Promise<Record<string, number>> {
  return inWorkspace(database, rep, async (tx) => {
    const count = async () => {
      const rows = await tx.raw<{ name: string; rows: number }>(
        `select s.relname as name, s.seq_tup_read as rows from pg_stat_xact_user_tables s join pg_class c on c.oid = s.relid where schemaname = 'app' and c.reltuples > 2000`,
      );
      return new Map(rows.map(({ name, rows: read }) => [name, read]));
    };
    const before = await count();
    await work(tx);
    const after = await count();
    return Object.fromEntries(
      [...after].map(([name, read]) => [name, read - (before.get(name) ?? 0)] as const).filter(([, read]) => read > 0),
    );
  });
}

/** Every page that follows the first is read like the first. */
async function twoPages(read: (cursor?: string) => Promise<{ nextCursor: string | null }>): Promise<void> {
  const { nextCursor } = await read();
  if (nextCursor) await read(nextCursor);
}

const next = (cursor?: string) => (cursor ? { cursor } : {});

describe('a large workspace is read through its indexes', () => {
  const views: Record<string, (tx: WorkspaceTransaction) => Promise<unknown>> = {};
  for (const [room, sorts] of Object.entries({
    accounts: ['name', 'employees', 'lastInteractionAt', 'recordedAt'],
    contacts: ['name', 'lastInteractionAt', 'recordedAt'],
    deals: ['expectedCloseOn', 'name', 'amountMinor', 'openedAt', 'closedAt', 'lastInteractionAt', 'recordedAt'],
    leads: ['name', 'status', 'recordedAt', 'createdAt'],
  }))
    for (const sort of sorts)
      for (const order of ['asc', 'desc'] as const)
        views[`${room} by ${sort} ${order}`] = (tx) =>
          twoPages((cursor) => ({ accounts, contacts, deals, leads })[room as 'deals'].list(tx, { sort, order, ...next(cursor) }));
  Object.assign(views, {
    'accounts of an owner': (tx) => accounts.list(tx, { ownerId: rep.userId }),
    'accounts that match': (tx) => accounts.list(tx, { q: 'halden group' }),
    'contacts of an account': (tx) => contacts.list(tx, { accountId: some.account }),
    'contacts of an owner': (tx) => contacts.list(tx, { ownerId: rep.userId }),
    'contacts that match': (tx) => contacts.list(tx, { q: 'ruiz' }),
    'open deals': (tx) => twoPages((cursor) => deals.list(tx, { status: 'open', ...next(cursor) })),
    'own open deals': (tx) => deals.list(tx, { status: 'open', ownerId: rep.userId }),
    'deals of an account': (tx) => deals.list(tx, { accountId: some.account }),
    'deals of a contact': (tx) => deals.list(tx, { contactId: some.contact }),
    'deals that match': (tx) => deals.list(tx, { q: 'kestrel 77' }),
    'leads that match': (tx) => leads.list(tx, { q: 'lead 77' }),
    'an account': (tx) => accounts.get(tx, some.account),
    'a contact': (tx) => contacts.get(tx, some.contact),
    'a deal': (tx) => deals.get(tx, some.deal),
    'a lead': (tx) => leads.get(tx, some.lead),
    'next steps of a deal': (tx) => nextSteps.list(tx, { dealId: some.deal }),
    'needs of a deal': (tx) => needs.list(tx, { dealId: some.deal }),
    'notes of a deal': (tx) => notes.list(tx, { dealId: some.deal }),
    'interactions of a deal': (tx) => listInteractions(tx, { dealId: some.deal }),
    'interactions of a contact': (tx) => listInteractions(tx, { contactId: some.contact }),
    'interactions of an account': (tx) => listInteractions(tx, { accountId: some.account }),
    'interactions of a user': (tx) => listInteractions(tx, { userId: rep.userId }),
    'interactions, newest': (tx) => listInteractions(tx, {}),
    'the timeline of an account': (tx) => twoPages((cursor) => timeline(tx, 'accounts', some.account, next(cursor))),
    'the timeline of a contact': (tx) => timeline(tx, 'contacts', some.contact),
    'the timeline of a deal': (tx) => timeline(tx, 'deals', some.deal),
    'the timeline of a lead': (tx) => timeline(tx, 'leads', some.lead),
    'facts of eighty deals': async (tx) =>
      readDealFacts(
        tx,
        (await deals.list(tx, { status: 'open' })).items.map(({ id }) => id),
        day,
      ),
    'a morning': (tx) => todayData(tx, { userId: rep.userId, scope: 'own', day, timeZone: 'Europe/Madrid' }),
    'the road of one person': (tx) =>
      roadData(tx, { userId: rep.userId, scope: 'own', period: '2026-Q4', from: '2026-10-01', to: '2026-12-31' }),
    'a deal as it was known': (tx) => asKnownAt(tx, 'deals', { at: new Date().toISOString(), ids: [some.deal] }),
    'a deal as it had been': (tx) => asHappenedBy(tx, 'deals', { at: new Date().toISOString(), ids: [some.deal] }),
    ...Object.fromEntries(
      ['a', 'an', 'ruiz', 'halden group', 'johanson', 'kestrle', 'ana ruiz', 'ana12@', 'zzzzz'].map((q) => [
        `search for ${q}`,
        (tx: WorkspaceTransaction) => search(tx, q),
      ]),
    ),
  } satisfies typeof views);

  for (const [name, read] of Object.entries(views)) {
    it(name, async () => {
      expect(await scanned(read)).toEqual({});
    });
  }

  it('and with one plan for every value, so that nothing is planned anew', async () => {
    const [row] = await inWorkspace(database, rep, (tx) => tx.raw<{ mode: string }>(`select current_setting('plan_cache_mode') as mode`));
    expect(row?.mode).toBe('force_generic_plan');
  });
});
