import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { accounts } from '../../accounts/index.ts';
import { deals, setBuyingGroup } from '../../deals/index.ts';
import { inWorkspace, type WorkspaceTransaction } from '../../engine/index.ts';
import { freshWorkspace } from '../../engine/testing.ts';
import { appendInteraction, listInteractions, timeline } from '../../interactions/index.ts';
import { leads } from '../../leads/index.ts';
import { costs, needs, nextSteps, notes, outcomes } from '../../parts/index.ts';
import { contacts } from '../../people/index.ts';
import { Forbidden, InvalidValue } from '../../records/index.ts';
import { getMerge, listMerges, mergeRecords, settleStrays, undoMerge } from './index.ts';

async function workspace() {
  const { database, admin, addUser } = await freshWorkspace();
  const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(database, admin, work);
  return { database, admin, addUser, run };
}

const mail = (value: string) => ({ kind: 'email' as const, value, label: null });
const phone = (value: string) => ({ kind: 'phone' as const, value, label: null });

/** Everything of a workspace that people see, as text: what merging and taking back must leave as it was. */
async function picture(tx: WorkspaceTransaction): Promise<unknown> {
  const tables = ['accounts', 'contacts', 'leads', 'deals', 'contact_points', 'employments', 'buying_group', 'interactions'];
  tables.push('interaction_participants', 'next_steps', 'needs', 'notes', 'outcomes', 'costs', 'external_keys', 'pending_references');
  const rows: Record<string, unknown> = {};
  for (const table of tables) {
    const found = await tx.raw<{ row: string }>(
      `select (to_jsonb(t) - 'version' - 'updated_at' - 'position')::text as row from app.${table} t where workspace_id = (select app.workspace())`,
    );
    rows[table] = found.map(({ row }) => row).sort();
  }
  return rows;
}

