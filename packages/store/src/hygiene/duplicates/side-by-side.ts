import type { WorkspaceTransaction } from '../../engine/index.ts';
import type { Named } from '../../records/index.ts';
import { isBlank, type MergeKind, mergedKind, type RecordRow, readRows } from '../merging/index.ts';

/** A record as much of it as helps to decide. */
export interface SideRecord {
  readonly id: string;
  readonly name: string;
  readonly owner: Named | null;
  readonly account: Named | null;
  readonly createdAt: string | null;
  readonly recordedAt: string;
  readonly lastInteractionAt: string | null;
  readonly points: readonly { readonly kind: string; readonly value: string }[];
  readonly interactions: number;
  readonly deals: number;
  readonly contacts: number;
}

/** What the records say in one field, in their order. */
export interface SideField {
  readonly field: string;
  readonly values: readonly unknown[];
  /** As a person reads it: names instead of ids. */
  readonly shown: readonly (string | null)[];
  readonly differs: boolean;
}

const points: Readonly<Record<MergeKind, string>> = {
  contacts: `(select coalesce(json_agg(json_build_object('kind', p.kind, 'value', p.value) order by p.position, p.id), '[]') from app.contact_points p
    where p.workspace_id = r.workspace_id and p.contact_id = r.id)`,
  leads: `(select coalesce(json_agg(json_build_object('kind', p.kind, 'value', p.value)), '[]') from (values ('email', r.email), ('phone', r.phone)) p (kind, value) where p.value is not null)`,
  accounts: `(select coalesce(json_agg(json_build_object('kind', p.kind, 'value', p.value)), '[]') from (values ('url', coalesce(r.website, r.domain)), ('phone', r.phone)) p (kind, value) where p.value is not null)`,
};
/** Counted up to a thousand: whether it is few or many is what matters. */
const some = (from: string) => `(select count(*)::int from (select from ${from} limit 1000) counted)`;
const deals: Readonly<Record<MergeKind, string>> = {
  contacts: some('app.buying_group g where g.workspace_id = r.workspace_id and g.contact_id = r.id'),
  leads: 'case when r.deal_id is null then 0 else 1 end',
  accounts: some('app.deals d where d.workspace_id = r.workspace_id and d.account_id = r.id and d.deleted_at is null'),
};
const contactsOf: Readonly<Record<MergeKind, string>> = {
  contacts: '0',
  leads: 'case when r.contact_id is null then 0 else 1 end',
  accounts: some('app.contacts c where c.workspace_id = r.workspace_id and c.account_id = r.id and c.deleted_at is null'),
};

/** Records to look at side by side, by id. */
export async function sideRecords(tx: WorkspaceTransaction, kind: MergeKind, ids: readonly string[]): Promise<Map<string, SideRecord>> {
  const column = `${kind.slice(0, -1)}_id`;
  const account = kind === 'accounts' ? 'parent_id' : 'account_id';
  if (ids.length === 0) return new Map();
  const rows = await tx.raw<{ item: SideRecord }>(
    `select (select row_to_json(item) from (select r.id, r.name, (select app.named(u.id, u.name) from app.users u where u.workspace_id = r.workspace_id and u.id = r.owner_id) as owner,
       (select app.named(a.id, a.name) from app.accounts a where a.workspace_id = r.workspace_id and a.id = r.${account}) as account,
       app.iso(r.created_at) as "createdAt", app.iso(r.recorded_at) as "recordedAt", app.iso(r.last_interaction_at) as "lastInteractionAt",
       ${points[kind]} as points, ${some(`app.interactions i where i.workspace_id = r.workspace_id and i.${column} = r.id`)} as interactions,
       ${deals[kind]} as deals, ${contactsOf[kind]} as contacts) item) as item
     from app.${kind} r where r.workspace_id = (select app.workspace()) and r.id = any ($1::uuid[])`,
    [ids],
    `side_records_${kind}`,
  );
  return new Map(rows.map(({ item }) => [item.id, item]));
}

/** Fields whose value names a record of another table. */
const namesIn: Readonly<Record<string, string>> = {
  ownerId: 'users',
  accountId: 'accounts',
  parentId: 'accounts',
  contactId: 'contacts',
  dealId: 'deals',
};

/** What rows say, field by field, as they stand in their tables: only fields in which one says something. */
export async function sideFields(
  tx: WorkspaceTransaction,
  kind: MergeKind,
  ids: readonly string[],
): Promise<{ rows: ReadonlyMap<string, RecordRow>; fieldsOf(ids: readonly string[]): SideField[] }> {
  const merged = mergedKind(kind);
  const rows = new Map((await readRows(tx, merged, ids)).map((row) => [row.id, row]));
  const names = await namesOf(tx, [...merged.columns], [...rows.values()]);
  const fieldsOf = (of: readonly string[]): SideField[] => {
    const some = of.flatMap((id) => rows.get(id) ?? []);
    const custom = new Set(some.flatMap((row) => Object.keys((row['custom'] as object | null) ?? {})));
    const found: SideField[] = [];
    const add = (field: string, values: readonly unknown[]) => {
      const said = values.filter((value) => !isBlank(value));
      if (said.length === 0) return;
      const shown = values.map((value) => (isBlank(value) ? null : (names.get(value as string) ?? String(value))));
      found.push({ field, values, shown, differs: new Set(said.map((value) => JSON.stringify(value))).size > 1 });
    };
    for (const [field, column] of merged.columns)
      if (field !== 'statusName')
        add(
          field,
          some.map((row) => row[column] ?? null),
        );
    for (const name of custom)
      add(
        `custom.${name}`,
        some.map((row) => (row['custom'] as Record<string, unknown> | null)?.[name] ?? null),
      );
    return found;
  };
  return { rows, fieldsOf };
}

async function namesOf(
  tx: WorkspaceTransaction,
  columns: readonly (readonly [string, string])[],
  rows: readonly RecordRow[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [field, column] of columns) {
    const table = namesIn[field];
    if (!table) continue;
    const ids = [...new Set(rows.flatMap((row) => (row[column] ? [row[column] as string] : [])))];
    if (ids.length === 0) continue;
    const found = await tx.raw<{ id: string; name: string }>(
      `select id, name from app.${table} where workspace_id = (select app.workspace()) and id = any ($1::uuid[])`,
      [ids],
    );
    for (const { id, name } of found) names.set(id, name);
  }
  return names;
}
