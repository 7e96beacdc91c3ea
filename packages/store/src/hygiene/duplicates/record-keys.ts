import type { WorkspaceTransaction } from '../../engine/index.ts';

export interface KeyedRecord {
  readonly id: string;
  /** By {@link lookUpKeys}. None: the record is not looked for any more. */
  readonly keys: readonly string[];
}

/** Makes the kept keys of these records what is given; what is the same already is not touched. */
export async function keepKeys(tx: WorkspaceTransaction, records: readonly KeyedRecord[]): Promise<void> {
  if (records.length === 0) return;
  const values = [
    records.flatMap(({ id, keys }) => keys.map(() => id)),
    records.flatMap(({ keys }) => keys),
    records.map(({ id }) => id),
  ] as const;
  await tx.raw(
    `delete from app.record_keys k where k.workspace_id = (select app.workspace()) and k.record_id = any ($3::uuid[])
       and not exists (select from unnest($1::uuid[], $2::bigint[]) said (id, key) where said.id = k.record_id and said.key = k.key)`,
    values as unknown as unknown[],
  );
  await tx.raw(
    `insert into app.record_keys (key, record_id)
     select said.key, said.id from unnest($1::uuid[], $2::bigint[]) said (id, key)
     where not exists (select from app.record_keys k where k.workspace_id = (select app.workspace()) and k.record_id = any ($3::uuid[])
       and k.record_id = said.id and k.key = said.key)`,
    values as unknown as unknown[],
  );
}

/** A key that more records share tells nothing. */
const mostPerKey = 200;
/** So many are compared with one record at the most: those that share most keys with it. */
const mostCandidates = 80;

/**
 * Records that share a key, those that share most first. Keys that very many share are passed over. One index range a key.
 *
 * @param exceptId the record itself
 */
export async function candidatesByKeys(tx: WorkspaceTransaction, keys: readonly string[], exceptId: string | undefined): Promise<string[]> {
  const rows = await tx.raw<{ id: string }>(
    `with hits as materialized (
       select asked.key, found.record_id, count(*) over (partition by asked.key) as sharing
       from unnest($1::bigint[]) asked (key) cross join lateral (
         select k.record_id from app.record_keys k where k.workspace_id = (select app.workspace()) and k.key = asked.key limit ${mostPerKey + 1}) found)
     select record_id as id from hits where sharing <= ${mostPerKey} and record_id is distinct from $2
     group by record_id order by count(*) desc, min(sharing), record_id limit ${mostCandidates}`,
    [keys, exceptId ?? null],
    'candidates_by_keys',
  );
  return rows.map(({ id }) => id);
}