describe('merging two contacts', () => {
  it('moves all that was theirs to the kept one, and taking it back leaves everything as it was', async () => {
    const { run } = await workspace();
    const { kept, gone, deal, before, other } = await run(async (tx) => {
      const home = await accounts.create(tx, { name: 'Halden' });
      const kept = await contacts.create(tx, { name: 'Ana Ruiz', title: 'Buyer', points: [mail('ana@halden.example')] });
      const gone = await contacts.create(tx, {
        name: 'Ruiz, Ana',
        title: 'Head of buying',
        country: 'Spain',
        accountId: home.id,
        points: [mail('ANA@halden.example'), mail('ana.ruiz@home.example'), phone('+34 600 11 22 33')],
      });
      const deal = await deals.create(tx, { name: 'Pilot', accountId: home.id });
      const other = await deals.create(tx, { name: 'Second', accountId: home.id });
      await setBuyingGroup(tx, deal.id, [{ contactId: gone.id, role: 'Decides', isPrimary: true }]);
      await setBuyingGroup(tx, other.id, [
        { contactId: gone.id, role: null, isPrimary: false },
        { contactId: kept.id, role: 'Uses it', isPrimary: true },
      ]);
      await appendInteraction(tx, { type: 'meeting', contactIds: [gone.id], subject: 'First talk', occurredAt: '2026-03-01T10:00:00Z' });
      const friend = await contacts.create(tx, { name: 'Per Friend' });
      await appendInteraction(tx, { type: 'mail', contactIds: [friend.id, gone.id], occurredAt: '2026-02-01T10:00:00Z' });
      await leads.create(tx, { name: 'Ana Ruiz', contactId: gone.id });
      await nextSteps.create(tx, { what: 'Send the offer', promisedBy: 'us', contactId: gone.id });
      await needs.create(tx, { words: 'Half the time', contactId: gone.id });
      await notes.create(tx, { body: 'Likes it short', contactId: gone.id });
      await outcomes.create(tx, { promised: 'Half the time', contactId: gone.id });
      await costs.create(tx, { type: 'travel', amountMinor: 100, currency: 'EUR', incurredOn: '2026-01-01', contactId: gone.id });
      await tx.raw(
        `insert into app.external_keys (kind, source, key, record_id, fingerprint, last_seen) values ('contacts', 'hubspot', 'id:7', $1, '', '{}')`,
        [gone.id],
      );
      await tx.raw(
        `insert into app.pending_references (record_kind, record_id, field, source, target_kind, reference) values ('contacts', $1, 'owner', 'file', 'users', '{"name":"X"}')`,
        [gone.id],
      );
      return { kept, gone, deal, other, before: await picture(tx) };
    });

    const id = await run((tx) => mergeRecords(tx, { kind: 'contacts', keepId: kept.id, mergeIds: [gone.id] }));
    await run(async (tx) => {
      const one = await contacts.get(tx, kept.id);
      expect(one).toMatchObject({
        name: 'Ana Ruiz',
        title: 'Buyer',
        country: 'Spain',
        email: 'ana@halden.example',
        phone: '+34 600 11 22 33',
      });
      expect(one.account).toMatchObject({ name: 'Halden' });
      expect(one.points.map(({ value }) => value)).toEqual(['ana@halden.example', 'ana.ruiz@home.example', '+34 600 11 22 33']);
      expect(one.deals.map(({ name, role }) => `${name}: ${role}`).sort()).toEqual(['Pilot: Decides', 'Second: Uses it']);
      expect(one.lastInteractionAt).toBe('2026-03-01T10:00:00.000Z');
      const put = await contacts.get(tx, gone.id);
      expect([put.mergedInto, put.deletedAt === null]).toEqual([{ id: kept.id, name: 'Ana Ruiz' }, false]);
      expect((await contacts.list(tx)).items.map(({ name }) => name)).toEqual(['Ana Ruiz', 'Per Friend']);
      const { items } = await timeline(tx, 'contacts', kept.id);
      expect(items.filter(({ kind }) => kind === 'interaction')).toHaveLength(2);
      expect(items.filter((entry) => entry.kind === 'change' && entry.change.recordId === gone.id).length).toBeGreaterThan(0);
      for (const table of [
        'leads',
        'next_steps',
        'needs',
        'notes',
        'outcomes',
        'costs',
        'interactions',
        'interaction_participants',
        'employments',
      ])
        expect([table, await tx.raw(`select from app.${table} where contact_id = $1`, [gone.id])]).toEqual([table, []]);
      expect(await tx.raw(`select record_id from app.external_keys where key = 'id:7'`)).toEqual([{ record_id: kept.id }]);
      expect(await tx.raw('select record_id from app.pending_references')).toEqual([{ record_id: kept.id }]);
      expect((await deals.get(tx, deal.id)).contacts).toMatchObject([{ id: kept.id, role: 'Decides' }]);
      expect((await deals.get(tx, other.id)).contacts).toMatchObject([{ id: kept.id, role: 'Uses it' }]);
      expect(await getMerge(tx, id)).toMatchObject({
        kept: { id: kept.id },
        merged: [{ id: gone.id }],
        filled: ['accountId', 'country', 'phone'],
        canUndo: true,
      });
    });

    expect(await run((tx) => undoMerge(tx, id))).toEqual([]);
    expect(await run(picture)).toEqual(before);
    expect((await run((tx) => listMerges(tx, { recordId: gone.id }))).items).toMatchObject([{ id, canUndo: false }]);
    await expect(run((tx) => undoMerge(tx, id))).rejects.toBeInstanceOf(InvalidValue);
  });

  it('shows once what both had: who took part in a meeting, and the job; taking it back gives both theirs', async () => {
    const { run } = await workspace();
    const { kept, gone, before } = await run(async (tx) => {
      const home = await accounts.create(tx, { name: 'Halden' });
      const kept = await contacts.create(tx, { name: 'Ana Ruiz', title: 'Buyer', accountId: home.id });
      const gone = await contacts.create(tx, { name: 'Ruiz, Ana', title: 'Head of buying', accountId: home.id });
      const friend = await contacts.create(tx, { name: 'Per Friend' });
      for (const day of [1, 2, 3, 4])
        await appendInteraction(tx, {
          ...{ type: 'meeting', contactIds: [friend.id, kept.id, gone.id], occurredAt: `2026-03-0${day}T10:00:00Z` },
        });
      return { kept, gone, before: await picture(tx) };
    });
    const tookPart = async (tx: WorkspaceTransaction, contactId: string) =>
      (await listInteractions(tx, { contactId, limit: 1 })).items[0]?.participants.map(({ contact }) => contact?.name);
    const id = await run((tx) => mergeRecords(tx, { kind: 'contacts', keepId: kept.id, mergeIds: [gone.id] }));
    await run(async (tx) => {
      expect((await contacts.get(tx, kept.id)).employments).toMatchObject([{ account: { name: 'Halden' }, title: 'Buyer' }]);
      expect(await tookPart(tx, kept.id)).toEqual(['Ana Ruiz']);
      const first = await listInteractions(tx, { contactId: kept.id, limit: 3 });
      const rest = await listInteractions(tx, { contactId: kept.id, limit: 3, cursor: first.nextCursor as string });
      expect([first.items.length, rest.items.length]).toEqual([3, 1]);
      const seen: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await timeline(tx, 'contacts', kept.id, { limit: 2, ...(cursor && { cursor }) });
        seen.push(...page.items.filter(({ kind }) => kind === 'interaction').map((entry) => entry.id));
        cursor = page.nextCursor;
      }
      expect([seen.length, new Set(seen).size]).toEqual([4, 4]);
    });
    expect(await run((tx) => undoMerge(tx, id))).toEqual([]);
    expect(await run(picture)).toEqual(before);
    await run(async (tx) => {
      expect((await contacts.get(tx, gone.id)).employments).toMatchObject([{ title: 'Head of buying' }]);
      expect(await tookPart(tx, gone.id)).toEqual(['Ana Ruiz', 'Ruiz, Ana']);
    });
  });

  it('lets a person choose whose value stays, and the chosen address becomes the first', async () => {
    const { run } = await workspace();
    const [a, b] = await run(async (tx) => [
      await contacts.create(tx, { name: 'A. Ruiz', title: 'Buyer', points: [mail('a@x.example'), mail('shared@x.example')] }),
      await contacts.create(tx, {
        name: 'Ana Ruiz',
        firstName: 'Ana',
        lastName: 'Ruiz',
        title: 'Head',
        points: [mail('shared@x.example'), mail('b@x.example')],
      }),
    ]);
    const before = await run(picture);
    const id = await run((tx) =>
      mergeRecords(tx, {
        kind: 'contacts',
        keepId: a?.id as string,
        mergeIds: [b?.id as string],
        values: { name: b?.id as string, email: b?.id as string },
      }),
    );
    const now = await run((tx) => contacts.get(tx, a?.id as string));
    expect(now).toMatchObject({ name: 'Ana Ruiz', firstName: 'Ana', lastName: 'Ruiz', title: 'Buyer', email: 'shared@x.example' });
    expect(now.points.map(({ value }) => value)).toEqual(['shared@x.example', 'a@x.example', 'b@x.example']);
    expect(await run((tx) => undoMerge(tx, id))).toEqual([]);
    expect(await run(picture)).toEqual(before);
    const again = await run((tx) => contacts.get(tx, a?.id as string));
    expect(again.points.map(({ value }) => value)).toEqual(['a@x.example', 'shared@x.example']);
    await expect(
      run((tx) =>
        mergeRecords(tx, { kind: 'contacts', keepId: a?.id as string, mergeIds: [b?.id as string], values: { colour: b?.id as string } }),
      ),
    ).rejects.toThrow(/colour/);
  });

  it('gives back what nobody touched; what somebody changed since stays and is said', async () => {
    const { run } = await workspace();
    const { a, b, deal } = await run(async (tx) => {
      const a = await contacts.create(tx, { name: 'Ana', points: [mail('a@x.example')] });
      const b = await contacts.create(tx, {
        name: 'Anna',
        title: 'Head',
        country: 'Spain',
        points: [mail('b@x.example'), mail('c@x.example')],
      });
      const deal = await deals.create(tx, { name: 'Pilot' });
      await setBuyingGroup(tx, deal.id, [{ contactId: b.id, role: null, isPrimary: true }]);
      return { a, b, deal };
    });
    const note = await run((tx) => notes.create(tx, { body: 'Of b', contactId: b.id }));
    const third = await run((tx) => contacts.create(tx, { name: 'Third' }));
    const id = await run((tx) => mergeRecords(tx, { kind: 'contacts', keepId: a.id, mergeIds: [b.id] }));
    await run((tx) => contacts.change(tx, a.id, undefined, { title: 'Director' }));
    await run((tx) => contacts.change(tx, a.id, undefined, { points: [mail('a@x.example'), mail('c@x.example'), mail('new@x.example')] }));
    await run((tx) => notes.change(tx, note.id, undefined, { contactId: third.id }));
    await run((tx) => setBuyingGroup(tx, deal.id, [{ contactId: third.id, role: null, isPrimary: true }]));
    await run((tx) => appendInteraction(tx, { type: 'call', contactIds: [a.id], subject: 'Since' }));
    const conflicts = await run((tx) => undoMerge(tx, id));
    expect(conflicts.map(({ field, nowIs, wouldBe }) => [field, nowIs, wouldBe])).toEqual([
      ['title', 'Director', null],
      ['contactId', third.id, b.id],
      ['points', null, 'b@x.example'],
      ['deals', null, deal.id],
    ]);
    const [one, two] = await run(async (tx) => [await contacts.get(tx, a.id), await contacts.get(tx, b.id)]);
    expect(one).toMatchObject({ title: 'Director', country: null, email: 'a@x.example' });
    expect(one?.points.map(({ value }) => value)).toEqual(['a@x.example', 'new@x.example']);
    expect(two).toMatchObject({ title: 'Head', country: 'Spain', email: 'c@x.example', deletedAt: null, deals: [] });
    expect(two?.points.map(({ value }) => value)).toEqual(['c@x.example']);
    expect((await run((tx) => timeline(tx, 'contacts', a.id))).items.filter(({ kind }) => kind === 'interaction')).toHaveLength(1);
  });

  it('is for those who may write contacts, and for living ones', async () => {
    const { database, addUser, run } = await workspace();
    const [a, b] = await run(async (tx) => [await contacts.create(tx, { name: 'A' }), await contacts.create(tx, { name: 'B' })]);
    const wish = { kind: 'contacts', keepId: a?.id as string, mergeIds: [b?.id as string] };
    const executive = await addUser('Eve', 'executive');
    const rep = await addUser('Rita', 'rep');
    await expect(inWorkspace(database, executive, (tx) => mergeRecords(tx, wish))).rejects.toBeInstanceOf(Forbidden);
    const id = await inWorkspace(database, rep, (tx) => mergeRecords(tx, wish));
    await expect(run((tx) => mergeRecords(tx, wish))).rejects.toThrow(/merged already/);
    await expect(run((tx) => contacts.restore(tx, b?.id as string))).rejects.toThrow(/merged into another/);
    await expect(inWorkspace(database, executive, (tx) => undoMerge(tx, id))).rejects.toBeInstanceOf(Forbidden);
    await run((tx) => contacts.remove(tx, a?.id as string));
    expect(await inWorkspace(database, rep, (tx) => undoMerge(tx, id))).toEqual([]);
    expect(await run((tx) => contacts.get(tx, b?.id as string))).toMatchObject({ deletedAt: null, mergedInto: null });
    await expect(run((tx) => mergeRecords(tx, wish))).rejects.toThrow(/deleted/);
    await expect(run((tx) => mergeRecords(tx, { ...wish, keepId: randomUUIDv7() }))).rejects.toThrow(/no contact/);
  });
});

