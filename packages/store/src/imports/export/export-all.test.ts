import { expect, test } from 'vitest';
import { inWorkspace } from '../../engine/index.ts';
import { freshWorkspace } from '../../engine/testing.ts';
import { company } from '../sample-records.ts';
import { importRecords } from '../testing.ts';
import { exported, recordsOf } from './testing.ts';

test('import, export, import into an empty workspace, export: the same files', async () => {
  const first = await freshWorkspace();
  await importRecords(first.database, first.admin, { records: company, exportDay: '2017-12-31', system: 'salesforce' });
  const edited = company.map((record) =>
    record.kind === 'deals' && record.key === 'id:d1'
      ? {
          ...record,
          stageName: 'Won',
          status: 'won' as const,
          owner: { name: 'Cecily Lampkin' },
          amount: { amountMinor: 90_000, currency: 'USD' },
        }
      : record,
  );
  await importRecords(first.database, first.admin, { records: edited, exportDay: '2018-01-07', system: 'salesforce' });
  await inWorkspace(first.database, first.admin, (tx) =>
    tx.raw(
      `insert into app.accounts (id, name, name_key) values ('0193a000-0000-7000-8000-000000000001', 'Acme Corporation', 'acmecorporation')`,
    ),
  );
  const files = await exported(first.database, first.admin);
  const kinds = ['users', 'products', 'accounts', 'contacts', 'deals', 'interactions', 'nextSteps', 'needs', 'changes'];
  expect([...files.keys()]).toEqual(kinds);
  expect(files.get('changes')).toHaveLength(1 + 7);

  const second = await freshWorkspace();
  await inWorkspace(second.database, second.admin, (tx) => tx.raw(`update app.users set deleted_at = now()`));
  const records = recordsOf(files);
  await importRecords(second.database, second.admin, {
    records: records.map(({ record }) => record),
    systems: records.map(({ system }) => system),
    system: 'windshield',
  });
  expect(await exported(second.database, second.admin)).toEqual(files);
});
