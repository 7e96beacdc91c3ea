import { accountFields, contactFields, type LinkageField, type LinkageRecord, leadFields } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import type { MergeKind } from '../merging/index.ts';

/** What is compared of each kind. */
export const linkageFields: Readonly<Record<MergeKind, readonly LinkageField[]>> = {
  accounts: accountFields,
  contacts: contactFields,
  leads: leadFields,
};

export interface ComparedRecord {
  readonly id: string;
  readonly values: LinkageRecord;
}

/** The value of each field over a record `r`, as JSON. */
const expressions: Readonly<Record<MergeKind, Readonly<Record<string, string>>>> = {
  accounts: {
    name: 'r.name',
    domain: 'r.domain',
    website: 'r.website',
    phones: 'r.phone',
    city: 'r.city',
    country: 'r.country',
  },
  contacts: {
    name: 'r.name',
    first: 'r.first_name',
    last: 'r.last_name',
    mails: `coalesce(points.mails, case when r.email is not null then array[r.email] end)`,
    phones: `coalesce(points.phones, case when r.phone is not null then array[r.phone] end)`,
    accountName: 'account.name',
    accountDomain: 'account.domain',
    title: 'r.title',
    country: 'coalesce(r.country, account.country)',
  },
  leads: {
    name: 'r.name',
    first: 'null::text',
    last: 'null::text',
    mails: 'r.email',
    phones: 'r.phone',
    company: 'r.company',
    domain: 'null::text',
    title: 'r.title',
    country: 'r.country',
  },
};

const joins: Readonly<Record<MergeKind, string>> = {
  accounts: '',
  contacts: `left join app.accounts account on account.workspace_id = r.workspace_id and account.id = r.account_id
    left join lateral (select array_agg(p.value order by p.position) filter (where p.kind = 'email') as mails, array_agg(p.value order by p.position) filter (where p.kind = 'phone') as phones
      from app.contact_points p where p.workspace_id = r.workspace_id and p.contact_id = r.id and p.kind in ('email', 'phone')) points on true`,
  leads: '',
};

const isCompared: Readonly<Record<MergeKind, string>> = {
  accounts: 'r.deleted_at is null',
  contacts: 'r.deleted_at is null and r.erased_at is null',
  leads: 'r.deleted_at is null and r.erased_at is null',
};

/** A row as pages carry it: the id, then the values of {@link linkageFields} in their order. */
export type CompactRow = readonly [id: string, ...values: (string | readonly string[] | null)[]];

const compact = (kind: MergeKind) =>
  `json_build_array(r.id, ${linkageFields[kind].map(({ name }) => `to_json(${expressions[kind][name] ?? 'null::text'})`).join(', ')})`;

/** A compact row as a record. */
export function recordOf(kind: MergeKind, [id, ...cells]: CompactRow): ComparedRecord {
  const values: Record<string, string | readonly string[]> = {};
  linkageFields[kind].forEach(({ name }, at) => {
    const cell = cells[at];
    if (cell !== null && cell !== undefined) values[name] = cell;
  });
  return { id, values };
}

/** The records of these ids that can be compared: deleted and erased ones are missing. */
export async function readCompared(tx: WorkspaceTransaction, kind: MergeKind, ids: readonly string[]): Promise<ComparedRecord[]> {
  if (ids.length === 0) return [];
  const rows = await tx.raw<{ row: CompactRow }>(
    `select ${compact(kind)} as row from unnest($1::uuid[]) asked (id) join app.${kind} r on r.workspace_id = (select app.workspace()) and r.id = asked.id
     ${joins[kind]} where ${isCompared[kind]}`,
    [ids],
    `read_compared_${kind}`,
  );
  return rows.map(({ row }) => recordOf(kind, row));
}

export interface ComparedPage {
  /** JSON text of {@link CompactRow}s, handed on unparsed. */
  readonly rows: string;
  readonly count: number;
  /** Where the next page begins; undefined: there is none. */
  readonly after: string | undefined;
}

/** A page of all records of a kind that can be compared, by id. */
export async function pageCompared(
  tx: WorkspaceTransaction,
  kind: MergeKind,
  after: string | undefined,
  limit: number,
): Promise<ComparedPage> {
  const [page] = await tx.raw<{ rows: string | null; count: number; last: string | null }>(
    `select json_agg(row)::text as rows, count(*)::int as count, (array_agg(id order by id desc))[1] as last
     from (select r.id, ${compact(kind)} as row from (
         select * from app.${kind} r where r.workspace_id = (select app.workspace()) and r.id > $1 and ${isCompared[kind]} order by r.id limit ${limit}) r
       ${joins[kind]} order by r.id) page`,
    [after ?? '00000000-0000-0000-0000-000000000000'],
  );
  const count = page?.count ?? 0;
  return { rows: page?.rows ?? '[]', count, after: count < limit ? undefined : (page?.last ?? undefined) };
}

/** How many records of a kind there are to compare. */
export async function countCompared(tx: WorkspaceTransaction, kind: MergeKind): Promise<number> {
  const [row] = await tx.raw<{ count: number }>(
    `select count(*)::int as count from app.${kind} r where r.workspace_id = (select app.workspace()) and ${isCompared[kind]}`,
  );
  return row?.count ?? 0;
}

/** Name and domain of the account of a contact that is being typed, as they are compared; nothing where there is no such account. */
export async function companyOf(tx: WorkspaceTransaction, accountId: string): Promise<LinkageRecord> {
  const [row] = await tx.raw<{ name: string; domain: string | null }>(
    `select name, domain from app.accounts where workspace_id = (select app.workspace()) and id = $1::uuid`,
    [accountId],
  );
  return row ? { accountName: row.name, ...(row.domain !== null && { accountDomain: row.domain }) } : {};
}
