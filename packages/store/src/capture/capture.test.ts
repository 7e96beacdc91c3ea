import { describe, expect, test } from 'vitest';
import { deals, setBuyingGroup } from '../deals/index.ts';
import { type Actor, inWorkspace } from '../engine/index.ts';
import { listInteractions, timeline } from '../interactions/index.ts';
import { contacts, eraseContact, everythingAbout } from '../people/index.ts';
import {
  changeSource,
  hideThread,
  listSources,
  listUnread,
  readSecret,
  removeSource,
  saveSecret,
  setSourceState,
  sourceState,
} from './index.ts';
import { haldenAndAda, message, type TestPerson } from './testing/mailbox.ts';

const fromAna = { from: 'Ana Ruiz <ana@halden.example>', to: ['ada@us.example'] };
const toAna = { from: 'ada@us.example', to: ['ana@halden.example'] };

const seenBy = async (person: TestPerson, contactId: string) => (await person.as((tx) => listInteractions(tx, { contactId }))).items;

describe('a mailbox', () => {
  test('fills the timeline of a contact, and nobody typed it', async () => {
    const { ada, ana, halden } = await haldenAndAda();
    const counts = await ada.receive(
      message({ id: '1', ...fromAna }),
      message({ id: '2', ...toAna, sentAt: '2026-10-01T09:30:00.000Z', inReplyTo: ['1'] }),
    );
    expect(counts).toMatchObject({ interaction: 2, waiting: 0, leftOut: 0 });
    const common = {
      type: 'mail',
      state: 'done',
      subject: 'Pilot',
      contact: { id: ana.id },
      account: { id: halden.id },
      user: { id: ada.userId },
    };
    const [answer, question] = await seenBy(ada, ana.id);
    expect(question).toMatchObject({ ...common, direction: 'in', answers: null, thread: { begunBy: 'them' } });
    expect(answer).toMatchObject({
      ...common,
      direction: 'out',
      answers: { id: question?.id, afterMinutes: 90 },
      thread: question?.thread,
    });
    expect(await ada.as((tx) => contacts.get(tx, ana.id))).toMatchObject({ lastInteractionAt: '2026-10-01T09:30:00.000Z' });
  });

  test('tells newsletters, automatic answers, bounces and our own talk apart from engagement', async () => {
    const { ada, bob, ana } = await haldenAndAda();
    await bob();
    const counts = await ada.receive(
      message({ id: '1', ...fromAna, kind: 'list' }),
      message({ id: '2', ...fromAna, kind: 'autoReply', backOn: '2026-12-01' }),
      message({ id: '3', from: 'mailer-daemon@us.example', to: ['ada@us.example'], kind: 'bounce' }),
      message({ id: '4', from: 'ada@us.example', to: ['bob@us.example'] }),
      message({ id: '5', from: 'ada@us.example', to: ['ada@us.example'] }),
      message({ id: '6', to: ['ada@us.example'] }),
    );
    expect(counts).toMatchObject({ interaction: 0, leftOut: 6 });
    const { leftOut } = await ada.as((tx) => sourceState(tx, ada.source.id));
    expect(leftOut.map(({ reason }) => reason).sort()).toEqual(['autoReply', 'bounce', 'internal', 'list', 'noSender', 'nobodyElse']);
    expect(await seenBy(ada, ana.id)).toEqual([]);
    const [absence] = await ada.as((tx) => tx.raw<{ back: string }>('select back_on::text as back from app.contact_absences'));
    expect(absence).toEqual({ back: '2026-12-01' });
  });

  test('keeps nothing of what its writer marked private, and shows colleagues no word of what is confidential', async () => {
    const { ada, bob, ana } = await haldenAndAda({ keepsText: true, level: 'text' });
    const colleague = await bob();
    const marked = { ...fromAna, subject: 'qzsalary', newText: 'qzsalary', signature: { title: 'qztitle', phones: [], urls: [] } };
    const counts = await ada.receive(
      message({ id: '1', ...marked, sensitivity: 'private' }),
      message({ id: '2', ...fromAna, subject: 'Terms', newText: 'As discussed', sensitivity: 'confidential' }),
      message({ id: '3', ...marked, from: 'lea@new.example', sensitivity: 'private' }),
    );
    expect(counts).toMatchObject({ interaction: 1, leftOut: 2, waiting: 0 });
    expect(await seenBy(ada, ana.id)).toMatchObject([{ subject: 'Terms', body: 'As discussed' }]);
    expect(await seenBy(colleague, ana.id)).toMatchObject([{ subject: null, body: null, direction: 'in' }]);
    // Read again before anybody knew of marks, and after.
    await ada.append({ folder: 'Old' }, [{ uid: 1, message: message({ id: '4', ...marked }) }]);
    await ada.append({ folder: 'Old', uidValidity: '2' }, [{ uid: 1, message: message({ id: '4', ...marked, sensitivity: 'private' }) }]);
    expect(await seenBy(ada, ana.id)).toHaveLength(1);
    expect(await ada.as((tx) => tx.raw('select from app.proposals'))).toEqual([]);
  });

  test('shows everything that it could not read, page by page', async () => {
    const { ada, bob } = await haldenAndAda();
    const unread = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => ({ uid: from + n, unreadReason: `broken ${from + n}` }));
    await ada.append({ folder: 'INBOX' }, unread(1, 150));
    await ada.append({ folder: 'Old' }, unread(1, 60));
    await ada.append({ folder: 'INBOX' }, unread(151, 40));
    const found: string[] = [];
    let cursor: string | null = '';
    const sizes: number[] = [];
    while (cursor !== null) {
      const page = await ada.as((tx) => listUnread(tx, ada.source.id, { limit: 70, ...(cursor && { cursor }) }));
      found.push(...page.items.map(({ where, reason }) => `${where}: ${reason}`));
      sizes.push(page.items.length);
      cursor = page.nextCursor;
    }
    expect(sizes).toEqual([70, 70, 70, 40]);
    expect(new Set(found).size).toBe(250);
    expect(found[0]).toBe('INBOX, message 190: broken 190');
    expect(found.at(40)).toBe('Old, message 60: broken 60');
    await expect(ada.as((tx) => listUnread(tx, ada.source.id, { cursor: 'x' }))).rejects.toThrow('cursor');
    const colleague = await bob();
    await expect(colleague.as((tx) => listUnread(tx, ada.source.id))).rejects.toThrow('source');
  });

  test('knows its owner in the sent folder under whatever address', async () => {
    const { ada, ana } = await haldenAndAda();
    await ada.append({ folder: 'Sent', role: 'sent' }, [
      { uid: 1, message: message({ id: '1', from: 'ada@old.example', to: ['ana@halden.example'] }) },
    ]);
    expect(await seenBy(ada, ana.id)).toMatchObject([{ direction: 'out', user: { id: ada.userId } }]);
  });

  test('names everybody who took part, each once', async () => {
    const { ada, bob, ana, per } = await haldenAndAda();
    const { userId } = await bob();
    await ada.receive(
      message({
        id: '1',
        ...fromAna,
        to: ['ada@us.example', 'ada@us.example'],
        cc: ['per@halden.example', 'bob@us.example', 'ana@halden.example'],
      }),
    );
    const [one] = await seenBy(ada, per.id);
    expect(one).toMatchObject({ contact: { id: ana.id }, user: { id: ada.userId } });
    expect(one?.participants.map(({ role, user, contact }) => [role, user?.id ?? contact?.id]).sort()).toEqual(
      [
        ['cc', userId],
        ['cc', per.id],
      ].sort(),
    );
  });

  test('links a mail to the deal that was open with these people then, and only when there is no doubt', async () => {
    const { ada, halden, ana, per } = await haldenAndAda();
    const deal = (name: string, openedAt: string) => ada.as((tx) => deals.create(tx, { name, accountId: halden.id, openedAt }));
    const first = await deal('First', '2026-09-01T00:00:00Z');
    await ada.receive(message({ id: '1', ...fromAna }), message({ id: '2', ...fromAna, sentAt: '2026-08-01T00:00:00.000Z' }));
    const second = await deal('Second', '2026-09-10T00:00:00Z');
    await ada.as((tx) => setBuyingGroup(tx, second.id, [{ contactId: per.id, role: null, isPrimary: true }]));
    await ada.receive(message({ id: '3', ...fromAna }), message({ id: '4', from: 'per@halden.example', to: ['ada@us.example'] }));
    const dealsOf = async (id: string) => (await seenBy(ada, id)).map(({ deal: one }) => one?.name ?? null);
    expect((await dealsOf(ana.id)).sort()).toEqual(['First', null, null].sort());
    expect(await dealsOf(per.id)).toEqual(['Second']);
    expect(first.name).toBe('First');
  });

  test('in two mailboxes is one interaction', async () => {
    const { ada, bob, ana } = await haldenAndAda();
    const other = await bob();
    const mail = message({ id: '1', ...fromAna, to: ['ada@us.example', 'bob@us.example'] });
    await ada.receive(mail);
    expect(await other.receive(mail)).toMatchObject({ interaction: 1 });
    expect(await seenBy(ada, ana.id)).toHaveLength(1);
    // Bob got it in secret.
    await ada.receive(message({ id: '2', ...toAna }));
    await other.receive(message({ id: '2', ...toAna }));
    const [newest] = await seenBy(ada, ana.id);
    expect(newest?.participants.map(({ user }) => user?.id)).toContain(other.userId);
  });

  test('counts what the server has against what was read, also when messages go and numbers are given anew', async () => {
    const { ada, ana } = await haldenAndAda();
    const mails = ['1', '2', '3'].map((id, at) => ({ uid: at + 1, message: message({ id, ...fromAna }) }));
    await ada.append({ folder: 'INBOX' }, mails.slice(0, 2));
    expect(await ada.append({ folder: 'INBOX' }, mails)).toMatchObject({ known: 2, interaction: 1 });
    const { saveFolders, forgetVanished } = await import('./index.ts');
    await ada.as((tx) => saveFolders(tx, ada.source.id, [{ path: 'INBOX', onServer: 4 }]));
    expect(await ada.as((tx) => setSourceState(tx, ada.source.id, { state: 'active' }))).toBe('backfilling');
    expect(await ada.as((tx) => sourceState(tx, ada.source.id))).toMatchObject({
      missing: 1,
      counts: { interaction: 3 },
      folders: [{ read: 3, onServer: 4 }],
    });
    const folder = { sourceId: ada.source.id, folder: 'INBOX', uidValidity: '1', onServer: 2 };
    expect(
      await ada.as((tx) =>
        forgetVanished(tx, folder, [
          [1, 1],
          [7, 900],
        ]),
      ),
    ).toBe(1);
    expect(await ada.as((tx) => setSourceState(tx, ada.source.id, { state: 'active' }))).toBe('active');
    await ada.append(
      { folder: 'INBOX', uidValidity: '2' },
      mails.slice(1).map((one) => ({ ...one, uid: one.uid + 100 })),
    );
    expect(await ada.as((tx) => sourceState(tx, ada.source.id))).toMatchObject({ missing: 0, folders: [{ read: 2 }] });
    expect(await seenBy(ada, ana.id)).toHaveLength(3);
  });

  test('that is disconnected takes its secret along, and what it alone brought if its owner wants so', async () => {
    const { ada, bob, ana } = await haldenAndAda();
    const other = await bob();
    const both = message({ id: '1', ...fromAna, to: ['ada@us.example', 'bob@us.example'] });
    await ada.receive(both, message({ id: '2', ...fromAna, sentAt: '2026-10-05T08:00:00.000Z' }));
    await other.receive(both);
    await ada.as((tx) => saveSecret(tx, ada.source.id, Buffer.from('sealed')));
    await expect(other.as((tx) => removeSource(tx, ada.source.id, 'remove'))).rejects.toThrow('no source');
    expect(await ada.as((tx) => removeSource(tx, ada.source.id, 'remove'))).toBe(1);
    expect(await seenBy(ada, ana.id)).toMatchObject([{ occurredAt: '2026-10-01T08:00:00.000Z' }]);
    expect(await ada.as((tx) => contacts.get(tx, ana.id))).toMatchObject({ lastInteractionAt: '2026-10-01T08:00:00.000Z' });
    expect(await ada.as((tx) => readSecret(tx, ada.source.id))).toBeUndefined();
    expect((await ada.as((tx) => listSources(tx))).map(({ isOwn }) => isOwn)).toEqual([false]);
  });
});

