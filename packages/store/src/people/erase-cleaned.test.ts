import { expect, it } from 'vitest';
import { haldenAndAda, message } from '../capture/testing/mailbox.ts';
import { deals } from '../deals/index.ts';
import { inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { duplicates, merging, quality } from '../hygiene/index.ts';
import { leads } from '../leads/index.ts';
import { contacts, eraseContact } from './index.ts';

const now = Date.parse('2026-11-22T09:00:00Z');
const words = ['Xanthippe', 'Quorndon', 'Zwickelfritz', 'xq@halden.example', 'xanth@home.example', 'zwick@home.example'];

it('a person who was merged, asked about, cleaned and written to is in no table once erased', async () => {
  const fresh = await haldenAndAda({ keepsText: true, level: 'text' });
  const { database, admin, ada, halden } = fresh;
  const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(database, admin, work);
  const mail = (value: string) => ({ kind: 'email' as const, value, label: null });
  const { person } = await run(async (tx) => {
    const person = await contacts.create(tx, { name: 'Xanthippe Quorndon', accountId: halden.id, points: [mail('xq@halden.example')] });
    const double = await contacts.create(tx, {
      name: 'Quorndon, X. Zwickelfritz',
      title: 'Zwickelfritz',
      accountId: halden.id,
      points: [mail('xanth@home.example'), mail('not a mail of Quorndon')],
    });
    await merging.mergeRecords(tx, { kind: 'contacts', keepId: person.id, mergeIds: [double.id] });
    const lead = await leads.create(tx, { name: 'Xanthippe Quorndon', email: 'xq@halden.example' });
    const lead2 = await leads.create(tx, { name: 'Zwickelfritz', email: 'zwick@home.example' });
    await merging.mergeRecords(tx, { kind: 'leads', keepId: lead.id, mergeIds: [lead2.id] });
    await deals.create(tx, { name: 'Pilot for Xanthippe Quorndon', accountId: halden.id, amountMinor: 100_000, currency: 'EUR' });
    const other = await contacts.create(tx, { name: 'Somebody Else' });
    await duplicates.notTheSame(tx, 'contacts', [person.id, other.id]);
    return { person };
  });
  await ada.receive(
    message({
      id: '1',
      from: 'Xanthippe Quorndon <xq@halden.example>',
      to: ['ada@us.example'],
      subject: 'From Quorndon',
      newText: 'Yours, Xanthippe',
    }),
    message({
      id: '2',
      from: 'Lea <lea@unknown.example>',
      to: ['ada@us.example', 'xq@other.example'],
      subject: 'About Xanthippe Quorndon',
    }),
  );
  await quality.scanQuality(database, admin, now);
  const asked = (await run((tx) => quality.listFindings(tx, { limit: 200 }))).items;
  expect(JSON.stringify(asked)).toContain('Quorndon');
  await run((tx) => eraseContact(tx, person.id, 'asked'));
  const traces = await run(async (tx) => {
    const tables = await tx.raw<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'`,
    );
    const found: string[] = [];
    for (const { name } of tables)
      for (const row of await tx.raw<{ text: string }>(
        `select t::text as text from app.${name} t where t.workspace_id = (select app.workspace())`,
      ))
        for (const word of words)
          if (row.text.toLowerCase().includes(word.toLowerCase())) found.push(`${name}: ${word}: ${row.text.slice(0, 300)}`);
    return found;
  });
  expect(traces).toEqual([]);
});
