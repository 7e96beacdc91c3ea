import type { WorkspaceTransaction } from '../../engine/index.ts';
import { InvalidValue } from '../../records/index.ts';
import type { TakenValue } from './merged-values.ts';
import type { RecordRow } from './rows.ts';

/**
 * The parent of accounts that become one: the chosen one's; else the kept one's, or the first of the others' that is none of them and does
 * not stand below them. Without any the account stands at the top.
 *
 * @param rows as they stand now, `said` as they say: the kept one first
 * @throws InvalidValue when the chosen parent would stand below the account
 */
export async function takenParent(
  tx: WorkspaceTransaction,
  rows: readonly RecordRow[],
  said: readonly RecordRow[],
  chosenId: string | undefined,
): Promise<TakenValue | undefined> {
  const [kept, keptSaid] = [rows[0] as RecordRow, said[0] as RecordRow];
  const asked = chosenId === undefined ? rows : rows.filter(({ id }) => id === chosenId);
  const candidates = asked.flatMap((row) => (row['parent_id'] ? [row['parent_id'] as string] : []));
  const fitting = await tx.raw<{ id: string }>(
    `select p.id from unnest($1::uuid[]) with ordinality p (id, place)
     where not exists (select from unnest($2::uuid[]) one (id) where app.is_above(one.id, p.id)) order by p.place limit 1`,
    [candidates, rows.map(({ id }) => id)],
  );
  const parent = fitting[0]?.id;
  if (chosenId !== undefined && candidates.length > 0 && parent === undefined)
    throw new InvalidValue({ field: 'values.parentId', message: 'would make the account its own parent; choose another one' });
  const at = parent === undefined ? -1 : rows.findIndex((row) => row['parent_id'] === parent && asked.includes(row));
  if ((parent ?? null) === (kept['parent_id'] ?? null)) return undefined;
  return {
    field: 'parentId',
    sourceId: rows[at]?.id ?? chosenId ?? kept.id,
    from: keptSaid['parent_id'] ?? null,
    to: said[at]?.['parent_id'] ?? null,
  };
}
