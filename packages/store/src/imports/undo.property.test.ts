import type { ImportRecord } from '@windshield/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inWorkspace } from '../engine/index.ts';
import { freshWorkspace, type TestWorkspace } from '../engine/testing.ts';
import { importRecords } from './testing.ts';
import { undoImport } from './undo.ts';

const fields = ['city', 'industry', 'country'] as const;
type Field = (typeof fields)[number];
type Firm = Readonly<Record<Field, string | null>>;
type Firms = ReadonlyMap<string, Firm>;

const value = fc.constantFrom('red', 'green', 'blue');
const key = fc.integer({ min: 0, max: 4 }).map((n) => `id:${n}`);
const file = fc.dictionary(key, fc.record({ city: value, industry: value, country: value }, { requiredKeys: [] }), { minKeys: 1 });
const edit = fc.record({ key, field: fc.constantFrom(...fields), value });

async function importFile({ database, admin }: TestWorkspace, rows: Readonly<Record<string, object>>) {
  const records = Object.entries(rows).map(([id, said]): ImportRecord => ({ kind: 'accounts', key: id, name: `Firm ${id}`, ...said }));
  return importRecords(database, admin, { records, exportDay: '2026-01-01' });
}

/** As a person does it on a record's page. */
async function editFirm({ database, admin }: TestWorkspace, { key: id, field, value: to }: { key: string; field: Field; value: string }) {
  await inWorkspace(database, admin, (tx) =>
    tx.raw(
      `with before as (select id, ${field} as was from app.accounts where name = $1 and deleted_at is null and ${field} is distinct from $2 for update),
         written as (update app.accounts set ${field} = $2 from before where accounts.id = before.id)
       insert into app.changes (id, record_kind, record_id, field, from_value, to_value, source)
       select gen_random_uuid(), 'accounts', id, $3, to_jsonb(was), to_jsonb($2::text), 'user' from before`,
      [`Firm ${id}`, to, field],
    ),
  );
}

async function firmsOf({ database, admin }: TestWorkspace): Promise<Firms> {
  const rows = await inWorkspace(database, admin, (tx) =>
    tx.raw<Firm & { name: string }>('select name, city, industry, country from app.accounts where deleted_at is null order by name'),
  );
  return new Map(rows.map(({ name, ...firm }) => [name, firm]));
}

/** What undo promises: untouched records of the import go, untouched fields go back, everything else stays as people left it. */
function undone(before: Firms, imported: Firms, now: Firms): Firms {
  const left = new Map<string, Firm>();
  for (const [name, firm] of now) {
    const was = before.get(name);
    const brought = imported.get(name);
    const isTouched = fields.some((field) => firm[field] !== brought?.[field]);
    if (was)
      left.set(
        name,
        Object.fromEntries(fields.map((field) => [field, firm[field] === brought?.[field] ? was[field] : firm[field]])) as Firm,
      );
    else if (isTouched) left.set(name, firm);
  }
  return left;
}

test('whatever was imported and edited before and after, undo leaves what it promises, and the file can come again', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(file, fc.array(edit, { maxLength: 3 })), { maxLength: 3 }),
      file,
      fc.array(edit, { maxLength: 4 }),
      async (past, rows, edits) => {
        const workspace = await freshWorkspace();
        for (const step of past) {
          if (Array.isArray(step)) for (const one of step) await editFirm(workspace, one);
          else await importFile(workspace, step);
        }
        const before = await firmsOf(workspace);
        const { id } = await importFile(workspace, rows);
        const imported = await firmsOf(workspace);
        for (const one of edits) await editFirm(workspace, one);
        const now = await firmsOf(workspace);
        const { conflicts } = await undoImport(workspace.database, workspace.admin, id);
        const left = await firmsOf(workspace);
        expect(left).toEqual(undone(before, imported, now));
        if (edits.length > 0) return;
        expect(conflicts).toEqual([]);
        await importFile(workspace, rows);
        expect(await firmsOf(workspace)).toEqual(imported);
      },
    ),
    { numRuns: 30 },
  );
});
