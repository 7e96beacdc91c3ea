import type { ImportRecord } from '@windshield/core';
import { expect, it } from 'vitest';
import { accounts } from '../../accounts/index.ts';
import { inWorkspace, type WorkspaceTransaction } from '../../engine/index.ts';
import { freshWorkspace } from '../../engine/testing.ts';
import { undoImport } from '../../imports/index.ts';
import { importRecords } from '../../imports/testing.ts';
import { contacts, eraseContact } from '../../people/index.ts';
import { mergeRecords, undoMerge } from './index.ts';

const mail = (value: string) => ({ kind: 'email' as const, value });

async function workspace() {
  const { database, admin } = await freshWorkspace();
  const run = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(database, admin, work);
  const bring = (...records: ImportRecord[]) => importRecords(database, admin, { records, exportDay: '2026-01-01' });
  const idOf = async (name: string) =>
    (
      await run((tx) =>
        tx.raw<{ id: string }>('select id from app.contacts where name = $1 union select id from app.accounts where name = $1', [name]),
      )
    )[0]?.id as string;
  return { database, admin, run, bring, idOf };
}

it('a later import of either key lands on the kept record, also when both rows changed', async () => {
  const { run, bring, idOf } = await workspace();
  const ana: ImportRecord = { kind: 'contacts', key: 'id:1', name: 'Ana Ruiz', points: [mail('ana@x.example')] };
  const twin: ImportRecord = { kind: 'contacts', key: 'id:2', name: 'A. Ruiz', points: [mail('a@x.example')] };
  await bring(ana, twin);
  const kept = await idOf('Ana Ruiz');
  const merge = await run(async (tx) => mergeRecords(tx, { kind: 'contacts', keepId: kept, mergeIds: [await idOf('A. Ruiz')] }));
  await bring(
    { ...ana, title: 'Buyer', points: [mail('ana@x.example'), mail('new@x.example')] },
    { ...twin, country: 'Spain', points: [mail('other@x.example')] },
  );
  const now = await run((tx) => contacts.get(tx, kept));
  expect(now).toMatchObject({ name: 'Ana Ruiz', title: 'Buyer', country: 'Spain' });
  expect((await run((tx) => contacts.list(tx))).items).toHaveLength(1);
  await run((tx) => undoMerge(tx, merge));
  expect((await run((tx) => contacts.list(tx))).items.map(({ name }) => name)).toEqual(['A. Ruiz', 'Ana Ruiz']);
});

it('a name that only a merged account had means the kept one, and its rows come back to life nowhere', async () => {
  const { run, bring, idOf } = await workspace();
  const deal = (key: string, account: string): ImportRecord =>
    ({
      kind: 'deals',
      key,
      name: `Deal ${key}`,
      account: { name: account },
      stageName: 'Proposal',
      status: 'open',
      contacts: [],
      lines: [],
      nextSteps: [],
      needs: [],
    }) as unknown as ImportRecord;
  await bring(deal('id:1', 'Acme Corporation'), deal('id:2', 'Acme'));
  const kept = await idOf('Acme Corporation');
  await run(async (tx) => mergeRecords(tx, { kind: 'accounts', keepId: kept, mergeIds: [await idOf('Acme')] }));
  await bring(deal('id:3', 'Acme'));
  expect((await run((tx) => accounts.get(tx, kept))).deals.map(({ name }) => name).sort()).toEqual(['Deal id:1', 'Deal id:2', 'Deal id:3']);
  expect((await run((tx) => accounts.list(tx))).items).toHaveLength(1);
});

it('an import that brought a merged record can be taken back, before or after the merge is', async () => {
  const { run, bring, idOf, database, admin } = await workspace();
  const old: ImportRecord = { kind: 'contacts', key: 'id:1', name: 'Ana Ruiz', points: [] };
  await bring(old);
  const second = await bring({ kind: 'contacts', key: 'id:2', name: 'A. Ruiz', country: 'Spain', points: [mail('a@x.example')] });
  const kept = await idOf('Ana Ruiz');
  const gone = await idOf('A. Ruiz');
  const merge = await run((tx) => mergeRecords(tx, { kind: 'contacts', keepId: kept, mergeIds: [gone] }));
  await undoImport(database, admin, second.id);
  expect(await run((tx) => contacts.get(tx, kept))).toMatchObject({ deletedAt: null, country: 'Spain' });
  const conflicts = await run((tx) => undoMerge(tx, merge));
  expect(conflicts.map(({ field, why }) => [field, why])).toEqual([
    ['deletedAt', 'The import that brought it was taken back meanwhile; it stays deleted and can be restored'],
  ]);
  expect(await run((tx) => contacts.get(tx, kept))).toMatchObject({ deletedAt: null, country: null, points: [] });
  expect((await run((tx) => contacts.restore(tx, gone))).points).toHaveLength(1);
});

it('a kept record stays when the import that brought it is taken back: another one went into it', async () => {
  const { run, bring, idOf, database, admin } = await workspace();
  await bring({ kind: 'accounts', key: 'id:1', name: 'Acme' });
  const second = await bring({ kind: 'accounts', key: 'id:2', name: 'Acme Corporation' });
  const kept = await idOf('Acme Corporation');
  await run(async (tx) => mergeRecords(tx, { kind: 'accounts', keepId: kept, mergeIds: [await idOf('Acme')] }));
  const { conflicts } = await undoImport(database, admin, second.id);
  expect(conflicts.map(({ name, field }) => [name, field])).toEqual([['Acme Corporation', 'merged']]);
  expect(await run((tx) => accounts.get(tx, kept))).toMatchObject({ deletedAt: null });
});

it('who is erased is erased with all that was merged into them, and nothing of it can be taken back', async () => {
  const { run, admin, database } = await workspace();
  const [a, b] = await run(async (tx) => [
    await contacts.create(tx, { name: 'Xanthippe Quorndon', points: [{ ...mail('xq@x.example'), label: null }] }),
    await contacts.create(tx, {
      name: 'Xanthi Quorndon-Smith',
      title: 'Titelwort',
      points: [
        { ...mail('xq@x.example'), label: null },
        { ...mail('xan@y.example'), label: null },
      ],
    }),
  ]);
  const merge = await run((tx) => mergeRecords(tx, { kind: 'contacts', keepId: a?.id as string, mergeIds: [b?.id as string] }));
  await inWorkspace(database, admin, (tx) => eraseContact(tx, b?.id as string, 'asked'));
  await run(async (tx) => {
    const tables = await tx.raw<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'`,
    );
    const found: string[] = [];
    for (const { name } of tables)
      for (const { text } of await tx.raw<{ text: string }>(
        `select t::text as text from app.${name} t where t.workspace_id = (select app.workspace())`,
      ))
        if (/xanthi|quorndon|xq@|xan@|titelwort/i.test(text)) found.push(`${name}: ${text}`);
    expect(found).toEqual([]);
  });
  await expect(run((tx) => undoMerge(tx, merge))).rejects.toThrow(/erased/);
});
