import type { DealFacts } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { Statement } from '../records/index.ts';

/** What tells kinds of deals apart, as columns of a deal `d` with `dealTraitJoins`. */
export const dealTraits = `pipeline.name as pipeline, product.name as product, account.industry as segment, d.lead_source as source`;
export const dealTraitJoins = `
  join app.pipelines pipeline on pipeline.workspace_id = d.workspace_id and pipeline.id = d.pipeline_id
  left join app.products product on product.workspace_id = d.workspace_id and product.id = d.product_id
  left join app.accounts account on account.workspace_id = d.workspace_id and account.id = d.account_id`;

/** Days since 1970-01-01. */
export const dayNumberOf = (expression: string) => `(${expression})::date - date '1970-01-01'`;

/** How many of the newest interactions are read for a deal, and for each person on it. */
const newestOfDeal = 12;
const newestOfPerson = 3;

/**
 * Facts of the deals in `d`, as core reads them; unknown is null. `seen_owners` holds whose mail or calendar can be seen: for the
 * others silence is unknown. `until` is the instant as of which it is told.
 */
const factColumns = `
  d.id, d.name, d.account_id as "accountId", account.name as "accountName", d.owner_id as "ownerId", owner.name as "ownerName",
  stage.name as stage, ${dealTraits},
  ${dayNumberOf('d.opened_at')} as "openedDay", ${dayNumberOf('d.expected_close_on')} as "expectedCloseDay",
  d.amount_minor as "amountMinor", d.currency,
  (select coalesce(json_agg(json_build_object('contactId', c.id, 'name', c.name, 'role', g.role, 'isPrimary', g.is_primary) order by g.is_primary desc, c.name), '[]')
    from app.buying_group g join app.contacts c on c.workspace_id = g.workspace_id and c.id = g.contact_id and c.deleted_at is null
    where g.workspace_id = d.workspace_id and g.deal_id = d.id) as people,
  (select count(*)::int from app.needs n where n.workspace_id = d.workspace_id and n.deal_id = d.id and n.deleted_at is null) as needs,
  (select coalesce(json_agg(json_build_object('id', n.id, 'what', n.what, 'whose', case n.promised_by when 'us' then 'ours' else 'theirs' end,
      'dueDay', ${dayNumberOf('n.due_on')}, 'who', coalesce((select c.name from app.contacts c where c.workspace_id = n.workspace_id and c.id = n.contact_id),
      (select u.name from app.users u where u.workspace_id = n.workspace_id and u.id = n.user_id))) order by n.due_on, n.id), '[]')
    from app.next_steps n where n.workspace_id = d.workspace_id and n.deal_id = d.id and n.status = 'open' and n.deleted_at is null) as "nextSteps",
  case when d.pushes > 0 or history.has_any or d.import_id is null then d.pushes end as pushes,
  history.push_reason as "lastPushReason", history.push_id as "lastPushChangeId", ${dayNumberOf('history.changed_at')} as "lastChangedDay",
  case when seen.owner_id is not null or of_deal.n + of_people.n > 0 then json_build_object(
    'lastInboundDay', ${dayNumberOf('greatest(of_deal.last_in, of_people.last_in)')},
    'lastOutboundDay', ${dayNumberOf('greatest(of_deal.last_out, of_people.last_out)')},
    'nextMeetingDay', ${dayNumberOf('least(of_deal.next_meeting, of_people.next_meeting)')},
    'unanswered', case when of_people.last_in > of_deal.last_out then 0 else of_deal.unanswered end,
    'usualAnswerDays', of_deal.usual_answer_days, 'lastInteractionId', coalesce(of_deal.last_id, of_people.last_id)) end as exchange`;

const factJoins = (until: string) => `
  ${dealTraitJoins}
  join app.stages stage on stage.workspace_id = d.workspace_id and stage.id = d.stage_id
  left join app.users owner on owner.workspace_id = d.workspace_id and owner.id = d.owner_id
  left join seen_owners seen on seen.owner_id = d.owner_id
  cross join lateral (
    select count(*) > 0 as has_any,
      max(c.occurred_at) filter (where c.user_id is not null) as changed_at,
      (array_agg(c.id order by c.occurred_at desc, c.id desc) filter (where c.field = 'expectedCloseOn' and c.to_value > c.from_value))[1] as push_id,
      (array_agg(c.reason order by c.occurred_at desc, c.id desc) filter (where c.field = 'expectedCloseOn' and c.to_value > c.from_value))[1] as push_reason
    from app.changes c where c.workspace_id = d.workspace_id and c.record_kind = 'deals' and c.record_id = d.id and c.occurred_at <= ${until} and c.field <> 'recordedAt') history
  cross join lateral (
    select count(*) filter (where not is_ahead)::int as n,
      max(at) filter (where not is_ahead and direction <> 'out') as last_in,
      max(at) filter (where not is_ahead and direction <> 'in') as last_out,
      min(at) filter (where is_ahead and type in ('meeting', 'call', 'visit')) as next_meeting,
      count(*) filter (where not is_ahead and direction = 'out' and heard_since = 0)::int as unanswered,
      round((percentile_cont(0.5) within group (order by extract(epoch from at - before_at) / 86400)
        filter (where not is_ahead and direction = 'in' and before_direction = 'out'))::numeric, 1) as usual_answer_days,
      (array_agg(id order by at desc) filter (where not is_ahead))[1] as last_id
    from (
      select *, lead(direction) over newest as before_direction, lead(at) over newest as before_at,
        count(*) filter (where not is_ahead and direction <> 'out') over newest as heard_since
      from (
        select i.id, i.occurred_at as at, i.direction, i.type, i.occurred_at > ${until} as is_ahead from app.interactions i
        where i.workspace_id = d.workspace_id and i.deal_id = d.id and i.state <> 'cancelled' and i.type <> 'task' and (i.state = 'done' or i.occurred_at > ${until})
        order by i.occurred_at desc limit ${newestOfDeal}) known
      window newest as (order by at desc)) known) of_deal
  cross join lateral (
    select count(*)::int as n, max(last_in) as last_in, max(last_out) as last_out, min(next_meeting) as next_meeting,
      (array_agg(last_id order by greatest(last_in, last_out) desc nulls last))[1] as last_id
    from app.buying_group g cross join lateral (
      select max(at) filter (where not is_ahead and direction <> 'out') as last_in, max(at) filter (where not is_ahead and direction <> 'in') as last_out,
        min(at) filter (where is_ahead and type in ('meeting', 'call', 'visit')) as next_meeting, (array_agg(id order by at desc) filter (where not is_ahead))[1] as last_id
      from (
        select i.id, i.occurred_at as at, i.direction, i.type, i.occurred_at > ${until} as is_ahead from app.interactions i
        where i.workspace_id = d.workspace_id and i.contact_id = g.contact_id and i.occurred_at >= d.opened_at
          and i.state <> 'cancelled' and i.type <> 'task' and (i.state = 'done' or i.occurred_at > ${until})
        order by i.occurred_at desc limit ${newestOfPerson}) newest) of_person
    where g.workspace_id = d.workspace_id and g.deal_id = d.id and last_id is not null) of_people`;

