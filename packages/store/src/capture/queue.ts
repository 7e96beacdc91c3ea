import { proposeForUnknown, type UnknownPersonProposal } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { limitOf, type Page, pageOf, readCursor, Statement } from '../records/index.ts';
import { unknownPersonFacts } from './unknown-facts.ts';

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
  /** From the newest signature. */
  readonly title: string | null;
  readonly phone: string | null;
  /** The last few, to remember who it is. */
  readonly subjects: string[];
  readonly proposal: UnknownPersonProposal;
}

export interface QueuedAddress extends Omit<UnknownPerson, 'title' | 'phone' | 'subjects' | 'proposal'> {
  readonly id: string;
  readonly withContacts: number;
}

const order = 'unknownPeople.value.desc';

/**
 * The acting person's unknown people, most worth deciding first: at an account with open deals, then who wrote and was written to, then who
 * wrote, then how often. Whoever is a contact by now is not among them.
 */
export async function listUnknownPeople(
  tx: WorkspaceTransaction,
  query: { readonly cursor?: string | undefined; readonly limit?: number | undefined } = {},
): Promise<Page<UnknownPerson> & { readonly total: number }> {
  const statement = new Statement();
  const limit = limitOf(query.limit);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, order);
  const beyond = after ? `where (value, id) < (${statement.bind(after.value, 'bigint')}, ${statement.bind(after.id, 'uuid')})` : '';
  const rows = await statement.run<{ item: QueuedAddress; place: string; total: number }>(
    tx,
    `with people as (
       select a.address, min(a.domain) as domain, mode() within group (order by a.name) as name,
         array_agg(distinct a.name) filter (where a.name is not null) as names,
         count(distinct a.item_key) filter (where a.role in ('from', 'to', 'cc')) as messages,
         count(distinct a.item_key) filter (where a.role not in ('from', 'to', 'cc')) as meetings,
         count(distinct a.item_key) filter (where a.role = 'from') as from_them,
         count(distinct a.item_key) filter (where a.role in ('to', 'cc') and a.is_from_us) as from_us,
         count(distinct a.item_key) filter (where a.has_interaction) as with_contacts, min(a.occurred_at) as first_at, max(a.occurred_at) as last_at
       from app.waiting_addresses a where a.workspace_id = (select app.workspace()) and a.owner_id = (select app.user_id()) and a.decision_id is null group by a.address),
     valued as (
       select *, md5(address)::uuid as id, (count(*) over ())::int as total,
         (case when exists (select from app.accounts c join app.deals d on d.workspace_id = c.workspace_id and d.account_id = c.id and d.status = 'open' and d.deleted_at is null
            where c.workspace_id = (select app.workspace()) and c.domain = people.domain and c.deleted_at is null) then 4000000 else 0 end
          + case when from_them > 0 and from_us > 0 then 2000000 when from_them > 0 then 1000000 else 0 end + least(messages + 3 * meetings, 999999))::bigint as value
       from people where not exists (
         select from app.contact_points p join app.contacts c on c.workspace_id = p.workspace_id and c.id = p.contact_id and c.deleted_at is null
         where p.workspace_id = (select app.workspace()) and p.kind = 'email' and p.value_key = people.address))
     select total, value::text as place, json_build_object('id', id, 'address', address, 'name', name,
       'otherNames', (select coalesce(json_agg(other), '[]') from unnest(names) other where other <> name), 'messages', messages, 'meetings', meetings,
       'fromThem', from_them, 'fromUs', from_us, 'firstAt', app.iso(first_at), 'lastAt', app.iso(last_at),
       'withContacts', with_contacts) as item
     from (select * from valued ${beyond} order by value desc, id desc limit ${limit + 1}) page order by value desc, id desc`,
  );
  const facts = await unknownPersonFacts(
    tx,
    rows.map(({ item }) => item),
  );
  const people = rows.map(({ item }) => {
    const { title, phone, subjects, ...more } = facts.get(item.address) ?? { title: null, phone: null, subjects: [], namesakes: [] };
    const { withContacts, ...person } = item;
    const proposal = proposeForUnknown({ ...item, ...more, name: item.name ?? undefined });
    return { ...person, title, phone, subjects, proposal };
  });
  return { ...pageOf(people, limit, order, (at) => rows[at]?.place as string), total: rows[0]?.total ?? 0 };
}