describe('what colleagues see', () => {
  const words = { subject: 'Betreffwort', newText: 'Inhaltswort' };

  test('is that it happened, and no more unless the owner lets them', async () => {
    const { ada, bob, ana } = await haldenAndAda({ keepsText: true });
    const other = await bob();
    await ada.receive(message({ id: '1', ...fromAna, ...words }));
    const shown = async (person: TestPerson) => {
      const [one] = await seenBy(person, ana.id);
      const { items } = await person.as((tx) => timeline(tx, 'contacts', ana.id));
      const entry = items.find(({ kind }) => kind === 'interaction');
      expect(entry).toMatchObject({ interaction: { subject: one?.subject, body: one?.body } });
      return [one?.subject, one?.body];
    };
    expect(await shown(ada)).toEqual(['Betreffwort', 'Inhaltswort']);
    expect(await shown(other)).toEqual([null, null]);
    const level = (value: 'subject' | 'text' | 'happened') => ada.as((tx) => changeSource(tx, ada.source.id, undefined, { level: value }));
    await level('subject');
    expect(await shown(other)).toEqual(['Betreffwort', null]);
    await level('text');
    expect(await shown(other)).toEqual(['Betreffwort', 'Inhaltswort']);
    await ada.receive(message({ id: '2', ...fromAna, ...words, sentAt: '2026-10-02T08:00:00.000Z' }));
    expect(await shown(other)).toEqual(['Betreffwort', 'Inhaltswort']);
    await level('happened');
    expect(await shown(other)).toEqual([null, null]);
    await ada.as((tx) => changeSource(tx, ada.source.id, undefined, { keepsText: false }));
    expect(await shown(ada)).toEqual(['Betreffwort', null]);
  });

  test('is never text that nobody keeps: it is nowhere in the database', async () => {
    const { ada, admin, database } = await haldenAndAda();
    const promises = [{ words: 'Inhaltswort on Friday', dueOn: '2099-01-01', by: 'writer' as const }];
    await ada.receive(
      message({ id: '1', ...fromAna, ...words, promises }),
      message({ id: '2', from: 'who@new.example', to: ['ada@us.example'], ...words, promises }),
    );
    await expect(ada.as((tx) => changeSource(tx, ada.source.id, undefined, { level: 'text' }))).rejects.toThrow('keepsText');
    const found = await inWorkspace(database, admin, async (tx) => {
      const tables = await tx.raw<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'`,
      );
      const rows = await Promise.all(
        tables.map(({ name }) =>
          tx.raw<{ name: string }>(`select '${name}' as name from app.${name} t where t::text like '%Inhaltswort%'`),
        ),
      );
      return rows.flat();
    });
    expect(found).toEqual([]);
  });

  test('is nothing of settings, secrets and waiting people, not even for an admin', async () => {
    const { bob, admin, database } = await haldenAndAda();
    const other = await bob();
    await other.as((tx) => saveSecret(tx, other.source.id, Buffer.from('sealed')));
    await other.receive(message({ id: '1', from: 'who@new.example', to: ['bob@us.example'] }));
    const rows = await inWorkspace(database, admin, async (tx) => {
      const counts: Record<string, number> = {};
      for (const table of ['capture_secrets', 'capture_folders', 'capture_reads', 'waiting_items', 'waiting_addresses'])
        counts[table] = (await tx.raw(`select from app.${table}`)).length;
      return counts;
    });
    expect(Object.values(rows)).toEqual([0, 0, 0, 0, 0]);
    const list = await inWorkspace(database, admin, (tx) => listSources(tx));
    expect(list.find(({ isOwn }) => !isOwn)).toEqual({
      ...{ id: other.source.id, kind: 'imap', owner: { id: other.userId, name: 'Bob Rep' }, isOwn: false, name: 'bob@us.example' },
      ...{ state: 'connecting', coversSince: null, lastReadAt: null, onServer: null, read: 1 },
    });
    expect(await inWorkspace(database, admin, (tx) => readSecret(tx, other.source.id))).toBeUndefined();
  });

  test('is nothing of a thread that somebody in it hid, late messages included', async () => {
    const { ada, bob, ana, database } = await haldenAndAda();
    const other = await bob();
    await ada.receive(message({ id: '1', ...fromAna }), message({ id: '9', ...fromAna, subject: 'Other' }));
    const hidden = (await seenBy(ada, ana.id)).find(({ subject }) => subject === 'Pilot');
    await expect(other.as((tx) => hideThread(tx, hidden?.id as string, true))).rejects.toThrow('may not');
    expect(await ada.as((tx) => hideThread(tx, hidden?.id as string, true))).toBe(1);
    await ada.receive(message({ id: '2', ...toAna, references: ['1'] }));
    expect(await seenBy(ada, ana.id)).toHaveLength(3);
    expect(await seenBy(other, ana.id)).toHaveLength(1);
    const entries = async (person: TestPerson) =>
      (await person.as((tx) => timeline(tx, 'contacts', ana.id))).items.filter(({ kind }) => kind === 'interaction').length;
    expect([await entries(ada), await entries(other)]).toEqual([3, 1]);
    // A message that joins the hidden thread with another hides that too.
    await ada.receive(message({ id: '3', ...toAna, references: ['2', '9'] }));
    expect(await seenBy(other, ana.id)).toHaveLength(0);
    // Nor in what an admin gathers about a person.
    const admin: Actor = { ...other.actor, role: 'admin' };
    const gathered = await inWorkspace(database, admin, (tx) => everythingAbout(tx, 'contacts', ana.id));
    expect(gathered.parts.flatMap(({ rows }) => rows).filter((row) => Object.values(row).includes(hidden?.id))).toEqual([]);
    await ada.as((tx) => hideThread(tx, hidden?.id as string, false));
    expect(await seenBy(other, ana.id)).toHaveLength(4);
  });
});

