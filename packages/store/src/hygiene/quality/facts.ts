import type { AccountQualityFacts, ContactQualityFacts, DealQualityFacts, LeadQualityFacts } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';

/** Kinds of records that questions are asked about. */
export type QualityKind = 'accounts' | 'contacts' | 'leads' | 'deals';

export interface QualityFactsOf {
  readonly accounts: AccountQualityFacts;
  readonly contacts: ContactQualityFacts;
  readonly leads: LeadQualityFacts;
  readonly deals: DealQualityFacts;
}

/** A record's facts with what is at stake and where it belongs. */
export interface QualityRow<K extends QualityKind> {
  readonly facts: QualityFactsOf[K];
  readonly ownerId: string | undefined;
  readonly accountId: string | undefined;
  /** Open money that rests on it, by currency. */
  readonly stakes: readonly { readonly amountMinor: number; readonly currency: string }[];
  /** Something is going on with it, or was within the last year: only such records count for trust. */
  readonly isInUse: boolean;
}

const day = (expression: string) => `(${expression})::date - date '1970-01-01'`;
const ownerOf = `case when owner.id is not null then json_build_object('id', owner.id, 'name', owner.name, 'hasLeft', not owner.is_active or owner.deleted_at is not null) end`;
const ownerJoin = `left join app.users owner on owner.workspace_id = r.workspace_id and owner.id = r.owner_id`;

/** Whoever works here and was last in touch, where somebody is needed; else the manager of the owner's team. */
const successorOf = (column: string) => `
  case when owner.id is null or not owner.is_active or owner.deleted_at is not null then coalesce(
    (select json_build_object('id', u.id, 'name', u.name) from (
       select i.user_id from app.interactions i where i.workspace_id = r.workspace_id and i.${column} = r.id and i.user_id is not null and i.state = 'done'
       order by i.occurred_at desc limit 50) newest
     join app.users u on u.workspace_id = r.workspace_id and u.id = newest.user_id and u.is_active and u.deleted_at is null limit 1),
    (select json_build_object('id', u.id, 'name', u.name) from app.teams t
     join app.users u on u.workspace_id = t.workspace_id and u.id = t.manager_user_id and u.is_active and u.deleted_at is null
     where t.workspace_id = r.workspace_id and t.id = owner.team_id)) end`;

const stakes = (from: string) => `
  (select coalesce(json_agg(json_build_object('amountMinor', minor, 'currency', currency)), '[]') from (
     select sum(d.amount_minor)::float8 as minor, d.currency from ${from}
     where d.workspace_id = r.workspace_id and d.status = 'open' and d.deleted_at is null and d.amount_minor is not null group by d.currency) stake)`;

const openDeals = (from: string) => `
  (select count(*)::int from ${from} where d.workspace_id = r.workspace_id and d.status = 'open' and d.deleted_at is null)`;

const recently = `(select app.counted_from()) - interval '1 year'`;

interface Source {
  readonly table: string;
  readonly facts: string;
  readonly accountId: string;
  readonly stakes: string;
  readonly isInUse: string;
  readonly joins: string;
}

const dealsOfContact = `app.buying_group g join app.deals d on d.workspace_id = g.workspace_id and d.id = g.deal_id and g.workspace_id = r.workspace_id and g.contact_id = r.id`;
const dealsOfAccount = `(select * from app.deals of_account where of_account.workspace_id = r.workspace_id and of_account.account_id = r.id) d`;

