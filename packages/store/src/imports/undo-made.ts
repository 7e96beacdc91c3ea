import type { WorkspaceTransaction } from '../engine/index.ts';
import { type StoredKind, storedKinds, type TargetKind } from './stored-kinds.ts';
import type { ImportConflict } from './types.ts';

/** Every place that can point at an imported record: table, column, and what it points at. */
const pointers: readonly (readonly [table: string, column: string, target: TargetKind])[] = [
  ...Object.values(storedKinds).flatMap(({ table, fields, references }) =>
    [...references].map(([field, target]) => [table, fields.get(field)?.columns[0]?.name ?? '', target] as const),
  ),
  ['app.deals', 'product_id', 'products'],
  ['app.deal_lines', 'product_id', 'products'],
  ['app.buying_group', 'contact_id', 'contacts'],
  ['app.interactions', 'user_id', 'users'],
  ['app.interactions', 'contact_id', 'contacts'],
  ['app.interactions', 'account_id', 'accounts'],
  ['app.interactions', 'deal_id', 'deals'],
  ['app.interactions', 'lead_id', 'leads'],
];
/** The ends of a field's history, as aggregates over rows of `changes`. */
const firstFrom = '(array_agg(change.from_value order by change.recorded_at, change.id))[1]';
const lastTo = '(array_agg(change.to_value order by change.recorded_at desc, change.id desc))[1]';

const kindOfTable = new Map(Object.entries(storedKinds).map(([kind, { table }]) => [table, kind]));

/**
 * Soft-deletes the records that the import made. One that was changed since, that somebody signs in as, or that something else of this
 * workspace was built upon, stays, and so does what it points at.
 */
export async function removeMade(tx: WorkspaceTransaction, importId: string): Promise<{ removed: number; conflicts: ImportConflict[] }> {
  await tx.raw(`create temporary table made (kind text, id uuid, kept text, primary key (kind, id)) on commit drop`);
  for (const [kind, { table }] of Object.entries(storedKinds))
    await tx.raw(`insert into pg_temp.made select $2, id, null from ${table} where import_id = $1 and deleted_at is null`, [
      importId,
      kind,
    ]);
  await tx.raw('analyze pg_temp.made');
  await tx.raw(
    `update pg_temp.made set kept = 'changed' where exists (
       select from app.changes change where change.record_kind = made.kind and change.record_id = made.id and change.import_id is distinct from $1
       group by change.field having ${firstFrom} is distinct from ${lastTo})`,
    [importId],
  );
  await tx.raw(
    `update pg_temp.made set kept = 'used' where kept is null and (
       exists (select from app.external_keys known where known.record_id = made.id and known.kind = made.kind and known.import_id is distinct from $1)
       or kind = 'users' and exists (select from app.users where users.id = made.id and auth_user_id is not null))`,
    [importId],
  );
  await keepWhatIsBuiltUpon(tx, importId);
  const conflicts = await conflictsOf(tx, importId);
  const removed = await remove(tx, importId);
  return { removed, conflicts };
}

async function keepWhatIsBuiltUpon(tx: WorkspaceTransaction, importId: string): Promise<void> {
  for (let isFirst = true; ; isFirst = false) {
    let kept = 0;
    for (const [table, column, target] of pointers) {
      const kind = kindOfTable.get(table);
      const isAlive = kind === undefined ? 'true' : 'pointer.deleted_at is null';
      const isKept =
        kind === undefined
          ? 'false'
          : `exists (select from pg_temp.made mine where mine.kind = '${kind}' and mine.id = pointer.id and mine.kept is not null)`;
      // Others' records point only once; records that stay can become more in each round.
      const byOthers = isFirst ? 'pointer.import_id is distinct from $1 or' : '$1::uuid is null or';
      if (!isFirst && kind === undefined) continue;
      const rows = await tx.raw(
        `update pg_temp.made set kept = 'used' where kind = '${target}' and kept is null and exists (
           select from ${table} pointer where pointer.${column} = made.id and ${isAlive} and (${byOthers} ${isKept})) returning id`,
        [importId],
      );
      kept += rows.length;
    }
    if (kept === 0) return;
  }
}

async function conflictsOf(tx: WorkspaceTransaction, importId: string): Promise<ImportConflict[]> {
  const changed = await tx.raw<{ kind: StoredKind; id: string; field: string; wrote: unknown; now_is: unknown }>(
    `select kind, made.id, change.field, ${firstFrom} as wrote,
       ${lastTo} as now_is
     from pg_temp.made join app.changes change on change.record_kind = made.kind and change.record_id = made.id
     where made.kept = 'changed' and change.import_id is distinct from $1 group by kind, made.id, change.field
     having ${firstFrom} is distinct from ${lastTo} order by kind, made.id, change.field`,
    [importId],
  );
  const used = await tx.raw<{ kind: StoredKind; id: string }>(`select kind, id from pg_temp.made where kept = 'used' order by kind, id`);
  const names = new Map<string, string>();
  for (const [kind, ones] of Map.groupBy([...changed, ...used], (one) => one.kind)) {
    if (!storedKinds[kind].fields.has('name')) continue;
    const named = await tx.raw<{ id: string; name: string }>(
      `select id, name from ${storedKinds[kind].table} where id = any ($1::uuid[])`,
      [ones.map(({ id }) => id)],
    );
    for (const { id, name } of named) names.set(id, name);
  }
  return [
    ...changed.map(({ kind, id, field, wrote, now_is }) => ({
      kind,
      id,
      name: names.get(id),
      field,
      importWrote: wrote,
      nowIs: now_is,
      wouldBe: null,
    })),
    ...used.map(({ kind, id }) => ({
      kind,
      id,
      name: names.get(id),
      field: 'deletedAt',
      importWrote: null,
      nowIs: null,
      wouldBe: 'deleted',
    })),
  ];
}

async function remove(tx: WorkspaceTransaction, importId: string): Promise<number> {
  let removed = 0;
  for (const [kind, { table }] of Object.entries(storedKinds)) {
    const [gone] = await tx.raw<{ count: number }>(
      `with gone as (
         update ${table} record set deleted_at = now(), updated_at = now(), version = version + 1
         from pg_temp.made where made.kind = $2 and made.kept is null and record.id = made.id returning record.id
       ), told as (
         insert into app.changes (workspace_id, id, record_kind, record_id, field, to_value, user_id, source, import_id)
         select (select app.workspace()), gen_random_uuid(), $2, id, 'deletedAt', to_jsonb(now()), $3, 'undo', $1 from gone)
       select count(*) as count from gone`,
      [importId, kind, tx.actor.userId ?? null],
    );
    removed += gone?.count ?? 0;
  }
  await tx.raw(
    `delete from app.external_keys known where known.import_id = $1
       and not exists (select from pg_temp.made where made.kind = known.kind and made.id = known.record_id and made.kept is not null)`,
    [importId],
  );
  await tx.raw(
    `update app.stages stage set deleted_at = now() where import_id = $1 and deleted_at is null
       and not exists (select from app.deals where stage_id = stage.id and deleted_at is null)`,
    [importId],
  );
  await tx.raw(
    `update app.pipelines pipeline set deleted_at = now() where import_id = $1 and deleted_at is null
       and not exists (select from app.stages where pipeline_id = pipeline.id and deleted_at is null)`,
    [importId],
  );
  await tx.raw(
    `update app.teams team set deleted_at = now() where import_id = $1 and deleted_at is null
       and not exists (select from app.users where team_id = team.id and deleted_at is null)
       and not exists (select from app.targets where team_id = team.id and deleted_at is null)`,
    [importId],
  );
  return removed;
}