describe('threads', () => {
  test('hold together however their messages come', async () => {
    const { ada, ana } = await haldenAndAda();
    const threads = async () => new Set((await seenBy(ada, ana.id)).map(({ thread }) => thread?.id)).size;
    await ada.receive(message({ id: '3', ...fromAna, references: ['1', '2'] }));
    await ada.receive(message({ id: '4', ...fromAna }));
    expect(await threads()).toBe(2);
    await ada.receive(message({ id: '1', ...toAna, sentAt: '2026-09-30T08:00:00.000Z' }));
    await ada.receive(message({ id: '2', ...fromAna, inReplyTo: ['1'], sentAt: '2026-09-30T09:00:00.000Z' }));
    expect(await threads()).toBe(2);
    await ada.receive(message({ id: '5', ...fromAna, references: ['4', '2'] }));
    expect(await threads()).toBe(1);
    const items = await seenBy(ada, ana.id);
    expect(items.every(({ thread }) => thread?.begunBy === 'us')).toBe(true);
  });
});

describe('addresses', () => {
  const bounce = (id: string, sentAt: string) =>
    message({
      id,
      from: 'mailer-daemon@halden.example',
      to: ['ada@us.example'],
      kind: 'bounce',
      sentAt,
      failedDeliveries: [{ address: 'ana@halden.example', isPermanent: true }],
    });

  test('that mail came back from are stale, until their owners write again', async () => {
    const { ada, ana } = await haldenAndAda();
    const status = async () => (await ada.as((tx) => contacts.get(tx, ana.id))).points[0]?.status;
    await ada.receive(message({ id: '1', ...fromAna }));
    expect(await status()).toBe('valid');
    await ada.receive(bounce('2', '2026-10-02T08:00:00.000Z'));
    expect(await status()).toBe('stale');
    await ada.receive(message({ id: '3', ...fromAna, sentAt: '2026-09-01T08:00:00.000Z' }));
    expect(await status()).toBe('stale');
    await ada.receive(message({ id: '4', ...fromAna, sentAt: '2026-10-03T08:00:00.000Z' }), bounce('5', '2026-10-01T09:00:00.000Z'));
    expect(await status()).toBe('valid');
    const { items } = await ada.as((tx) => timeline(tx, 'contacts', ana.id));
    expect(items.flatMap((item) => (item.kind === 'change' && item.change.field === 'emailStatus' ? [item.change.to] : []))).toEqual([
      { value: 'ana@halden.example', status: 'valid' },
      { value: 'ana@halden.example', status: 'stale' },
    ]);
  });
});