describe('merging accounts', () => {
  it('takes along what was written since by whoever did not know of it, and gives it back', async () => {
    const { run } = await workspace();
    const [a, b] = await run(async (tx) => [await accounts.create(tx, { name: 'A' }), await accounts.create(tx, { name: 'B' })]);
    const id = await run((tx) => mergeRecords(tx, { kind: 'accounts', keepId: a?.id as string, mergeIds: [b?.id as string] }));
    const late = await run((tx) => deals.create(tx, { name: 'Late', accountId: b?.id as string }));
    expect(await run((tx) => settleStrays(tx, 'accounts'))).toBe(1);
    expect((await run((tx) => deals.get(tx, late.id))).account?.name).toBe('A');
    expect(await run((tx) => undoMerge(tx, id))).toEqual([]);
    expect((await run((tx) => deals.get(tx, late.id))).account?.name).toBe('B');
  });

  it('moves deals that belong to somebody else too, and never makes an account its own parent', async () => {
    const { database, addUser, run } = await workspace();
    const rep = await addUser('Rita', 'rep');
    const { top, middle, low, twin, deal, person } = await run(async (tx) => {
      const top = await accounts.create(tx, { name: 'Top' });
      const twin = await accounts.create(tx, { name: 'Twin', parentId: top.id, city: 'Oslo' });
      const middle = await accounts.create(tx, { name: 'Middle', parentId: twin.id });
      const low = await accounts.create(tx, { name: 'Low', parentId: middle.id });
      const deal = await deals.create(tx, { name: 'Pump', accountId: twin.id });
      const person = await contacts.create(tx, { name: 'Per', accountId: twin.id });
      return { top, middle, low, twin, deal, person };
    });
    const before = await run(picture);
    // Low stands below Middle, Middle below Twin: once Low and Twin are one, it stands where Twin stood.
    const id = await inWorkspace(database, rep, (tx) => mergeRecords(tx, { kind: 'accounts', keepId: low.id, mergeIds: [twin.id] }));
    await run(async (tx) => {
      expect(await accounts.get(tx, low.id)).toMatchObject({ parentId: top.id, city: 'Oslo', children: [{ id: middle.id }] });
      expect((await deals.get(tx, deal.id)).account).toMatchObject({ id: low.id });
      expect(await contacts.get(tx, person.id)).toMatchObject({ accountId: low.id, employments: [{ account: { id: low.id } }] });
    });
    expect(await run((tx) => undoMerge(tx, id))).toEqual([]);
    expect(await run(picture)).toEqual(before);
  });

  it('takes back merges of merges in any order', async () => {
    const { run } = await workspace();
    const [a, b, c] = await run(async (tx) => [
      await accounts.create(tx, { name: 'A' }),
      await accounts.create(tx, { name: 'B', city: 'Paris' }),
      await accounts.create(tx, { name: 'C', city: null }),
    ]);
    const deal = await run((tx) => deals.create(tx, { name: 'Of B', accountId: b?.id }));
    const ids = { a: a?.id as string, b: b?.id as string, c: c?.id as string };
    const first = await run((tx) => mergeRecords(tx, { kind: 'accounts', keepId: ids.a, mergeIds: [ids.b] }));
    const second = await run((tx) => mergeRecords(tx, { kind: 'accounts', keepId: ids.c, mergeIds: [ids.a] }));
    const where = async () => (await run((tx) => deals.get(tx, deal.id))).account?.name;
    expect(await where()).toBe('C');
    expect((await run((tx) => accounts.get(tx, ids.b))).mergedInto).toEqual({ id: ids.c, name: 'C' });
    const conflicts = await run((tx) => undoMerge(tx, first));
    expect(await where()).toBe('B');
    expect(conflicts).toMatchObject([
      { recordId: ids.c, field: 'city', nowIs: 'Paris', why: 'A later merge took the value over; it stays there' },
    ]);
    expect(await run((tx) => undoMerge(tx, second))).toEqual([]);
    expect(await where()).toBe('B');
    const cities = await run(async (tx) => Promise.all([ids.a, ids.b, ids.c].map(async (id) => (await accounts.get(tx, id)).city)));
    expect(cities).toEqual([null, 'Paris', null]);
  });
});

