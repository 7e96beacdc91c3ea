import type { WorkspaceTransaction } from '../../engine/index.ts';
import type { MergeKind } from './kinds.ts';

/** What taking a merge back leaves as it is, because somebody changed it since. */
export interface MergeConflict {
  readonly recordKind: string;
  readonly recordId: string;
  readonly name: string | null;
  readonly field: string;
  readonly mergeWrote: unknown;
  readonly nowIs: unknown;
  readonly wouldBe: unknown;
  /** One sentence. */
  readonly why: string;
}

/** A row that did not go back, as `app.unmerge_rows` tells it. */
export interface RowConflict {
  readonly table: string;
  /** Of a pointer. */
  readonly column?: string;
  readonly rowId: string;
  readonly saidId: string;
  readonly atId: string;
  readonly wouldBe?: string;
  /** Of an address or membership, as it was theirs. */
  readonly row?: Readonly<Record<string, unknown>>;
}

const kinds: Readonly<Record<string, string>> = { next_steps: 'nextSteps' };
const named = new Set(['accounts', 'contacts', 'deals', 'leads']);
const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Rows that did not go back, in words. One that is gone altogether is no conflict: there is nothing to decide. */
export async function rowConflicts(tx: WorkspaceTransaction, kind: MergeKind, rows: readonly RowConflict[]): Promise<MergeConflict[]> {
  const conflicts: MergeConflict[] = [];
  for (const { table, column, rowId, saidId, atId, wouldBe, row } of rows) {
    if (column !== undefined) {
      const [now] = await tx.raw<{ is: string | null; name: string | null }>(
        `select to_jsonb(t) ->> $2 as is, ${named.has(table) ? 't.name' : 'null'} as name from app.${table} t where t.workspace_id = (select app.workspace()) and t.id = $1`,
        [rowId, column],
      );
      if (!now) continue;
      conflicts.push({
        recordKind: kinds[table] ?? table,
        recordId: rowId,
        name: now.name,
        field: camel(column),
        mergeWrote: atId,
        nowIs: now.is,
        wouldBe: wouldBe ?? saidId,
        why: now.is === atId ? 'Somebody put it there since; it stays' : 'Somebody moved it elsewhere since; it stays there',
      });
      continue;
    }
    const [owner] = await tx.raw<{ name: string }>(
      `select name from app.${kind} where workspace_id = (select app.workspace()) and id = $1`,
      [saidId],
    );
    conflicts.push(
      table === 'contact_points'
        ? {
            recordKind: kind,
            recordId: saidId,
            name: owner?.name ?? null,
            field: 'points',
            mergeWrote: row?.['value'] ?? null,
            nowIs: null,
            wouldBe: row?.['value'] ?? null,
            why: 'The address was removed since; it stays removed',
          }
        : {
            recordKind: kind,
            recordId: saidId,
            name: owner?.name ?? null,
            field: 'deals',
            mergeWrote: row?.['deal_id'] ?? null,
            nowIs: null,
            wouldBe: row?.['deal_id'] ?? null,
            why: 'The person was taken out of the buying group since; they stay out',
          },
    );
  }
  return conflicts;
}
