import type { WorkspaceTransaction } from '../engine/index.ts';
import { limitOf, type Named, type Page, pageOf, readCursor, Statement } from '../records/index.ts';

/** Somebody who wrote or was written to and is in no record. */
export interface UnknownPerson {
  readonly address: string;
  /** As most messages call them. */
  readonly name: string | null;
  readonly otherNames: string[];
  readonly messages: number;
  readonly meetings: number;
  readonly fromThem: number;
  readonly fromUs: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly title: string | null;
  readonly phone: string | null;
  readonly subjects: string[];
  readonly proposal: UnknownPersonProposal;
}

export type UnknownPersonProposal =
  | { readonly action: 'link'; readonly contact: Named; readonly account: Named | null; readonly why: string }
  | { readonly action: 'create'; readonly account: Named | null; readonly accountName: string | null; readonly why: string }
  | { readonly action: 'ignore'; readonly why: string }
  | { readonly action: 'private'; readonly why: string };

interface QueueRow extends Omit<UnknownPerson, 'proposal'> {
  readonly id: string;
  readonly place: string;
}

const order = 'unknownPeople.value.desc';

/** The acting person's unknown people, most worth deciding first: who wrote and was written to, then how often. */
export async function listUnknownPeople(
  tx: WorkspaceTransaction,
  query: { readonly cursor?: string | undefined; readonly limit?: number | undefined } = {},
): Promise<Page<UnknownPerson> & { readonly total: number }> {
  const statement = new Statement();
  const limit = limitOf(query.limit);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, order);
  const beyond = after ? `where (value, id) < (${statement.bind(after.value, 'bigint')}, ${statement.bind(after.id, 'uuid')})` : '';
  const rows = await statement.run<{ item: QueueRow; total: number }>(
    tx,
    `with people as (
       select a.address, md5(a.address)::uuid as id, mode() within group (order by a.name) as name,
         array_agg(distinct a.name) filter (where a.name is not null) as names,
         count(distinct a.item_key) filter (where a.role in ('from', 'to', 'cc'))::int as messages,
         count(distinct a.item_key) filter (where a.role not in ('from', 'to', 'cc'))::int as meetings,
         count(distinct a.item_key) filter (where a.role = 'from')::int as from_them, count(distinct a.item_key) filter (where a.role in ('to', 'cc'))::int as from_us,
         min(a.occurred_at) as first_at, max(a.occurred_at) as last_at
       from app.waiting_addresses a
       where a.workspace_id = (select app.workspace()) and not exists (
         select from app.contact_points p join app.contacts c on c.workspace_id = p.workspace_id and c.id = p.contact_id and c.deleted_at is null
         where p.workspace_id = a.workspace_id and p.kind = 'email' and p.value_key = a.address)
       group by a.address),
     valued as (
       select *, (case when from_them > 0 and from_us > 0 then 2000000 when from_them > 0 then 1000000 else 0 end + least(messages + 3 * meetings, 999999))::bigint as value, (count(*) over ())::int as total
       from people)
     select total, json_build_object('id', id, 'place', value::text, 'address', address, 'name', name,
       'otherNames', (select coalesce(json_agg(other), '[]') from unnest(names) other where other <> name), 'messages', messages, 'meetings', meetings,
       'fromThem', from_them, 'fromUs', from_us, 'firstAt', app.iso(first_at), 'lastAt', app.iso(last_at), 'title', null, 'phone', null, 'subjects', json_build_array()) as item
     from valued ${beyond} order by value desc, id desc limit ${limit + 1}`,
  );
  const people = rows.map(({ item: { place: _, id, ...person } }) => ({
    ...person,
    id,
    proposal: { action: 'create' as const, account: null, accountName: null, why: 'They wrote and are in no record' },
  }));
  return { ...pageOf(people, limit, order, (at) => rows[at]?.item.place as string), total: rows[0]?.total ?? 0 };
}