it('every column that can point at a record which is merged is known: it moves, or there is a reason why not', async () => {
  const { run } = await workspace();
  const columns = await run((tx) =>
    tx.raw<{ name: string }>(
      `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
         and (a.attname ~ '^(account|contact|lead|parent|record|subject|target)_id$' or a.attname in ('kept_id', 'a_id', 'b_id', 'merged_into'))`,
    ),
  );
  const moved = await run((tx) =>
    tx.raw<{ name: string }>(
      `select distinct table_name || '.' || column_name as name from unnest(array['accounts', 'contacts', 'leads']) kind, app.merge_pointers(kind)`,
    ),
  );
  const stays: Record<string, string> = {
    'contact_points.contact_id': 'moves one by one, see merge_parts',
    'buying_group.contact_id': 'moves one by one, see merge_parts',
    'accounts.merged_into': 'is the step itself',
    'contacts.merged_into': 'is the step itself',
    'leads.merged_into': 'is the step itself',
    'merges.kept_id': 'what happened',
    'merge_values.record_id': 'what happened',
    'changes.record_id': 'history stays with its record; the timeline shows it',
    'import_rows.record_id': 'what an import did',
    'decisions.subject_id': 'what was advised then',
    'distinct_pairs.a_id': 'a pair of records, not of what they became',
    'distinct_pairs.b_id': 'a pair of records, not of what they became',
    'duplicate_pairs.a_id': 'derived',
    'duplicate_pairs.b_id': 'derived',
    'duplicate_queue.record_id': 'derived',
    'record_keys.record_id': 'derived',
    'findings.record_id': 'derived',
    'findings.account_id': 'derived',
    'cleaning_changes.record_id': 'what happened',
  };
  const known = new Set([...moved.map(({ name }) => name), ...Object.keys(stays)]);
  expect(columns.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
});
