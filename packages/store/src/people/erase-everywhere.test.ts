import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { accounts } from '../accounts/index.ts';
import { deals } from '../deals/index.ts';
import { type Actor, type Database, inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { freshWorkspace } from '../engine/testing.ts';
import { appendInteraction } from '../interactions/index.ts';
import { leads } from '../leads/index.ts';
import { notes } from '../parts/index.ts';
import { Forbidden, NotFound } from '../records/index.ts';
import { contacts, eraseContact, eraseLead, everythingAbout } from './index.ts';

/** Every place, in any table of the workspace, in which one of the words stands. */
async function traces(database: Database, actor: Actor, words: readonly string[]): Promise<string[]> {
  return inWorkspace(database, actor, async (tx) => {
    const tables = await tx.raw<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'`,
    );
    const found: string[] = [];
    for (const { name } of tables)
      for (const { text } of await tx.raw<{ text: string }>(
        `select t::text as text from app.${name} t where t.workspace_id = (select app.workspace())`,
      ))
        for (const word of words)
          if (text.toLowerCase().includes(word.toLowerCase())) found.push(`${name}: ${word}: ${text.slice(0, 200)}`);
    return found;
  });
}

const mail = (value: string) => ({ kind: 'email' as const, value, label: null });
const words = ['Xanthippe', 'Quorndon', 'xq@halden.example', 'second@halden.example', 'only.lead@halden.example'];

/** Their name and addresses wherever records about others, imports and what is kept to undo them can hold one. */
async function mentionEverywhere(
  tx: WorkspaceTransaction,
  dealId: string,
  accountId: string,
  person: { contactId: string } | { leadId: string },
) {
  const personRow = 'contactId' in person ? person.contactId : person.leadId;
  const name = 'Xanthippe Quorndon';
  const json = JSON.stringify({ contact: name, also: 'second@halden.example', stays: 'a value' });
  const importId = randomUUIDv7();
  await tx.raw(`update app.deals set custom = $2, competitor = $3 where id = $1`, [dealId, json, `Where ${name} worked`]);
  await tx.raw(`update app.accounts set custom = $2, address = $3 where id = $1`, [accountId, json, `c/o ${name}, Lane 3`]);
  await tx.raw(`insert into app.imports (id, name, status, inspection, conflicts, findings) values ($1, 'a.csv', 'done', $2, $3, $3)`, [
    importId,
    json,
    JSON.stringify([{ words: `${name} twice` }]),
  ]);
  await tx.raw(`insert into app.import_files (import_id, file_no, path, sha256, plan) values ($1, 0, 'a.csv', 'x', $2)`, [importId, json]);
  await tx.raw(`insert into app.import_shapes (shape, plan) values ('s', $1)`, [json]);
  await tx.raw(`insert into app.import_rows (import_id, file_no, line, outcome, record_id, before) values ($1, 0, 2, 'updated', $2, $3)`, [
    importId,
    personRow,
    JSON.stringify([{ said: { title: 'Friend of Quorndon' } }]),
  ]);
  await tx.raw(
    `insert into app.external_keys (kind, source, key, record_id, fingerprint, last_seen) values ('deals', 'file', 'D-1', $1, 'x', $2)`,
    [dealId, json],
  );
  await tx.raw(
    `insert into app.pending_references (record_kind, record_id, field, source, target_kind, reference) values ('deals', $1, 'contact', 'file', 'contacts', $2)`,
    [dealId, JSON.stringify({ name })],
  );
  await tx.raw(
    `insert into app.costs (id, type, amount_minor, currency, incurred_on, ${'contactId' in person ? 'contact_id' : 'lead_id'}, description) values ($1, 'travel', 1, 'EUR', '2026-01-01', $2, 'Lunch, she likes fish')`,
    [randomUUIDv7(), personRow],
  );
}

