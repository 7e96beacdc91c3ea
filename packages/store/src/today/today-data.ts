import type { Busy, DealFacts, PastDecision, PromiseDue, RecordToClean, SinceYesterday, TieToRenew, Waiting } from '@windshield/core';
import { dealFactsSql, forecastFactsSql } from '../deals/index.ts';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { Statement } from '../records/index.ts';
import { care } from './care.ts';
import { meetings, pastDecisions, promises, sinceYesterday, waiting } from './morning.ts';
import { ownedWithin, type Scope } from './team.ts';

/** What a morning is composed of, as core takes it. */
export interface TodayData {
  readonly promises: PromiseDue[];
  readonly waiting: Waiting[];
  readonly deals: DealFacts[];
  readonly care: (TieToRenew | RecordToClean)[];
  readonly sinceYesterday: SinceYesterday;
  readonly decisions: PastDecision[];
  /** What today's calendar holds, in epoch milliseconds. */
  readonly meetings: Busy[];
  /** When the saved deal clock was fitted; null before the first time. */
  readonly clockComputedAt: string | null;
}

export interface TodayQuestion {
  readonly userId: string;
  readonly scope: Scope;
  /** The day from which promises, meetings and answers are seen (`AsOf.promises`). */
  readonly day: string;
  /** IANA name: the person's zone. */
  readonly timeZone: string;
}

/**
 * Open deals beyond this many are a list, not a morning. Those whose expected close lies furthest back come first: they are the ones
 * to decide about or to let go.
 */
const mostDeals = { own: 500, team: 50_000, workspace: 50_000 } as const;

/**
 * Everything that a morning needs, in one round trip. Of more than one's own deals it gives only what a forecast rests on: next steps and
 * days, not people, needs or what was said (a manager advises on none of them from a list).
 */
export async function todayData(tx: WorkspaceTransaction, { userId, scope, day, timeZone }: TodayQuestion): Promise<TodayData> {
  const statement = new Statement();
  const context = {
    user: statement.bind(userId, 'uuid'),
    day: statement.bind(day, 'date'),
    zone: statement.bind(timeZone, 'text'),
  };
  const chosen = `
    select d.* from app.deals d
    where d.workspace_id = (select app.workspace()) and d.status = 'open' and d.deleted_at is null and ${ownedWithin(statement, scope, userId)}
    order by coalesce(d.expected_close_on, 'infinity'), d.id limit ${mostDeals[scope]}`;
  const text = `
    with moment as materialized (select (${context.day})::timestamp at time zone ${context.zone} as dawn, (${context.day} + 1)::timestamp at time zone ${context.zone} as dusk),
    ${(scope === 'own' ? dealFactsSql : forecastFactsSql)(chosen, '(select dusk from moment)')}
    select json_build_object(
      'deals', (select coalesce(json_agg(json), '[]') from facts),
      'promises', (${promises(context)}),
      'waiting', (${waiting(context)}),
      'care', (${care(context)}),
      'sinceYesterday', (${sinceYesterday(context)}),
      'decisions', (${pastDecisions(context)}),
      'meetings', (${meetings(context)}),
      'clockComputedAt', (select app.iso(computed_at) from app.deal_clocks where workspace_id = (select app.workspace()))) as data`;
  const [row] = await statement.run<{ data: TodayData }>(tx, text);
  return row?.data as TodayData;
}
