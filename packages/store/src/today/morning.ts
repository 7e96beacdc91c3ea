import { dayNumberOf } from '../deals/index.ts';

/** Placeholders of what a morning is about. `moment` (dawn, dusk) is a WITH query of the statement. */
export interface Morning {
  readonly user: string;
  readonly day: string;
  readonly zone: string;
}

const list = (rows: string, order: string) =>
  `select coalesce(json_agg(json_strip_nulls(row_to_json(item)) order by ${order}), '[]') from (${rows}) item`;
const here = (alias: string) => `${alias}.workspace_id = (select app.workspace())`;

/** Promises of ours that are due, and theirs to us or on our deals whose day has come; the longest waiting first. */
export function promises({ user, day }: Morning): string {
  const columns = `n.id, n.what, case n.promised_by when 'us' then 'ours' else 'theirs' end as whose, ${dayNumberOf('n.due_on')} as "dueDay",
    n.contact_id as "contactId", c.name as "contactName", n.deal_id as "dealId", d.name as "dealName",
    coalesce(n.account_id, d.account_id) as "accountId", a.name as "accountName"`;
  const joins = `
    left join app.contacts c on c.workspace_id = n.workspace_id and c.id = n.contact_id
    left join app.deals d on d.workspace_id = n.workspace_id and d.id = n.deal_id
    left join app.accounts a on a.workspace_id = n.workspace_id and a.id = coalesce(n.account_id, d.account_id)`;
  const due = `${here('n')} and n.status = 'open' and n.deleted_at is null and n.due_on <= ${day}`;
  return list(
    `select ${columns} from app.next_steps n ${joins} where ${due} and n.user_id = ${user}
     union
     select ${columns} from chosen o join app.next_steps n on n.workspace_id = o.workspace_id and n.deal_id = o.id ${joins}
     where ${due} and n.promised_by = 'them' and o.owner_id = ${user}
     order by "dueDay", id limit 60`,
    '"dueDay", id',
  );
}

/** Beyond so many, a person needs another kind of help than a morning's list. */
const mostWaiting = 15;

/** People who wrote last and whom nobody here has answered since; the newest of them. */
export function waiting({ user }: Morning): string {
  return list(
    `select i.id as "interactionId", i.contact_id as "contactId", c.name as "contactName", i.account_id as "accountId",
       a.name as "accountName", i.deal_id as "dealId", i.subject, (extract(epoch from i.occurred_at) * 1000)::bigint as since,
       (select percentile_cont(0.5) within group (order by extract(epoch from at - before_at) / 60)::int from (
          select direction, at, lead(direction) over (order by at desc) as before_direction, lead(at) over (order by at desc) as before_at from (
            select m.direction, m.occurred_at as at from app.interactions m
            where m.workspace_id = i.workspace_id and m.contact_id = i.contact_id and m.state = 'done' and m.type in ('mail', 'chat')
            order by m.occurred_at desc limit 30) newest) pairs
        where direction = 'out' and before_direction = 'in') as "usualAnswerMinutes"
     from (
       select * from (
         select distinct on (i.contact_id) i.* from app.interactions i
         where ${here('i')} and i.user_id = ${user} and i.direction = 'in' and i.state = 'done' and i.type in ('mail', 'chat') and i.contact_id is not null
           and i.occurred_at > (select dawn - interval '30 days' from moment) and i.occurred_at < (select dusk from moment)
           and not exists (select from app.interactions r where r.workspace_id = i.workspace_id and r.contact_id = i.contact_id and r.occurred_at > i.occurred_at
             and r.direction <> 'in' and r.state = 'done')
         order by i.contact_id, i.occurred_at desc) unanswered
       order by occurred_at desc limit ${mostWaiting}) i
     join app.contacts c on c.workspace_id = i.workspace_id and c.id = i.contact_id and c.deleted_at is null
     left join app.accounts a on a.workspace_id = i.workspace_id and a.id = i.account_id`,
    'since',
  );
}

/** Counts of events around one's own deals since the day before; never of one's own activity. */
export function sinceYesterday({ user }: Morning): string {
  const since = `(select dawn - interval '1 day' from moment)`;
  const dusk = `(select dusk from moment)`;
  const during = (time: string) => `${time} >= ${since} and ${time} < ${dusk}`;
  const own = (condition: string) => `${here('d')} and d.owner_id = ${user} and d.deleted_at is null and ${condition}`;
  return `select json_build_object(
    'answers', (select count(*)::int from app.interactions i where ${here('i')} and i.user_id = ${user} and i.direction = 'in' and i.state = 'done' and i.type in ('mail', 'chat', 'call') and ${during('i.occurred_at')}),
    'datesMoved', (select count(distinct c.record_id)::int from chosen o join app.changes c on c.workspace_id = o.workspace_id and c.record_kind = 'deals' and c.record_id = o.id
      where o.owner_id = ${user} and c.field = 'expectedCloseOn' and ${during('c.occurred_at')}),
    'dealsWon', (select count(*)::int from app.deals d where ${own(`d.status = 'won' and ${during('d.closed_at')}`)}),
    'dealsLost', (select count(*)::int from app.deals d where ${own(`d.status = 'lost' and ${during('d.closed_at')}`)}),
    'newDeals', (select count(*)::int from chosen d where d.owner_id = ${user} and ${during('d.opened_at')}),
    'newLeads', (select count(*)::int from app.leads d where ${own(during('coalesce(d.created_at, d.recorded_at)'))}),
    'promisesKept', (select count(*)::int from chosen o join app.next_steps n on n.workspace_id = o.workspace_id and n.deal_id = o.id
      where o.owner_id = ${user} and n.status = 'kept' and n.deleted_at is null and ${during('n.settled_at')}))`;
}

/** What this person made of advice in the last half year, less what they took back. */
export function pastDecisions({ user, zone }: Morning): string {
  return list(
    `select d.item_key as "itemKey", d.item_kind as "itemKind", d.choice, d.reason_key as "reasonKey",
       ${dayNumberOf(`d.occurred_at at time zone ${zone}`)} as at, ${dayNumberOf('d.until_on')} as until, d.facts as fingerprint
     from app.decisions d
     where ${here('d')} and d.user_id = ${user} and d.occurred_at > now() - interval '180 days' and d.choice <> 'undone'
       and not exists (select from app.decisions u where u.workspace_id = d.workspace_id and u.user_id = d.user_id and u.undoes = d.id)
     order by d.occurred_at desc limit 500`,
    'at',
  );
}

/** What blocks today's hours. */
export function meetings({ user }: Morning): string {
  return list(
    `select (extract(epoch from i.occurred_at) * 1000)::bigint as "from",
       (extract(epoch from i.occurred_at + coalesce(i.duration_minutes, 30) * interval '1 minute') * 1000)::bigint as "to"
     from app.interactions i
     where ${here('i')} and i.user_id = ${user} and i.type in ('meeting', 'call', 'visit') and i.state <> 'cancelled'
       and i.occurred_at >= (select dawn from moment) and i.occurred_at < (select dusk from moment)`,
    '"from"',
  );
}
