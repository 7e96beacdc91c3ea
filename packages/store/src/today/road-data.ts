import type { DayNumber, DealToJudge } from '@windshield/core';
import { dayNumberOf, dealTraitJoins, dealTraits } from '../deals/index.ts';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { type Money, Statement } from '../records/index.ts';
import { ownedWithin, type Scope } from './team.ts';

/** What the road ahead of a period is simulated from. Amounts are in the currency they were entered in. */
export interface RoadData {
  readonly deals: DealToJudge[];
  readonly won: { readonly day: DayNumber; readonly amountMinor: number; readonly currency: string }[];
  /** Targets of the period: one's own, the team's, or the workspace's. */
  readonly targets: Money[];
}

export interface RoadQuestion {
  readonly userId: string;
  readonly scope: Scope;
  /** As targets name it: `2026-Q4`, `2026-11`, `2026`. */
  readonly period: string;
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
}

/** In one round trip: open deals, what was won in the period, its targets. */
export async function roadData(tx: WorkspaceTransaction, { userId, scope, period, from, to }: RoadQuestion): Promise<RoadData> {
  const statement = new Statement();
  const within = ownedWithin(statement, scope, userId);
  const user = statement.bind(userId, 'uuid');
  const zone = `(select time_zone from app.workspaces where workspace_id = (select app.workspace()))`;
  const begin = `(${statement.bind(from, 'date')})::timestamp at time zone ${zone}`;
  const end = `(${statement.bind(to, 'date')} + 1)::timestamp at time zone ${zone}`;
  const whose = {
    own: `t.user_id = ${user}`,
    team: `t.team_id = any (array(select id from app.teams where workspace_id = (select app.workspace()) and manager_user_id = ${user} and deleted_at is null))`,
    workspace: `t.user_id is null and t.team_id is null and ${user} is not null`,
  }[scope];
  const [row] = await statement.run<{ json: string }>(
    tx,
    `select json_build_object(
      'deals', (select coalesce(json_agg(json_strip_nulls(row_to_json(item))), '[]') from (
        select d.id, ${dealTraits}, ${dayNumberOf('d.opened_at')} as "openedDay", d.amount_minor as "amountMinor", d.currency
        from app.deals d ${dealTraitJoins}
        where d.workspace_id = (select app.workspace()) and d.status = 'open' and d.deleted_at is null and ${within} order by d.id) item),
      'won', (select coalesce(json_agg(json_build_object('day', ${dayNumberOf(`d.closed_at at time zone ${zone}`)}, 'amountMinor', d.amount_minor, 'currency', d.currency) order by d.closed_at, d.id), '[]')
        from app.deals d where d.workspace_id = (select app.workspace()) and d.status = 'won' and d.deleted_at is null and d.amount_minor is not null
          and d.closed_at >= ${begin} and d.closed_at < ${end} and ${within}),
      'targets', (select coalesce(json_agg(json_build_object('amountMinor', t.amount_minor, 'currency', t.currency) order by t.id), '[]')
        from app.targets t where t.workspace_id = (select app.workspace()) and t.period = ${statement.bind(period, 'text')} and t.deleted_at is null and ${whose}))::text as json`,
  );
  return JSON.parse(row?.json as string) as RoadData;
}
