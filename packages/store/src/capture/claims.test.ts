import { expect, test } from 'vitest';
import { inWorkspace } from '../engine/index.ts';
import { workspace } from '../index.ts';
import { listInteractions } from '../interactions/index.ts';
import { contacts } from '../people/index.ts';
import { addExclusion, changeSource, dueSources } from './index.ts';
import { haldenAndAda, message } from './testing/mailbox.ts';

const fromAna = { from: 'Ana Ruiz <ana@halden.example>', to: ['bob@us.example'] };

test('who writes a colleague’s address among their own gets none of the colleague’s mail', async () => {
  const { ada, bob, ana } = await haldenAndAda();
  const colleague = await bob();
  await ada.as((tx) => changeSource(tx, ada.source.id, undefined, { aliases: ['bob@us.example'] }));
  await colleague.receive(message({ id: '1', ...fromAna }));
  const { items } = await colleague.as((tx) => listInteractions(tx, { contactId: ana.id }));
  expect(items).toMatchObject([{ user: { id: colleague.userId } }]);
  expect(JSON.stringify(items[0]?.participants)).not.toContain(ada.userId);
});

test('who writes a customer’s address among their own does not make the customer’s mail internal', async () => {
  const { ada, bob } = await haldenAndAda();
  const colleague = await bob();
  await ada.as((tx) => changeSource(tx, ada.source.id, undefined, { aliases: ['per@halden.example'] }));
  expect(await colleague.receive(message({ id: '1', ...fromAna }))).toMatchObject({ interaction: 1, leftOut: 0 });
});

test('the mailbox of somebody who may no longer sign in is read no more', async () => {
  const { bob, database, admin } = await haldenAndAda();
  const colleague = await bob();
  const due = () => inWorkspace(database, admin, (tx) => dueSources(tx, new Date().toISOString()));
  expect(await due()).toContainEqual(expect.objectContaining({ id: colleague.source.id }));
  await inWorkspace(database, admin, (tx) => workspace.changeUser(tx, colleague.userId, { isActive: false }, { reason: 'left' }));
  expect(await due()).not.toContainEqual(expect.objectContaining({ id: colleague.source.id }));
});

test('mail of somebody who was called private tells nothing of them, neither that they write nor that they are away', async () => {
  const { ada, ana } = await haldenAndAda();
  const bounce = { failedDeliveries: [{ address: 'ana@halden.example', isPermanent: true }] };
  await ada.receive(message({ id: '1', from: 'mailer-daemon@us.example', to: ['ada@us.example'], kind: 'bounce', ...bounce }));
  await ada.as((tx) => addExclusion(tx, { pattern: 'halden.example', action: 'private' }));
  const later = { from: 'ana@halden.example', to: ['ada@us.example'], sentAt: '2026-10-05T08:00:00.000Z' };
  await ada.receive(message({ id: '2', ...later }), message({ id: '3', ...later, kind: 'autoReply', backOn: '2026-12-01' }));
  expect((await ada.as((tx) => contacts.get(tx, ana.id))).points).toMatchObject([{ status: 'stale' }]);
  expect(await ada.as((tx) => tx.raw('select from app.contact_absences'))).toEqual([]);
});
