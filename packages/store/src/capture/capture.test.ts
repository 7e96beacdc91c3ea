import { expect, test } from 'vitest';
import { listInteractions } from '../interactions/index.ts';
import { haldenAndAda, message } from './testing/mailbox.ts';

test('a mail from a contact is on their timeline, and nobody typed it', async () => {
  const { ada, ana, halden } = await haldenAndAda();
  const counts = await ada.receive(message({ id: '1@halden', from: 'Ana Ruiz <ana@halden.example>', to: ['ada@us.example'] }));
  expect(counts).toMatchObject({ interaction: 1, waiting: 0 });
  const { items } = await ada.as((tx) => listInteractions(tx, { contactId: ana.id }));
  expect(items).toMatchObject([
    { type: 'mail', direction: 'in', state: 'done', contact: { id: ana.id }, account: { id: halden.id }, user: { id: ada.userId } },
  ]);
});