describe('erasing a person', () => {
  it('reaches what other records, imports and their undo say of them, and addresses that only their leads have', async () => {
    const { database, admin } = await freshWorkspace();
    const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(database, admin, work);
    const { person, deal, colleague, account } = await run(async (tx) => {
      const account = await accounts.create(tx, { name: 'Halden' });
      const person = await contacts.create(tx, {
        name: 'Xanthippe Quorndon',
        accountId: account.id,
        points: [mail('xq@halden.example'), mail('second@halden.example')],
      });
      const colleague = await contacts.create(tx, { name: 'Per Friend', description: 'Assists Xanthippe Quorndon on Mondays' });
      const deal = await deals.create(tx, { name: 'Pilot', accountId: account.id });
      const lead = await leads.create(tx, { name: 'X. Quorndon', email: 'only.lead@halden.example', contactId: person.id });
      const meeting = await appendInteraction(tx, { type: 'meeting', contactIds: [colleague.id], subject: 'Talk' });
      await tx.raw(
        `insert into app.interaction_participants (interaction_id, position, role, address, occurred_at) values ($1, 9, 'cc', 'only.lead@halden.example', now())`,
        [meeting.id],
      );
      await leads.create(tx, {
        name: 'Somebody Else',
        email: 'else@example.org',
        description: 'Sent by Xanthippe Quorndon',
        contactId: null,
      });
      await mentionEverywhere(tx, deal.id, account.id, { contactId: person.id });
      expect(lead.contactId).toBe(person.id);
      return { person, deal, colleague, account };
    });
    await run((tx) => eraseContact(tx, person.id, 'asked'));
    expect(await traces(database, admin, [...words, 'she likes fish'])).toEqual([]);
    await run(async (tx) => {
      expect((await contacts.get(tx, colleague.id)).description).toBe('Assists (erased) on Mondays');
      const kept = await deals.get(tx, deal.id);
      expect([kept.custom, kept.competitor]).toEqual([
        { contact: '(erased)', also: '(erased)', stays: 'a value' },
        'Where (erased) worked',
      ]);
      expect((await accounts.get(tx, account.id)).address).toBe('c/o (erased), Lane 3');
    });
  });

  it('reaches into documents without breaking them, whatever the person is called or their number looks like', async () => {
    const { database, admin } = await freshWorkspace();
    const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(database, admin, work);
    const custom = { Ref: 4_722_000_111, 'Asked by X. Quorndon': true, left: null, amounts: [1, { of: 4_722_000_111, by: 'X. Quorndon' }] };
    for (const name of ['X. Quorndon', 'null', 'true', 'left']) {
      const { person, deal } = await run(async (tx) => ({
        person: await contacts.create(tx, { name, points: [{ kind: 'phone', value: '4722000111', label: null }] }),
        deal: await deals.create(tx, { name: 'Pilot', accountId: (await accounts.create(tx, { name: 'Halden' })).id }),
      }));
      await run((tx) => tx.raw('update app.deals set custom = $2 where id = $1', [deal.id, JSON.stringify(custom)]));
      await run((tx) => eraseContact(tx, person.id, 'asked'));
      const kept = (await run((tx) => deals.get(tx, deal.id))).custom;
      expect(kept).toMatchObject({ Ref: '(erased)', left: null, amounts: [1, { of: '(erased)' }] });
      expect(JSON.stringify(kept).includes('Quorndon')).toBe(name !== 'X. Quorndon');
    }
  });

  it('leaves alone who shares a switchboard’s number with them, but not who has their name, too', async () => {
    const { database, admin } = await freshWorkspace();
    const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(database, admin, work);
    const phone = '+47 22 00 00 00';
    const { person, other, same } = await run(async (tx) => ({
      person: await contacts.create(tx, { name: 'Xanthippe Quorndon', points: [{ kind: 'phone', value: phone, label: null }] }),
      other: await leads.create(tx, { name: 'Olav Other', phone }),
      same: await leads.create(tx, { name: 'Xanthippe Quorndon', phone }),
    }));
    const told = JSON.stringify(await run((tx) => everythingAbout(tx, 'contacts', person.id)));
    expect([told.includes(same.id), told.includes(other.id)]).toEqual([true, false]);
    await run((tx) => eraseContact(tx, person.id, 'asked'));
    await run(async (tx) => {
      expect((await leads.get(tx, other.id)).name).toBe('Olav Other');
      expect((await leads.get(tx, same.id)).name).toBe('Erased person');
    });
  });
});

