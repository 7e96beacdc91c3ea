import { expect, test } from 'vitest';
import { inWorkspace } from '../engine/index.ts';
import { workspace } from '../index.ts';
import { listInteractions } from '../interactions/index.ts';
import { changeSource, dueSources } from './index.ts';
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
