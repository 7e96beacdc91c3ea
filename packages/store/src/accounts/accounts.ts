import {
  equals,
  InvalidValue,
  matches,
  mergedInto,
  moneyPair,
  nameColumns,
  named,
  type Room,
  recordRoom,
  sameText,
  when,
} from '../records/index.ts';
import type { Account, AccountFull } from './account.ts';

const openDeal = `d.workspace_id = r.workspace_id and d.account_id = r.id and d.status = 'open' and d.deleted_at is null`;

const room: Room = {
  kind: 'accounts',
  one: 'account',
  table: 'app.accounts',
  fields: {
    name: { column: 'name', type: 'text' },
    parentId: { column: 'parent_id', type: 'uuid' },
    ownerId: { column: 'owner_id', type: 'uuid' },
    type: { column: 'type', type: 'text' },
    website: { column: 'website', type: 'text' },
    domain: { column: 'domain', type: 'text' },
    industry: { column: 'industry', type: 'text' },
    employees: { column: 'employees', type: 'integer' },
    revenueMinor: { column: 'revenue_minor', type: 'bigint' },
    revenueCurrency: { column: 'revenue_currency', type: 'char(3)' },
    yearFounded: { column: 'year_founded', type: 'integer' },
    phone: { column: 'phone', type: 'text' },
    address: { column: 'address', type: 'text' },
    city: { column: 'city', type: 'text' },
    country: { column: 'country', type: 'text' },
    description: { column: 'description', type: 'text' },
  },
  item: {
    custom: 'r.custom',
    parent: named('r.parent_id', 'parent'),
    owner: named('r.owner_id', 'owner'),
    openDeals: 'open.deals',
    openAmount: 'open.amount',
    contacts: `(select count(*)::int from app.contacts c where c.workspace_id = r.workspace_id and c.account_id = r.id and c.deleted_at is null)`,
    lastInteractionAt: 'r.last_interaction_at',
  },
  joins: `
    left join app.accounts parent on parent.workspace_id = r.workspace_id and parent.id = r.parent_id
    left join app.users owner on owner.workspace_id = r.workspace_id and owner.id = r.owner_id
    cross join lateral (
      select coalesce(sum(deals), 0)::int as deals,
        coalesce(json_agg(json_build_object('amountMinor', amount, 'currency', currency) order by amount desc) filter (where currency is not null), '[]') as amount
      from (select count(*) as deals, sum(d.amount_minor)::bigint as amount, d.currency from app.deals d where ${openDeal} group by d.currency) per_currency) open`,
  more: {
    mergedInto: mergedInto('accounts'),
    children: `(
      select coalesce(json_agg(app.named(c.id, c.name) order by c.name), '[]') from app.accounts c
      where c.workspace_id = r.workspace_id and c.parent_id = r.id and c.deleted_at is null)`,
    people: `(
      select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'title', c.title, 'email', c.email,
        'lastInteractionAt', app.iso(c.last_interaction_at)) order by c.last_interaction_at desc nulls last, c.name), '[]')
      from (select * from app.contacts c where c.workspace_id = r.workspace_id and c.account_id = r.id and c.deleted_at is null
            order by c.last_interaction_at desc nulls last, c.name limit 200) c)`,
    deals: `(
      select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name, 'status', d.status, 'stage', s.name, 'amountMinor', d.amount_minor,
        'currency', d.currency, 'expectedCloseOn', d.expected_close_on, 'closedAt', app.iso(d.closed_at))
        order by d.status <> 'open', coalesce(d.expected_close_on::timestamptz, d.closed_at) desc nulls last, d.name), '[]')
      from (select * from app.deals d where d.workspace_id = r.workspace_id and d.account_id = r.id and d.deleted_at is null
            order by d.status <> 'open', d.closed_at desc nulls first limit 200) d
      join app.stages s on s.workspace_id = d.workspace_id and s.id = d.stage_id)`,
  },
  filters: {
    q: matches('accounts'),
    ownerId: equals('owner_id', 'uuid'),
    parentId: equals('parent_id', 'uuid'),
    industry: sameText('industry'),
    country: sameText('country'),
    hasOpenDeals: when(`exists (select from app.deals d where ${openDeal})`),
  },
  sorts: {
    name: { expression: 'r.name', type: 'text' },
    employees: { expression: 'coalesce(r.employees, -1)', type: 'integer' },
    lastInteractionAt: { expression: `coalesce(r.last_interaction_at, '-infinity')`, type: 'timestamptz' },
    recordedAt: { expression: 'r.recorded_at', type: 'timestamptz' },
    // minor units of several currencies are added as they are: an order to look through, not a sum to read
    openAmount: {
      expression: 'coalesce(open_sum.amount, -1)',
      type: 'bigint',
      join: `left join (select d.account_id, sum(d.amount_minor)::bigint as amount from app.deals d
        where d.workspace_id = (select app.workspace()) and d.status = 'open' and d.deleted_at is null and d.account_id is not null
        group by d.account_id) open_sum on open_sum.account_id = r.id`,
    },
  },
  order: { sort: 'name', descending: false },
  derive: async (tx, written, current) => ({
    fields: await moneyPair(tx, ['revenueMinor', 'revenueCurrency'], written, current),
    ...nameColumns(written),
  }),
  after: async (tx, id, written) => {
    if (typeof written['parentId'] === 'string') await refuseCircle(tx, id);
    return [];
  },
};

/** A parent cannot be its own descendant. */
async function refuseCircle(tx: Parameters<NonNullable<Room['after']>>[0], id: string): Promise<void> {
  const [row] = await tx.raw<{ isCircle: boolean }>(
    `with recursive above (id, depth) as (
       select parent_id, 1 from app.accounts where workspace_id = (select app.workspace()) and id = $1
       union all
       select a.parent_id, depth + 1 from above join app.accounts a on a.workspace_id = (select app.workspace()) and a.id = above.id where depth < 50)
     select exists (select from above where id = $1) as "isCircle"`,
    [id],
  );
  if (row?.isCircle)
    throw new InvalidValue({ field: 'parentId', message: 'would make the account its own parent; choose one that is not below it' });
}

export const accounts = recordRoom<Account, AccountFull>(room);