describe('erasing a lead', () => {
  it('that never became a contact leaves nothing of the person, and a line that it was done', async () => {
    const { database, admin, addUser } = await freshWorkspace();
    const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(database, admin, work);
    const rep = await addUser('Rita Rep', 'rep');
    const { lead, account } = await run(async (tx) => {
      const account = await accounts.create(tx, { name: 'Halden' });
      const deal = await deals.create(tx, { name: 'Pilot for Xanthippe Quorndon', accountId: account.id });
      const lead = await leads.create(tx, {
        name: 'Xanthippe Quorndon',
        email: 'xq@halden.example',
        company: 'Halden',
        description: 'Quorndon’s own',
      });
      await notes.create(tx, { body: 'Xanthippe called', leadId: lead.id });
      await appendInteraction(tx, { type: 'call', leadId: lead.id, subject: 'With Quorndon' });
      await mentionEverywhere(tx, deal.id, account.id, { leadId: lead.id });
      return { lead, account };
    });
    const people = () => run(async (tx) => (await tx.raw<{ id: string }>('select id from app.contacts')).map(({ id }) => id));
    const before = await people();
    await expect(inWorkspace(database, rep, (tx) => eraseLead(tx, lead.id, 'asked'))).rejects.toBeInstanceOf(Forbidden);
    const erased = await run((tx) => eraseLead(tx, lead.id, 'asked by letter'));
    expect(erased.records).toBeGreaterThan(5);
    expect(await traces(database, admin, words.slice(0, 3))).toEqual([]);
    expect(await people()).toEqual(before);
    await run(async (tx) => {
      expect(await leads.get(tx, lead.id)).toMatchObject({
        name: 'Erased person',
        email: null,
        erasedAt: erased.erasedAt,
        contactId: null,
      });
      const said = await tx.raw<{ reason: string; userId: string }>(
        `select reason, user_id as "userId" from app.changes where record_kind = 'leads' and record_id = $1 and field = 'erasedAt'`,
        [lead.id],
      );
      expect(said).toEqual([{ reason: 'asked by letter', userId: admin.userId }]);
      expect((await accounts.get(tx, account.id)).name).toBe('Halden');
      await expect(eraseLead(tx, account.id, 'none')).rejects.toBeInstanceOf(NotFound);
    });
  });

  it('that became a contact, or has a contact’s mail address, erases the contact', async () => {
    const { database, admin } = await freshWorkspace();
    const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(database, admin, work);
    const { person, lead } = await run(async (tx) => {
      const person = await contacts.create(tx, { name: 'Xanthippe Quorndon', points: [mail('xq@halden.example')] });
      return { person, lead: await leads.create(tx, { name: 'Xanthippe Quorndon', contactId: person.id }) };
    });
    const { namesake, double } = await run(async (tx) => ({
      namesake: await contacts.create(tx, { name: 'Quorndon', points: [mail('second@halden.example')] }),
      double: await leads.create(tx, { name: 'Quorndon, X.', email: 'Second@halden.example' }),
    }));
    await run((tx) => eraseLead(tx, lead.id, 'asked'));
    expect((await run((tx) => contacts.get(tx, person.id))).erasedAt).not.toBeNull();
    expect((await run((tx) => contacts.get(tx, namesake.id))).erasedAt).toBeNull();
    await run((tx) => eraseLead(tx, double.id, 'asked'));
    expect((await run((tx) => contacts.get(tx, namesake.id))).erasedAt).not.toBeNull();
    expect(await traces(database, admin, words)).toEqual([]);
  });
});

describe('everything about a person', () => {
  it('holds what is stored of them and of their leads, and nothing of others', async () => {
    const { database, admin } = await freshWorkspace();
    const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(database, admin, work);
    const { person, lead } = await run(async (tx) => {
      const person = await contacts.create(tx, { name: 'Xanthippe Quorndon', points: [mail('xq@halden.example')] });
      const lead = await leads.create(tx, { name: 'X. Quorndon', email: 'XQ@halden.example' });
      await contacts.change(tx, person.id, undefined, { title: 'Head of Purchasing' }, { reason: 'promoted' });
      await notes.create(tx, { body: 'Likes fish', contactId: person.id });
      await appendInteraction(tx, { type: 'call', contactIds: [person.id], subject: 'A call of theirs' });
      const other = await contacts.create(tx, { name: 'Per Friend', points: [mail('per@example.org')] });
      await notes.create(tx, { body: 'Not about her', contactId: other.id });
      return { person, lead };
    });
    for (const [kind, id] of [
      ['contacts', person.id],
      ['leads', lead.id],
    ] as const) {
      const { parts } = await run((tx) => everythingAbout(tx, kind, id));
      const all = JSON.stringify(parts);
      for (const said of ['Head of Purchasing', 'promoted', 'Likes fish', 'A call of theirs', 'X. Quorndon']) expect(all).toContain(said);
      for (const not of ['Per Friend', 'Not about her', 'workspaceId']) expect(all).not.toContain(not);
    }
    const { parts } = await run((tx) => everythingAbout(tx, 'contacts', person.id));
    expect(parts.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['contacts', 'contactPoints', 'leads', 'interactions', 'notes', 'changes']),
    );
    await expect(run((tx) => everythingAbout(tx, 'contacts', randomUUIDv7()))).rejects.toBeInstanceOf(NotFound);
  });
});
