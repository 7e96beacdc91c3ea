import { expect, test } from 'vitest';
import { freshWorkspace } from '../engine/testing.ts';
import { exported, recordsOf } from '../imports/export/testing.ts';
import { importRecords } from '../imports/testing.ts';
import { haldenAndAda, message } from './testing/mailbox.ts';

test('what was captured is exported as what happened, without words, and comes back as the same', async () => {
  const { ada, admin, database } = await haldenAndAda({ keepsText: true, level: 'text' });
  await ada.receive(
    message({
      id: '1',
      from: 'ana@halden.example',
      to: ['ada@us.example'],
      cc: ['per@halden.example'],
      subject: 'Betreffwort',
      newText: 'Inhaltswort',
    }),
  );
  const files = await exported(database, admin);
  const rows = files.get('interactions');
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/Betreffwort|Inhaltswort/);
  const records = recordsOf(files);
  const other = await freshWorkspace();
  await importRecords(other.database, other.admin, {
    records: records.map(({ record }) => record),
    systems: records.map(({ system }) => system),
  });
  expect((await exported(other.database, other.admin)).get('interactions')).toEqual(rows);
});
