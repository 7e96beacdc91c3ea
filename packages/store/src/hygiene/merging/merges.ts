import type { WorkspaceTransaction } from '../../engine/index.ts';
import { limitOf, type Named, NotFound, type Page, pageOf, readCursor, Statement } from '../../records/index.ts';
import type { MergeConflict } from './conflicts.ts';
import type { MergeKind } from './kinds.ts';

/** A merge as it is shown. */
export interface Merge {
  readonly id: string;
  readonly kind: MergeKind;
  readonly kept: Named;
  readonly merged: readonly Named[];
  readonly mergedAt: string;
  readonly mergedBy: Named | null;
  /** Rows that pointed at the merged records. */
  readonly moved: number;
  /** Fields of the kept record that it took from the others. */
  readonly filled: readonly string[];
  readonly batchId: string | null;
  readonly undoneAt: string | null;
  readonly canUndo: boolean;
  readonly conflicts: readonly MergeConflict[];
}

export interface MergeQuery {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly kind?: MergeKind | undefined;
  /** Merges that this record took part in. */
  readonly recordId?: string | undefined;
  readonly batchId?: string | undefined;
}

const nameOf = (id: string) => `(select app.named(r.id, r.name) from (
  select id, name from app.accounts a where m.record_kind = 'accounts' and a.workspace_id = m.workspace_id and a.id = ${id}
  union all select id, name from app.contacts c where m.record_kind = 'contacts' and c.workspace_id = m.workspace_id and c.id = ${id}
  union all select id, name from app.leads l where m.record_kind = 'leads' and l.workspace_id = m.workspace_id and l.id = ${id}) r)`;

const columns = `m.id, m.record_kind as kind, ${nameOf('m.kept_id')} as kept,
  (select json_agg(${nameOf('g.id')} order by g.place) from unnest(m.merged_ids) with ordinality g (id, place)) as merged,
  app.iso(m.merged_at) as "mergedAt", (select app.named(u.id, u.name) from app.users u where u.workspace_id = m.workspace_id and u.id = m.user_id) as "mergedBy",
  m.moved, (select coalesce(json_agg(v.field order by v.id), '[]') from app.merge_values v where v.workspace_id = m.workspace_id and v.merge_id = m.id
    and v.record_kind = m.record_kind) as filled,
  m.batch_id as "batchId", app.iso(m.undone_at) as "undoneAt", m.undone_at is null and m.erased_at is null as "canUndo", m.conflicts`;

const order = 'merges.mergedAt.desc';

/** Merges, the newest first. */
export async function listMerges(tx: WorkspaceTransaction, query: MergeQuery): Promise<Page<Merge>> {
  const statement = new Statement();
  const limit = limitOf(query.limit);
  const conditions = ['m.workspace_id = (select app.workspace())'];
  if (query.kind !== undefined) conditions.push(`m.record_kind = ${statement.bind(query.kind, 'text')}`);
  if (query.batchId !== undefined) conditions.push(`m.batch_id = ${statement.bind(query.batchId, 'uuid')}`);
  if (query.recordId !== undefined) {
    const id = statement.bind(query.recordId, 'uuid');
    conditions.push(`(m.kept_id = ${id} or ${id} = any (m.merged_ids))`);
  }
  if (query.cursor !== undefined) {
    const place = readCursor(query.cursor, order);
    conditions.push(`(m.merged_at, m.id) < (${statement.bind(place.value, 'timestamptz')}, ${statement.bind(place.id, 'uuid')})`);
  }
  const rows = await statement.run<{ item: Merge; place: string }>(
    tx,
    `select (select row_to_json(item) from (select ${columns}) item) as item, m.merged_at::text as place
     from app.merges m where ${conditions.join(' and ')} order by m.merged_at desc, m.id desc limit ${limit + 1}`,
  );
  return pageOf(
    rows.map(({ item }) => item),
    limit,
    order,
    (at) => rows[at]?.place as string,
  );
}

/** @throws NotFound */
export async function getMerge(tx: WorkspaceTransaction, id: string): Promise<Merge> {
  const [row] = await tx.raw<{ item: Merge }>(
    `select (select row_to_json(item) from (select ${columns}) item) as item from app.merges m where m.workspace_id = (select app.workspace()) and m.id = $1`,
    [id],
  );
  if (!row) throw new NotFound('merge', id);
  return row.item;
}
