import { randomUUIDv7 } from 'node:crypto';
import type { WorkspaceTransaction } from '../../engine/index.ts';

/** A line of a record's history that merging or taking back writes. */
export interface Line {
  readonly kind: string;
  readonly recordId: string;
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Appends to the history; gives the ids of the lines. */
export async function writeLines(tx: WorkspaceTransaction, lines: readonly Line[], manner: 'merge' | 'undo'): Promise<string[]> {
  const ids = lines.map(() => randomUUIDv7());
  if (lines.length === 0) return ids;
  await tx.raw(
    `insert into app.changes (id, record_kind, record_id, field, from_value, to_value, user_id, source, reason)
     select id, kind, record_id, field, from_value, to_value, $1::uuid, $2, $3
     from unnest($4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::jsonb[], $9::jsonb[]) as c (id, kind, record_id, field, from_value, to_value)`,
    [
      tx.actor.userId ?? null,
      manner === 'undo' ? 'undo' : (tx.actor.source ?? 'user'),
      manner === 'undo' ? 'A merge was taken back' : 'Merged with a duplicate',
      ids,
      lines.map(({ kind }) => kind),
      lines.map(({ recordId }) => recordId),
      lines.map(({ field }) => field),
      lines.map(({ from }) => JSON.stringify(from ?? null)),
      lines.map(({ to }) => JSON.stringify(to ?? null)),
    ],
  );
  return ids;
}

/** The records that went into each of these, and its addresses: what a merge or its undo changes besides fields. */
export interface Surroundings {
  readonly merged: readonly string[];
  readonly points: readonly unknown[];
}

export async function surroundingsOf(tx: WorkspaceTransaction, kind: string, ids: readonly string[]): Promise<Map<string, Surroundings>> {
  const rows = await tx.raw<Surroundings & { id: string }>(
    `select id, array(select r.id from app.${kind} r where r.workspace_id = (select app.workspace()) and r.merged_into = asked.id order by r.id) as merged,
       ${
         kind === 'contacts'
           ? `(select coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'value', p.value, 'label', p.label) order by p.position, p.id), '[]')
               from app.contact_points p where p.workspace_id = (select app.workspace()) and p.contact_id = asked.id)`
           : `'[]'::jsonb`
       } as points
     from unnest($1::uuid[]) asked (id)`,
    [ids],
  );
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}

/** What differs between the surroundings before and after, as lines of history. */
export function surroundingLines(
  kind: string,
  before: ReadonlyMap<string, Surroundings>,
  after: ReadonlyMap<string, Surroundings>,
): Line[] {
  const lines: Line[] = [];
  for (const [recordId, was] of before) {
    const is = after.get(recordId);
    if (!is) continue;
    const listed = (ids: readonly string[]) => (ids.length === 0 ? null : ids);
    if (was.merged.join() !== is.merged.join())
      lines.push({ kind, recordId, field: 'merged', from: listed(was.merged), to: listed(is.merged) });
    if (JSON.stringify(was.points) !== JSON.stringify(is.points))
      lines.push({ kind, recordId, field: 'points', from: was.points, to: is.points });
  }
  return lines;
}
