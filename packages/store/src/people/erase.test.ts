import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { accounts } from '../accounts/index.ts';
import { deals, setBuyingGroup } from '../deals/index.ts';
import { inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { freshWorkspace } from '../engine/testing.ts';
import { appendInteraction, timeline } from '../interactions/index.ts';
import { leads } from '../leads/index.ts';
import { needs, nextSteps, notes } from '../parts/index.ts';
import { Forbidden } from '../records/index.ts';
import { search } from '../search/index.ts';
import { contacts, eraseContact } from './index.ts';

const given = [
  'Xanthippe',
  'Quorndon',
  'xq@halden.example',
  'xanthippe@home.example',
  '+47 999 88 777',
  'Wortschatzwort',
  'Betreffwort',
  'Titelwort',
];

describe('erasing a person', () => {
  it('leaves no trace of them in any table, and a line that it was done', async () => {
    const { database, admin, addUser } = await freshWorkspace();
    const rep = await addUser('Rita Rep', 'rep');
    const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(database, admin, work);
    const { person, friend, deal, note } = await run(async (tx) => {
      const account = await accounts.create(tx, { name: 'Halden' });
      const points = [
        { kind: 'email', value: 'XQ@halden.example', label: null },
        { kind: 'email', value: 'xanthippe@home.example', label: null },
        { kind: 'phone', value: '+47 999 88 777', label: null },
      ];
      const person = await contacts.create(tx, {
        name: 'Xanthippe Quorndon',
        firstName: 'Xanthippe',
        lastName: 'Quorndon',
        accountId: account.id,
        title: 'Titelwort',
        description: 'Wortschatzwort',
        points,
      });
      const friend = await contacts.create(tx, { name: 'Per Friend' });
      const deal = await deals.create(tx, { name: 'Pilot', accountId: account.id });
      await contacts.change(
        tx,
        person.id,
        undefined,
        { lastName: 'Quorndon-Smith', name: 'Xanthippe Quorndon-Smith', points: points.slice(1) },
        { reason: 'Quorndon married' },
      );
      await setBuyingGroup(tx, deal.id, [{ contactId: person.id, role: 'Titelwort', isPrimary: true }]);
      await leads.create(tx, { name: 'Xanthippe Quorndon', email: 'xanthippe@home.example', title: 'Titelwort' });
      await appendInteraction(tx, {
        type: 'mail',
        contactIds: [person.id],
        dealId: deal.id,
        subject: 'Betreffwort',
        body: 'Dear Xanthippe',
      });
      const together = await appendInteraction(tx, {
        type: 'meeting',
        contactIds: [friend.id, person.id],
        subject: 'Betreffwort with Quorndon',
      });
      await tx.raw(
        `insert into app.interaction_participants (interaction_id, position, role, address, occurred_at) values ($1, 9, 'cc', 'xanthippe@home.example', now())`,
        [together.id],
      );
      const need = await needs.create(tx, { words: 'Wortschatzwort', contactId: person.id });
      await needs.change(tx, need.id, undefined, { words: 'Wortschatzwort again' });
      const note = await notes.create(tx, { body: 'Met Xanthippe Quorndon-Smith (+47 999 88 777) for lunch', dealId: deal.id });
      await nextSteps.create(tx, { what: 'Call Wortschatzwort', promisedBy: 'us', contactId: person.id });
      const importId = randomUUIDv7();
      await tx.raw(`insert into app.imports (id, name, status) values ($1, 'contacts.csv', 'done')`, [importId]);
      await tx.raw(
        `insert into app.import_rows (import_id, file_no, line, outcome, cells, reason) values ($1, 0, 2, 'rejected', '["Xanthippe","xanthippe@home.example"]', 'Mail xanthippe@home.example twice')`,
        [importId],
      );
      await tx.raw(
        `insert into app.external_keys (kind, source, key, record_id, fingerprint, last_seen) values ('contacts', 'file', 'name:xanthippe@home.example', $1, 'x', '{"name":"Xanthippe Quorndon"}')`,
        [person.id],
      );
      return { person, friend, deal, note };
    });

    await expect(inWorkspace(database, rep, (tx) => eraseContact(tx, person.id, 'asked'))).rejects.toBeInstanceOf(Forbidden);
    const erased = await run((tx) => eraseContact(tx, person.id, 'asked for it by letter'));
    expect(erased.records).toBeGreaterThan(10);

    const traces = await run(async (tx) => {
      const tables = await tx.raw<{ name: string }>(
        `select c.relname as name from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'`,
      );
      const found: string[] = [];
      for (const { name } of tables)
        for (const row of await tx.raw<{ text: string }>(
          `select t::text as text from app.${name} t where t.workspace_id = (select app.workspace())`,
        ))
          for (const word of given) if (row.text.toLowerCase().includes(word.toLowerCase())) found.push(`${name}: ${word}`);
      return found;
    });
    expect(traces).toEqual([]);

    await run(async (tx) => {
      for (const word of given) expect((await search(tx, word)).filter(({ title }) => title !== 'Erased person')).toEqual([]);
      expect(await contacts.get(tx, person.id)).toMatchObject({ name: 'Erased person', erasedAt: erased.erasedAt, points: [] });
      const { items } = await timeline(tx, 'contacts', person.id);
      expect(items[0]).toMatchObject({
        kind: 'change',
        change: { field: 'erasedAt', reason: 'asked for it by letter', user: { id: admin.userId } },
      });
      expect(items.filter(({ kind }) => kind === 'interaction')).toHaveLength(2);
      expect(await contacts.get(tx, friend.id)).toMatchObject({ name: 'Per Friend' });
      expect(await deals.get(tx, deal.id)).toMatchObject({ name: 'Pilot' });
      expect((await notes.get(tx, note.id)).body).toBe('Met (erased) ((erased)) for lunch');
    });
  });
});