const sources: Record<QualityKind, Source> = {
  deals: {
    table: 'app.deals',
    facts: `'status', r.status, 'accountId', r.account_id, 'amountMinor', r.amount_minor, 'currency', r.currency, 'usualMinor', usual.minor,
      'openedDay', ${day('r.opened_at')}, 'expectedCloseDay', ${day('r.expected_close_on')}, 'closedDay', ${day('r.closed_at')},
      'openSteps', (select count(*)::int from app.next_steps n where n.workspace_id = r.workspace_id and n.deal_id = r.id and n.status = 'open' and n.deleted_at is null),
      'hasMeetingAhead', r.status = 'open' and exists (select from app.interactions i where i.workspace_id = r.workspace_id and i.deal_id = r.id
        and i.occurred_at >= (select app.counted_from()) and i.state = 'planned' and i.type in ('meeting','call','visit')),
      'people', (select count(*)::int from app.buying_group g where g.workspace_id = r.workspace_id and g.deal_id = r.id),
      'successor', ${successorOf('deal_id')}`,
    accountId: 'r.account_id',
    stakes: `case when r.status = 'open' and r.amount_minor is not null then json_build_array(json_build_object('amountMinor', r.amount_minor, 'currency', r.currency)) else '[]' end`,
    isInUse: `r.status = 'open' or r.closed_at > ${recently}`,
    joins: 'left join usual on usual.currency = r.currency',
  },
  contacts: {
    table: 'app.contacts',
    facts: `'title', r.title,
      'points', (select coalesce(json_agg(json_build_object('kind', p.kind, 'value', p.value, 'status', p.status) order by p.position, p.id), '[]')
        from app.contact_points p where p.workspace_id = r.workspace_id and p.contact_id = r.id and p.kind in ('email', 'phone')),
      'account', case when account.id is not null then json_build_object('id', account.id, 'name', account.name, 'domain', account.domain) end,
      'accountOfMail', (select json_build_object('id', min(a.id::text), 'name', min(a.name), 'domain', min(a.domain)) from app.accounts a
        where a.workspace_id = r.workspace_id and a.domain = lower(split_part(r.email, '@', 2)) and a.deleted_at is null
          and a.domain is distinct from account.domain having count(*) = 1),
      'openDeals', deals.n,
      'jobSeenDay', case when deals.n > 0 then ${day(`greatest(
        (select i.occurred_at from app.interactions i where i.workspace_id = r.workspace_id and i.contact_id = r.id and i.direction <> 'out' and i.state = 'done' and i.occurred_at <= now()
         order by i.occurred_at desc limit 1),
        (select max(c.occurred_at) from app.changes c where c.workspace_id = r.workspace_id and c.record_kind = 'contacts' and c.record_id = r.id and c.field in ('title', 'accountId')),
        (select max(c.occurred_at) from app.cleanings c join app.cleaning_changes k on k.workspace_id = c.workspace_id and k.cleaning_id = c.id
         where k.workspace_id = r.workspace_id and k.record_kind = 'contacts' and k.record_id = r.id and c.key = 'contact.jobMayBeOld' and c.undone_at is null),
        r.created_at, case when r.created_at is null then r.recorded_at end)`)} end,
      'successor', ${successorOf('contact_id')}`,
    accountId: 'r.account_id',
    stakes: stakes(dealsOfContact),
    isInUse: `deals.n > 0 or r.last_interaction_at > ${recently}`,
    joins: `left join app.accounts account on account.workspace_id = r.workspace_id and account.id = r.account_id and account.deleted_at is null
      cross join lateral (select ${openDeals(dealsOfContact)} as n) deals`,
  },
  accounts: {
    table: 'app.accounts',
    facts: `'domain', r.domain, 'yearFounded', r.year_founded, 'openDeals', deals.n, 'successor', ${successorOf('account_id')}`,
    accountId: 'r.id',
    stakes: stakes(dealsOfAccount),
    isInUse: `deals.n > 0 or r.last_interaction_at > ${recently}`,
    joins: `cross join lateral (select ${openDeals(dealsOfAccount)} as n) deals`,
  },
  leads: {
    table: 'app.leads',
    facts: `'status', r.status, 'email', r.email, 'phone', r.phone, 'successor', ${successorOf('lead_id')}`,
    accountId: 'r.account_id',
    stakes: `case when r.value_minor is not null and r.status not in ('converted', 'disqualified') then json_build_array(json_build_object('amountMinor', r.value_minor, 'currency', r.value_currency)) else '[]' end`,
    isInUse: `r.status not in ('converted', 'disqualified')`,
    joins: '',
  },
};

