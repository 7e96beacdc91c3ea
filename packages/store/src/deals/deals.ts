import { atLeast, atMost, equals, type Filter, matches, named, type Room, recordRoom, sameText, when } from '../records/index.ts';
import type { Deal, DealFull } from './deal.ts';
import { deriveDeal } from './derive.ts';

/** Deals that point at a row of another table which bears this name; case and accents do not matter. */
const pointsAtNamed =
  (column: string, table: string, name: string): Filter =>
  (statement, value: unknown) =>
    `r.${column} = any (array(select o.id from ${table} o where o.workspace_id = (select app.workspace()) and app.fold(o.${name}) = app.fold(${statement.bind(value, 'text')})))`;

const room: Room = {
  kind: 'deals',
  one: 'deal',
  table: 'app.deals',
  fields: {
    name: { column: 'name', type: 'text' },
    accountId: { column: 'account_id', type: 'uuid' },
    ownerId: { column: 'owner_id', type: 'uuid' },
    stageId: { column: 'stage_id', type: 'uuid' },
    status: { column: 'status', type: 'text' },
    amountMinor: { column: 'amount_minor', type: 'bigint' },
    currency: { column: 'currency', type: 'char(3)' },
    openedAt: { column: 'opened_at', type: 'timestamptz' },
    expectedCloseOn: { column: 'expected_close_on', type: 'date' },
    closedAt: { column: 'closed_at', type: 'timestamptz' },
    lossReason: { column: 'loss_reason', type: 'text' },
    competitor: { column: 'competitor', type: 'text' },
    leadSource: { column: 'lead_source', type: 'text' },
    type: { column: 'type', type: 'text' },
    description: { column: 'description', type: 'text' },
  },
  item: {
    statedProbability: 'r.stated_probability',
    custom: 'r.custom',
    account: named('r.account_id', 'account'),
    owner: named('r.owner_id', 'owner'),
    pipeline: named('r.pipeline_id', 'pipeline'),
    stage: named('r.stage_id', 'stage'),
    product: named('r.product_id', 'product'),
    pushes: 'r.pushes',
    lastInteractionAt: 'r.last_interaction_at',
    nextStep: { id: 'next_step.id', what: 'next_step.what', promisedBy: 'next_step.promised_by', dueOn: 'next_step.due_on' },
    ageDays: 'greatest(0, coalesce(r.closed_at::date, (select app.counted_from())) - r.opened_at::date)',
  },
  joins: `
    left join app.accounts account on account.workspace_id = r.workspace_id and account.id = r.account_id
    left join app.users owner on owner.workspace_id = r.workspace_id and owner.id = r.owner_id
    left join app.products product on product.workspace_id = r.workspace_id and product.id = r.product_id
    join app.pipelines pipeline on pipeline.workspace_id = r.workspace_id and pipeline.id = r.pipeline_id
    join app.stages stage on stage.workspace_id = r.workspace_id and stage.id = r.stage_id
    left join lateral (
      select n.id, n.what, n.promised_by, n.due_on from app.next_steps n
      where n.workspace_id = r.workspace_id and n.deal_id = r.id and n.status = 'open' and n.deleted_at is null
      order by n.due_on, n.id limit 1) next_step on true`,
  more: {
    contacts: `(
      select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'title', c.title, 'role', g.role, 'isPrimary', g.is_primary,
        'email', c.email, 'lastInteractionAt', app.iso(c.last_interaction_at)) order by g.is_primary desc, c.name), '[]')
      from app.buying_group g join app.contacts c on c.workspace_id = g.workspace_id and c.id = g.contact_id and c.deleted_at is null
      where g.workspace_id = r.workspace_id and g.deal_id = r.id)`,
    lines: `(
      select coalesce(json_agg(json_build_object('product', app.named(p.id, p.name), 'quantity', l.quantity, 'unitPriceMinor', l.unit_price_minor,
        'amountMinor', l.amount_minor) order by l.position, l.id), '[]')
      from app.deal_lines l join app.products p on p.workspace_id = l.workspace_id and p.id = l.product_id
      where l.workspace_id = r.workspace_id and l.deal_id = r.id)`,
  },
  filters: {
    q: matches('deals'),
    status: (statement, value: unknown) => (value === 'closed' ? `r.status <> 'open'` : `r.status = ${statement.bind(value, 'text')}`),
    ownerId: equals('owner_id', 'uuid'),
    teamId: (statement, value: unknown) =>
      `r.owner_id = any (array(select u.id from app.users u where u.workspace_id = (select app.workspace()) and u.team_id = ${statement.bind(value, 'uuid')}))`,
    accountId: equals('account_id', 'uuid'),
    contactId: (statement, value: unknown) =>
      `r.id = any (array(select g.deal_id from app.buying_group g where g.workspace_id = (select app.workspace()) and g.contact_id = ${statement.bind(value, 'uuid')}))`,
    stageId: equals('stage_id', 'uuid'),
    pipelineId: equals('pipeline_id', 'uuid'),
    productId: equals('product_id', 'uuid'),
    pipeline: pointsAtNamed('pipeline_id', 'app.pipelines', 'name'),
    product: pointsAtNamed('product_id', 'app.products', 'name'),
    segment: pointsAtNamed('account_id', 'app.accounts', 'industry'),
    source: sameText('lead_source'),
    closeFrom: atLeast('expected_close_on', 'date'),
    closeTo: atMost('expected_close_on', 'date'),
    withoutNextStep: when(
      `r.status = 'open' and not exists (select from app.next_steps n where n.workspace_id = r.workspace_id and n.deal_id = r.id
        and n.status = 'open' and n.deleted_at is null)`,
    ),
    pastDate: when(`r.status = 'open' and r.expected_close_on is not null and r.expected_close_on < (select app.counted_from())`),
  },
  sorts: {
    expectedCloseOn: { expression: `coalesce(r.expected_close_on, 'infinity')`, type: 'date' },
    name: { expression: 'r.name', type: 'text' },
    amountMinor: { expression: 'coalesce(r.amount_minor, -1)', type: 'bigint' },
    openedAt: { expression: `coalesce(r.opened_at, 'infinity')`, type: 'timestamptz' },
    closedAt: { expression: `coalesce(r.closed_at, '-infinity')`, type: 'timestamptz' },
    lastInteractionAt: { expression: `coalesce(r.last_interaction_at, '-infinity')`, type: 'timestamptz' },
    recordedAt: { expression: 'r.recorded_at', type: 'timestamptz' },
  },
  order: { sort: 'expectedCloseOn', descending: false },
  derive: deriveDeal,
};

export const deals = recordRoom<Deal, DealFull>(room);
