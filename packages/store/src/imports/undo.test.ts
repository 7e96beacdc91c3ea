import { expect, test } from 'vitest';
import { inWorkspace } from '../engine/index.ts';
import { freshWorkspace } from '../engine/testing.ts';
import { exported } from './export/testing.ts';
import { company } from './sample-records.ts';
import { importRecords } from './testing.ts';
import { undoImport } from './undo.ts';

const total = (files: readonly { created: number; updated: number }[]) =>
  files.reduce((sum, { created, updated }) => sum + created + updated, 0);

test('undo takes all of it back, and the same import afterwards brings all of it again', async () => {
  const { database, admin } = await freshWorkspace();
  const empty = await exported(database, admin);
  const first = await importRecords(database, admin, { records: company, exportDay: '2017-12-31' });
  const full = await exported(database, admin);
  const undone = await undoImport(database, admin, first.id);
  expect(undone.conflicts).toEqual([]);
  expect(await exported(database, admin)).toEqual(empty);
  const [workspace] = await inWorkspace(database, admin, (tx) => tx.raw('select export_day from app.workspaces'));
  expect(workspace).toEqual({ export_day: null });
  const again = await importRecords(database, admin, { records: company, exportDay: '2017-12-31' });
  expect(total(again.files)).toBe(total(first.files));
  const changesOf = (files: typeof full) => new Map([...files].filter(([kind]) => kind !== 'changes'));
  expect(changesOf(await exported(database, admin))).toEqual(changesOf(full));
});

test('what somebody changed after the import stays and is listed', async () => {
  const { database, admin } = await freshWorkspace();
  const first = await importRecords(database, admin, { records: company, exportDay: '2017-12-31' });
  const edited = company.map((record) =>
    record.kind === 'accounts' && record.key === 'name:acme' ? { ...record, city: 'Paris', industry: 'technology' } : record,
  );
  const second = await importRecords(database, admin, { records: edited, exportDay: '2018-01-07' });
  const id = await inWorkspace(database, admin, async (tx) => {
    const [account] = await tx.raw<{ id: string }>(`update app.accounts set city = 'Lyon' where name = 'Acme Corporation' returning id`);
    await tx.raw(
      `insert into app.changes (id, record_kind, record_id, field, from_value, to_value, source) values (gen_random_uuid(), 'accounts', $1, 'city', '"Paris"', '"Lyon"', 'user')`,
      [account?.id],
    );
    return account?.id;
  });
  const undone = await undoImport(database, admin, second.id);
  expect(undone).toEqual({
    removed: 0,
    restoredFields: 1,
    conflicts: [{ kind: 'accounts', id, name: 'Acme Corporation', field: 'city', importWrote: 'Paris', nowIs: 'Lyon', wouldBe: null }],
  });
  const read = () =>
    inWorkspace(database, admin, (tx) =>
      tx.raw(`select city, industry, (select export_day from app.workspaces) from app.accounts where id = $1`, [id]),
    );
  expect(await read()).toEqual([{ city: 'Lyon', industry: 'technolgy', export_day: '2017-12-31' }]);
  const undoneFirst = await undoImport(database, admin, first.id);
  expect(undoneFirst.conflicts.map(({ name, field }) => `${name} ${field}`).sort()).toEqual([
    'Acme Corporation city',
    'Zed Holding deletedAt',
  ]);
  expect(await read()).toEqual([{ city: 'Lyon', industry: 'technolgy', export_day: null }]);
});
