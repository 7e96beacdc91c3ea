import { dayNumberOf } from '../deals/index.ts';
import type { Morning } from './morning.ts';

/**
 * A few ties worth a coffee (people at accounts that bought here, quiet for longer than is usual between us) and a few records
 * whose mend helps an open deal. Most helpful first.
 */
export function care({ user, day }: Morning): string {
  return `select coalesce(json_agg(json), '[]') from (select json from (
    (${ties(user, day)}) union all (${peopleWithoutAddress(user)}) union all (${dealsWithoutAccount(user)})) care (json, weight) order by weight desc) care`;
}

const quietDays = 60;
const forgottenDays = 730;

function ties(user: string, day: string): string {
  return `
    select json_strip_nulls(json_build_object('kind', 'tie', 'contactId', c.id, 'contactName', c.name, 'accountId', c.account_id, 'accountName', c.account_name,
      'lastSpokenDay', ${dayNumberOf('c.last_interaction_at')}, 'usualGapDays', talks.usual_gap_days, 'lastAbout', talks.last_about, 'lastInteractionId', talks.last_id)),
      c.bought as weight
    from (
      select c.*, a.name as account_name, sum(d.amount_minor)::float8 as bought
      from app.contacts c
      join app.accounts a on a.workspace_id = c.workspace_id and a.id = c.account_id and a.deleted_at is null
      join app.deals d on d.workspace_id = c.workspace_id and d.account_id = c.account_id and d.status = 'won' and d.deleted_at is null
      where c.workspace_id = (select app.workspace()) and c.owner_id = ${user} and c.deleted_at is null
        and c.last_interaction_at < ${day} - ${quietDays} and c.last_interaction_at > ${day} - ${forgottenDays}
      group by c.workspace_id, c.id, a.name order by bought desc nulls last, c.id limit 3) c
    cross join lateral (
      select percentile_cont(0.5) within group (order by extract(epoch from at - before_at) / 86400)::int as usual_gap_days,
        (array_agg(subject order by at desc) filter (where subject is not null))[1] as last_about, (array_agg(id order by at desc))[1] as last_id
      from (select id, subject, at, lead(at) over (order by at desc) as before_at from (
        select i.id, i.subject, i.occurred_at as at from app.interactions i
        where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.state = 'done' order by i.occurred_at desc limit 30) newest) newest) talks`;
}

function peopleWithoutAddress(user: string): string {
  return `
    select json_build_object('kind', 'record', 'record', json_build_object('kind', 'contact', 'id', c.id), 'name', c.name, 'problemKey', 'noAddress',
      'problem', 'has neither a mail address nor a phone number', 'openDeals', count(*)), count(*)::float8
    from chosen o
    join app.buying_group g on g.workspace_id = o.workspace_id and g.deal_id = o.id
    join app.contacts c on c.workspace_id = g.workspace_id and c.id = g.contact_id and c.deleted_at is null and c.email is null and c.phone is null and c.erased_at is null
    where o.owner_id = ${user} group by c.id, c.name order by count(*) desc, c.id limit 2`;
}

function dealsWithoutAccount(user: string): string {
  return `
    select json_build_object('kind', 'record', 'record', json_build_object('kind', 'deal', 'id', o.id), 'name', o.name, 'problemKey', 'dealWithoutAccount',
      'problem', 'names no account, so nobody can see whom it is for', 'openDeals', 1), 0.5
    from chosen o where o.owner_id = ${user} and o.account_id is null order by o.amount_minor desc nulls last, o.id limit 2`;
}
