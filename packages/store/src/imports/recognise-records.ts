import type { Ref } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { recordId } from '../records/record-id.ts';
import type { Cell } from '../records/staging.ts';
import { pointKeys } from './contact-points.ts';
import type { ImportContext, ImportRow } from './import-context.ts';
import type { MergingRow } from './merging-row.ts';
import { isMergeable, type StoredKind, storedKinds } from './stored-kinds.ts';

/** A record that its key is known for, and what the source said of it last. */
export interface Known {
  readonly recordId: string;
  readonly isSame: boolean;
  readonly lastSeen: Readonly<Record<string, unknown>> | null;
}

/** What the keys of the rows stand for here, row by row; undefined: no key of this source is known yet. */
export async function findKnown(tx: WorkspaceTransaction, kind: StoredKind, rows: readonly ImportRow[]): Promise<(Known | undefined)[]> {
  const found = await tx.raw<{ nth: number; record_id: string; is_same: boolean; last_seen: Readonly<Record<string, unknown>> | null }>(
    `select (row.nth - 1)::integer as nth, known.record_id, known.fingerprint = row.fingerprint as is_same,
       case when known.fingerprint <> row.fingerprint then known.last_seen end as last_seen
     from unnest($2::text[], $3::text[], $4::bytea[]) with ordinality as row (source, key, fingerprint, nth)
     join app.external_keys known on known.kind = $1 and known.source = row.source and known.key = row.key`,
    [kind, rows.map(({ source }) => source), rows.map(({ record }) => record.key), rows.map(({ fingerprint }) => fingerprint)],
  );
  const known: (Known | undefined)[] = Array.from({ length: rows.length });
  for (const { nth, record_id, is_same, last_seen } of found) known[nth] = { recordId: record_id, isSame: is_same, lastSeen: last_seen };
  return known;
}

/** Says which of the rows without a known key are records that stand here already, and gives the others their id. */
export async function recogniseNew(
  tx: WorkspaceTransaction,
  context: ImportContext,
  kind: StoredKind,
  rows: readonly MergingRow[],
  areNew: boolean,
): Promise<void> {
  if (rows.length === 0) return;
  for (const row of rows) {
    const createdAt = row.record.createdAt;
    row.id = recordId(
      row.source,
      kind,
      row.record.key,
      createdAt === undefined ? context.bornMillis : Date.parse(createdAt) || context.bornMillis,
    );
  }
  if (areNew) return;
  const standing = await tx.raw<{ id: string; is_deleted: boolean; merged_into: string | null }>(
    `select id, deleted_at is not null as is_deleted,
       ${isMergeable(kind) ? `case when merged_into is not null then app.merged_target('${kind}', id) end` : 'null'} as merged_into
     from ${storedKinds[kind].table} where id = any ($1::uuid[])`,
    [rows.map(({ id }) => id)],
  );
  const stands = new Map(standing.map((one) => [one.id, one]));
  for (const row of rows) {
    const found = stands.get(row.id);
    if (found?.is_deleted === false) row.manner = 'overwrite';
    if (!found?.merged_into) continue;
    row.id = found.merged_into;
    row.manner = 'fillBlanks';
  }
  const open = rows.filter(({ manner }) => manner === 'create');
  // A record born in another Windshield says who it is; only people are recognised all the same.
  const anonymous = open.filter(({ source, record }) => kind === 'users' || source !== 'windshield' || !record.key.startsWith('id:'));
  for (const { row, id } of await recogniseByName(tx, context, kind, anonymous)) {
    row.id = id;
    row.manner = 'fillBlanks';
  }
}

/** A record is recognised by mail or name only while the same source has given it no key of its own: then they are two. */
async function recogniseByName(
  tx: WorkspaceTransaction,
  { links }: ImportContext,
  kind: StoredKind,
  rows: readonly MergingRow[],
): Promise<{ row: MergingRow; id: string }[]> {
  if (rows.length === 0) return [];
  const { table } = storedKinds[kind];
  const isFree = `not exists (select from app.external_keys known where known.record_id = record.id and known.kind = '${kind}' and known.source = row.source)`;
  const values: Cell[][] = rows.map((row) => {
    const { record } = row;
    const name = links.keyOfName((record['name'] as string | undefined) ?? '');
    if (kind === 'targets')
      return [
        row.source,
        record['period'] as string,
        null,
        links.idOf('users', row.source, record['user'] as Ref | undefined) ??
          links.teamId(record['teamName'] as string | undefined) ??
          null,
      ];
    if (kind === 'contacts')
      return [
        row.source,
        name,
        pointKeys(record).find(({ kind: pointKind }) => pointKind === 'email')?.key,
        links.idOf('accounts', row.source, record['account'] as Ref | undefined),
      ];
    return [row.source, name, (record['email'] as string | undefined)?.toLowerCase(), null];
  });
  const byKind: Partial<Record<StoredKind, string>> = {
    accounts: `record.name_key = row.name`,
    products: `record.name_key = row.name`,
    users: `(record.email = row.email or (record.name_key = row.name and (record.email is null or row.email is null)))`,
    contacts: `(exists (select from app.contact_points point where point.contact_id = record.id and point.kind = 'email' and point.value_key = row.email)
      or (record.name_key = row.name and record.account_id = row.scope::uuid and (record.email is null or row.email is null)))`,
    targets: `record.period = row.name and coalesce(record.user_id, record.team_id) is not distinct from row.scope::uuid`,
  };
  const condition = byKind[kind];
  if (condition === undefined) return [];
  const preferred = kind === 'users' ? '(record.email = row.email) desc nulls last,' : '';
  const candidates =
    kind === 'contacts'
      ? `(select contact_id as id from app.contact_points where kind = 'email' and value_key = row.email
          union select id from app.contacts where name_key = row.name and account_id = row.scope::uuid) candidate join app.contacts record on record.id = candidate.id`
      : `${table} record`;
  const found = await tx.raw<{ nth: number; id: string }>(
    `select (row.nth - 1)::integer as nth, match.id
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality as row (source, name, email, scope, nth)
     cross join lateral (select record.id from ${candidates} where record.deleted_at is null and ${condition} and ${isFree} order by ${preferred} record.id limit 1) match
     order by row.nth`,
    [0, 1, 2, 3].map((at) => values.map((row) => row[at] ?? null)),
  );
  const taken = new Set<string>();
  return found.flatMap(({ nth, id }) => {
    const row = rows[nth];
    if (!row || taken.has(`${row.source} ${id}`)) return [];
    taken.add(`${row.source} ${id}`);
    return [{ row, id }];
  });
}