/** Whose mail or calendar is seen at all, judged by their newest interactions. */
const seenOwners = (owners: string) => `
  select owner_id from (${owners}) o (owner_id) where exists (
    select from (select i.type from app.interactions i where i.workspace_id = (select app.workspace()) and i.user_id = o.owner_id
                 order by i.occurred_at desc limit 300) newest where newest.type in ('mail', 'meeting', 'chat'))`;

/**
 * A WITH list that ends in `facts (json)`, one row per deal.
 *
 * @param chosen a query of deals' rows; @param until an instant, as SQL
 */
export function dealFactsSql(chosen: string, until: string): string {
  return `chosen as materialized (${chosen}),
    seen_owners as materialized (${seenOwners('select distinct owner_id from chosen where owner_id is not null')}),
    facts as (select json_strip_nulls((select row_to_json(item) from (select ${factColumns}) item)) as json from chosen d ${factJoins(until)})`;
}

/**
 * The same for what a forecast rests on: traits, days, amount, next steps and the next meeting. `people`, `needs` and the rest of the
 * exchange are left out, so that thousands of deals are read set-wise; nobody is to be advised from these.
 */
export function forecastFactsSql(chosen: string, until: string): string {
  return `chosen as materialized (${chosen}),
    steps as (
      select n.deal_id, json_agg(json_build_object('id', n.id, 'what', n.what, 'whose', case n.promised_by when 'us' then 'ours' else 'theirs' end,
        'dueDay', ${dayNumberOf('n.due_on')})) as json
      from app.next_steps n where n.workspace_id = (select app.workspace()) and n.status = 'open' and n.deleted_at is null and n.deal_id in (select id from chosen) group by 1),
    meetings_ahead as (
      select i.deal_id, min(i.occurred_at) as at from app.interactions i
      where i.workspace_id = (select app.workspace()) and i.state = 'planned' and i.occurred_at > ${until} and i.deal_id is not null group by 1),
    facts as (select json_strip_nulls(json_build_object('id', d.id, 'name', d.name, 'ownerId', d.owner_id, 'ownerName', owner.name,
        'pipeline', pipeline.name, 'product', product.name, 'segment', account.industry, 'source', d.lead_source,
        'openedDay', ${dayNumberOf('d.opened_at')}, 'expectedCloseDay', ${dayNumberOf('d.expected_close_on')}, 'amountMinor', d.amount_minor, 'currency', d.currency,
        'people', '[]'::json, 'needs', 0, 'nextSteps', coalesce(steps.json, '[]'),
        'exchange', case when ahead.at is not null then json_build_object('nextMeetingDay', ${dayNumberOf('ahead.at')}, 'unanswered', 0) end)) as json
      from chosen d ${dealTraitJoins}
      left join app.users owner on owner.workspace_id = d.workspace_id and owner.id = d.owner_id
      left join steps on steps.deal_id = d.id
      left join meetings_ahead ahead on ahead.deal_id = d.id)`;
}

/** Facts of some deals, in no order, as of the end of a day (`YYYY-MM-DD`, in the workspace's time zone). */
export async function readDealFacts(tx: WorkspaceTransaction, ids: readonly string[], asOf: string): Promise<DealFacts[]> {
  const statement = new Statement();
  const until = `(select (${statement.bind(asOf, 'date')} + 1)::timestamp at time zone w.time_zone from app.workspaces w where w.workspace_id = (select app.workspace()))`;
  const chosen = `select d.* from app.deals d where d.workspace_id = (select app.workspace()) and d.id = any (${statement.bind(ids, 'uuid[]')})`;
  const text = `with ${dealFactsSql(chosen, until)} select coalesce(json_agg(json), '[]') as facts from facts`;
  const [row] = await statement.run<{ facts: DealFacts[] }>(tx, text);
  return row?.facts ?? [];
}