/** Enough won deals that their median says what is usual. */
const enoughWon = 20;

/**
 * Facts of the records behind `after` in the order of their ids, or of those named. Unknown is left out. One page is one statement.
 *
 * @param page how many, and behind which id; or exactly which
 */
export async function readQualityFacts<K extends QualityKind>(
  tx: WorkspaceTransaction,
  kind: K,
  page: { readonly after: string | undefined; readonly limit: number } | { readonly ids: readonly string[] },
): Promise<QualityRow<K>[]> {
  const source = sources[kind];
  const chosen =
    'ids' in page
      ? `select * from ${source.table} where workspace_id = (select app.workspace()) and id = any ($1::uuid[]) and deleted_at is null`
      : `select * from ${source.table} where workspace_id = (select app.workspace()) and ($1::uuid is null or id > $1) and deleted_at is null
         order by id limit ${page.limit}`;
  const usual =
    kind === 'deals'
      ? `usual as materialized (select currency, percentile_cont(0.5) within group (order by amount_minor) as minor from app.deals
           where workspace_id = (select app.workspace()) and status = 'won' and deleted_at is null and amount_minor is not null
           group by currency having count(*) >= ${enoughWon}),`
      : '';
  return tx.raw<QualityRow<K>>(
    `with ${usual} r as materialized (${chosen})
     select json_strip_nulls(json_build_object('id', r.id, 'name', r.name, 'owner', ${ownerOf}, ${source.facts})) as facts,
       r.owner_id as "ownerId", ${source.accountId} as "accountId", ${source.stakes} as stakes, coalesce(${source.isInUse}, false) as "isInUse"
     from r ${ownerJoin} ${source.joins} order by r.id`,
    ['ids' in page ? page.ids : (page.after ?? null)],
  );
}

/**
 * How jobs ended here, for {@link fieldHazard}: changes of account and mail that bounced for good, against the months that contacts have
 * been on record.
 */
export async function readJobEndings(tx: WorkspaceTransaction): Promise<{ readonly events: number; readonly months: number }> {
  const [row] = await tx.raw<{ events: number; months: number }>(
    `select
       (select count(*)::int from (
          select record_id from app.changes where workspace_id = (select app.workspace()) and record_kind = 'contacts' and field = 'accountId' and from_value <> 'null'
          union select contact_id from app.contact_points where workspace_id = (select app.workspace()) and kind = 'email' and status = 'stale') ended) as events,
       (select coalesce(sum(extract(epoch from now() - coalesce(c.created_at, c.recorded_at))) / 2629746, 0)::float8 from app.contacts c
        where c.workspace_id = (select app.workspace()) and c.deleted_at is null and c.account_id is not null) as months`,
  );
  return row ?? { events: 0, months: 0 };
}

/** Of those of these records that are probably there more than once, the chance of it. What was said to be not the same is not in it. */
export async function readChancesTwice(tx: WorkspaceTransaction, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.raw<{ id: string; chance: number }>(
    `select id, max(probability) as chance from (
       select side.id, pair.probability from app.duplicate_pairs pair cross join lateral (values (pair.a_id), (pair.b_id)) side (id)
       where pair.workspace_id = (select app.workspace()) and (pair.a_id = any ($1::uuid[]) or pair.b_id = any ($1::uuid[])) and not exists (
         select from app.distinct_pairs d where d.workspace_id = pair.workspace_id and d.record_kind = pair.record_kind and d.a_id = pair.a_id and d.b_id = pair.b_id)) pair
     where id = any ($1::uuid[]) group by id`,
    [ids],
  );
  return new Map(rows.map(({ id, chance }) => [id, chance]));
}