test('erasing a person erases what was captured of them', async () => {
  const { ada, ana, per, admin, database } = await haldenAndAda({ keepsText: true, level: 'text' });
  const signature = { title: 'Titelwort', phones: ['+47 999 88 777'], urls: [] };
  await ada.receive(
    message({ id: '1', ...fromAna, subject: 'Betreffwort', newText: 'Inhaltswort', signature }),
    message({ id: '2', from: 'who@new.example', to: ['ada@us.example'], subject: 'About ana@halden.example' }),
    message({ id: '3', from: 'per@halden.example', to: ['ada@us.example'], subject: 'What ana ruiz said' }),
  );
  await inWorkspace(database, { ...admin, role: 'admin' }, (tx) => eraseContact(tx, ana.id, 'asked'));
  const traces = await ada.as(async (tx) => {
    const tables = await tx.raw<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'`,
    );
    const found: string[] = [];
    for (const { name } of tables)
      for (const { text } of await tx.raw<{ text: string }>(`select t::text as text from app.${name} t`))
        for (const word of ['ana@halden', 'ana ruiz', 'betreffwort', 'inhaltswort', 'titelwort', '99988777', '999 88'])
          if (text.toLowerCase().includes(word)) found.push(`${name}: ${word}`);
    return found;
  });
  expect(traces).toEqual([]);
  expect(await seenBy(ada, per.id)).toMatchObject([{ subject: null }]);
});
