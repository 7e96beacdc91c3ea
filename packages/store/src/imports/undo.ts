import { type Database, inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { foldLastInteractions } from '../interactions/index.ts';
import { actingFor } from './acting-for.ts';
import { moveExportDay, refreshDerived } from './finish.ts';
import { foldPushes } from './pushes.ts';
import type { ImportActor, ImportConflict, UndoResult } from './types.ts';
import { restoreFields } from './undo-fields.ts';
import { removeMade } from './undo-made.ts';

/**
 * Takes back what an import did: records that it made and nobody touched or built upon since go (softly: they can be restored), fields
 * that still are what it wrote become what they were, interactions and history that it brought are removed, and so is its part in what
 * the source is remembered to have said, so that the same files can be imported again. What somebody changed since stays and is listed.
 *
 * All of it is one transaction; after a crash call it again.
 *
 * @throws RangeError when the import is still running, or there is none
 */
export async function undoImport(database: Database, actor: ImportActor, importId: string): Promise<UndoResult> {
  await begin(database, actor, importId);
  return inWorkspace(database, actingFor(actor), async (tx) => {
    await tx.raw(`select pg_advisory_xact_lock(hashtextextended('import ' || app.workspace()::text, 0))`);
    const [state] = await tx.raw<{ status: string; conflicts: ImportConflict[] }>(
      'select status, conflicts from app.imports where id = $1 for update',
      [importId],
    );
    if (state?.status !== 'undoing') return { removed: 0, restoredFields: 0, conflicts: state?.conflicts ?? [] };
    const pushed = await tx.raw<{ record_id: string }>(
      `select distinct record_id from app.changes where import_id = $1 and record_kind = 'deals' and field = 'expectedCloseOn'`,
      [importId],
    );
    const made = await removeMade(tx, importId);
    const fields = await restoreFields(tx, importId);
    await forgetSaid(tx, importId);
    const [gone] = await tx.raw<{ interactions: number }>('select * from app.remove_imported($1)', [importId]);
    await foldPushes(
      tx,
      pushed.map(({ record_id }) => record_id),
    );
    const conflicts = [...made.conflicts, ...fields.conflicts];
    await tx.raw(
      `update app.imports set status = 'undone', undone_at = now(), conflicts = $2, version = version + 1, updated_at = now() where id = $1`,
      [importId, JSON.stringify(conflicts)],
    );
    await foldLastInteractions(tx);
    await moveExportDay(tx);
    await refreshDerived(tx);
    return { removed: made.removed + (gone?.interactions ?? 0), restoredFields: fields.restored, conflicts };
  });
}

async function begin(database: Database, actor: ImportActor, importId: string): Promise<void> {
  await inWorkspace(database, actingFor(actor), async (tx) => {
    const [row] = await tx.raw<{ status: string }>('select status from app.imports where id = $1 for update', [importId]);
    if (!row) throw new RangeError(`there is no import ${importId}`);
    if (row.status === 'running') throw new RangeError(`import ${importId} is still running: pause it first`);
    if (row.status !== 'undone')
      await tx.raw(`update app.imports set status = 'undoing', version = version + 1, updated_at = now() where id = $1`, [importId]);
  });
}

/** What the source is remembered to have said becomes what it had said before this import. */
async function forgetSaid(tx: WorkspaceTransaction, importId: string): Promise<void> {
  await tx.raw(
    `update app.external_keys known set fingerprint = '', last_seen = jsonb_strip_nulls(known.last_seen || earlier.said)
     from (
       select kind, source, key, jsonb_object_agg(field, value) as said
       from (
         select distinct on (was ->> 'kind', was ->> 'source', was ->> 'key', said.field)
           was ->> 'kind' as kind, was ->> 'source' as source, was ->> 'key' as key, said.field, said.value
         from app.import_rows row
         cross join jsonb_array_elements(row.before) as told (was) cross join lateral jsonb_each(was -> 'said') as said (field, value)
         where row.import_id = $1 and row.before is not null and was ? 'said'
         order by was ->> 'kind', was ->> 'source', was ->> 'key', said.field, row.file_no, row.line) first
       group by kind, source, key) earlier
     where known.kind = earlier.kind and known.source = earlier.source and known.key = earlier.key`,
    [importId],
  );
  await tx.raw(
    `update app.rates rate set rate = (was ->> 'rate')::numeric from app.import_rows row cross join jsonb_array_elements(row.before) as told (was)
     where row.import_id = $1 and row.before is not null and was ? 'rate'
       and rate.from_currency = was ->> 'from' and rate.to_currency = was ->> 'to' and rate.on_day = (was ->> 'on')::date`,
    [importId],
  );
  await tx.raw('delete from app.rates where import_id = $1', [importId]);
  await tx.raw('delete from app.pending_references where import_id = $1', [importId]);
}
