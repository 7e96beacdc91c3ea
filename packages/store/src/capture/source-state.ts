import type { WorkspaceTransaction } from '../engine/index.ts';
import { type Folder, listFolders } from './folders.ts';
import type { Fate } from './item.ts';
import { getSource, type Source } from './sources.ts';

/** A source with its folders against their server, and what became of what was read. */
export interface SourceStateFull extends Source {
  readonly folders: readonly Folder[];
  /** Messages and meetings, each once however many folders hold it. */
  readonly counts: Readonly<Record<Fate, number>>;
  /** Why what is left out was, most frequent first. */
  readonly leftOut: readonly { readonly reason: string; readonly count: number }[];
  /** On the servers of included folders and not read; undefined before they were asked. */
  readonly missing: number | undefined;
}

/** Only to the owner. @throws NotFound */
export async function sourceState(tx: WorkspaceTransaction, id: string): Promise<SourceStateFull> {
  const source = await getSource(tx, id);
  const folders = await listFolders(tx, id);
  const rows = await tx.raw<{ fate: Fate; reason: string | null; count: number }>(
    `select fate, reason, count(*)::int as count from (
       select distinct fate, case when fate = 'leftOut' then reason end as reason, coalesce(item_key, md5(folder_id::text || uid)::uuid) as item
       from app.capture_reads where workspace_id = (select app.workspace()) and source_id = $1 and vanished_at is null) item
     group by 1, 2 order by 3 desc, 2`,
    [id],
  );
  const counts = { interaction: 0, waiting: 0, leftOut: 0, ignored: 0, private: 0, unread: 0 };
  for (const { fate, count } of rows) counts[fate] += count;
  const counted = folders.filter(({ isIncluded, onServer }) => isIncluded && onServer !== null);
  return {
    ...source,
    folders,
    counts,
    leftOut: rows.flatMap(({ fate, reason, count }) => (fate === 'leftOut' ? [{ reason: reason ?? '', count }] : [])),
    missing: counted.length === 0 ? undefined : counted.reduce((sum, { onServer, read }) => sum + Math.max(0, (onServer ?? 0) - read), 0),
  };
}
