import type { Finding } from '@windshield/core';
import { type Database, inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { foldLastInteractions } from '../interactions/index.ts';
import { enqueueWhereServed } from '../jobs/index.ts';
import { actingFor } from './acting-for.ts';
import { type ImportContext, importContext } from './import-context.ts';
import { resolvePending } from './resolve-pending.ts';
import { importState } from './state.ts';
import { storedKinds, targetKinds } from './stored-kinds.ts';
import type { ImportActor, ImportState } from './types.ts';
import { unknownNumbers } from './unknown-numbers.ts';

/**
 * After the last file: links references whose target came late, tells which records were made only because others point at them, moves
 * the export day, marks the import as done and has the deal clock computed anew. Calling it again changes nothing.
 *
 * @throws RangeError when there is no such import, or files of it are not done
 */
export async function finishImport(database: Database, actor: ImportActor, importId: string): Promise<ImportState> {
  return inWorkspace(database, actingFor(actor), async (tx) => {
    const state = await importState(tx, importId);
    if (!state) throw new RangeError(`there is no import ${importId}`);
    if (state.status !== 'running') return state;
    const open = state.files.find(({ kind, isDone }) => kind !== undefined && !isDone);
    if (open) throw new RangeError(`${open.path} of import ${importId} is not written to its end`);
    await tx.raw(`select pg_advisory_xact_lock(hashtextextended('import ' || app.workspace()::text, 0))`);
    const context = await importContext(tx, importId, undefined);
    await resolvePending(tx, context);
    await tx.raw(
      `update app.imports set status = 'done', finished_at = now(), findings = $2, rows_done = rows_total, version = version + 1, updated_at = now() where id = $1`,
      [importId, JSON.stringify([...(await madeByReference(tx, context)), ...(await unknownNumbers(tx, importId))])],
    );
    await foldLastInteractions(tx);
    await moveExportDay(tx);
    await refreshDerived(tx);
    return (await importState(tx, importId)) as ImportState;
  });
}

/** Ages are counted from the day of the newest export that stands. */
export async function moveExportDay(tx: WorkspaceTransaction): Promise<void> {
  await tx.raw(
    `update app.workspaces set export_day = newest.export_day, export_day_reason = newest.export_day_reason, updated_at = now()
     from (select (array_agg(export_day order by export_day desc, finished_at desc))[1] as export_day,
       (array_agg(export_day_reason order by export_day desc, finished_at desc))[1] as export_day_reason
       from app.imports where status = 'done' and export_day is not null) newest
     where workspaces.export_day is distinct from newest.export_day or workspaces.export_day_reason is distinct from newest.export_day_reason`,
  );
}

/** Has the deal clock computed anew and the records looked at for what is to be cleaned and what stands here twice, where a worker is set up. */
export const refreshDerived = (tx: WorkspaceTransaction): Promise<void> =>
  enqueueWhereServed(tx, 'refresh_clock', 'scan_quality', 'find_duplicates');

const words: Readonly<Record<(typeof targetKinds)[number], [one: string, many: string, from: string]>> = {
  users: ['user', 'users', 'no list of users has'],
  products: ['product', 'products', 'no price list has'],
  accounts: ['account', 'accounts', 'no list of accounts has'],
  contacts: ['contact', 'contacts', 'no list of contacts has'],
  deals: ['deal', 'deals', ''],
  leads: ['lead', 'leads', ''],
};

async function madeByReference(tx: WorkspaceTransaction, { importId }: ImportContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const kind of targetKinds) {
    if (kind === 'deals' || kind === 'leads') continue;
    const [made] = await tx.raw<{ rows: number; examples: string[] | null }>(
      `select count(*)::integer as rows, (array_agg(name order by name))[1:3] as examples from ${storedKinds[kind].table} record
       where import_id = $1 and deleted_at is null
         and not exists (select from app.import_rows said where said.import_id = $1 and said.record_id = record.id and said.outcome <> 'unchanged')`,
      [importId],
    );
    if (!made || made.rows === 0) continue;
    const [one, many, missing] = words[kind];
    findings.push({
      path: '',
      rows: made.rows,
      message: `${made.rows} ${made.rows === 1 ? one : many} that ${missing} but other rows name: made with nothing but the name (${(made.examples ?? []).join(', ')}${made.rows > 3 ? ', …' : ''})`,
    });
  }
  return findings;
}
