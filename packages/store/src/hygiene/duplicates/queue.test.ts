import { expect, it } from 'vitest';
import { inWorkspace } from '../../engine/index.ts';
import { freshWorkspace } from '../../engine/testing.ts';
import { contacts } from '../../people/index.ts';
import { takeQueued } from './queue.ts';

it('a record that is written while it is being compared is compared again', async () => {
  const { database, admin } = await freshWorkspace();
  const { id } = await inWorkspace(database, admin, (tx) => contacts.create(tx, { name: 'Ana Ruiz' }));
  const written = Promise.withResolvers<void>();
  const compared = Promise.withResolvers<void>();
  const writing = inWorkspace(database, admin, async (tx) => {
    await contacts.change(tx, id, undefined, { name: 'Anna Ruiz' });
    written.resolve();
    await compared.promise;
  });
  await written.promise;
  // What is compared now is the record as it was before.
  await inWorkspace(database, admin, (tx) => takeQueued(tx, 50));
  compared.resolve();
  await writing;
  expect(await inWorkspace(database, admin, (tx) => takeQueued(tx, 50))).toEqual([{ kind: 'contacts', id }]);
});
