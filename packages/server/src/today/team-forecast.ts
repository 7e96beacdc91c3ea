import type { AtRisk, Today } from '@windshield/contract';
import { composeTeamToday, type DealFacts, type ForecastRisk } from '@windshield/core';
import { type Actor, inWorkspace, today as mornings, type WorkspaceTransaction } from '@windshield/store';
import type { z } from 'zod';
import { faultOf } from '../app/request-log.ts';
import type { Judgement } from '../deals/index.ts';
import type { Services } from '../services.ts';
import { whoAsks } from './scope.ts';

export type TeamForecast = NonNullable<z.input<typeof Today>['team']>;

interface Kept {
  readonly stamp: string;
  readonly at: number;
  readonly forecast: TeamForecast;
  isRenewed: boolean;
}

/** Of one person, in a talk about a part of the forecast; the sums hold them all. */
const mostDeals = 10;
const freshMs = 30_000;
const most = 500;
const kept = new Map<string, Kept>();

/**
 * What the team's forecast rests on. Thousands of deals with all that was said around them take a second or more to read, so it is told
 * as it was up to half a minute ago; older than that it is read anew behind the answer. A deal that changes has the clock fitted anew, and
 * then it is read before the answer.
 */
export async function teamForecast(
  services: Services,
  tx: WorkspaceTransaction,
  judgement: Judgement,
  day: string,
  timeZone: string,
): Promise<TeamForecast> {
  const { actor } = tx;
  const place = `${actor.workspaceId} ${whoAsks(actor)}`;
  const stamp = [judgement.computedAt, judgement.asOf, day, judgement.workspace.currency].join(' ');
  const known = kept.get(place);
  if (known?.stamp !== stamp) return renew(tx, place, stamp, judgement, day, timeZone);
  if (performance.now() - known.at > freshMs && !known.isRenewed) {
    known.isRenewed = true;
    renewBehind(services, actor, place, stamp, judgement, day, timeZone);
  }
  return known.forecast;
}

async function renew(
  tx: WorkspaceTransaction,
  place: string,
  stamp: string,
  judgement: Judgement,
  day: string,
  timeZone: string,
): Promise<TeamForecast> {
  const { deals } = await mornings.todayData(tx, { userId: whoAsks(tx.actor), scope: 'team', day, timeZone });
  const forecast = forecastOf(deals, judgement);
  if (kept.size >= most) kept.clear();
  kept.set(place, { stamp, at: performance.now(), forecast, isRenewed: false });
  return forecast;
}

function renewBehind(
  services: Services,
  actor: Actor,
  ...rest: [place: string, stamp: string, judgement: Judgement, day: string, timeZone: string]
): void {
  inWorkspace(services.pools.app, actor, (tx) => renew(tx, ...rest)).catch((error) => {
    if (!services.ending.signal.aborted) services.log.warn({ fault: faultOf(error) }, 'the team forecast was not read anew');
  });
}

function forecastOf(deals: readonly DealFacts[], { clock, asOf, rates, workspace }: Judgement): TeamForecast {
  const { currency } = workspace;
  const team = composeTeamToday({ deals, clock, asOf, currency, rates });
  const atRisk = team.risks.filter((risk) => risk.deals > 0).map((risk) => presentRisk(risk, currency));
  return { atRisk, open: [{ amountMinor: team.amountMinor, currency }], deals: team.openDeals };
}

function presentRisk({ key, text, amountMinor, share, deals, owners }: ForecastRisk, currency: string): z.input<typeof AtRisk> {
  const money = (minor: number) => ({ amountMinor: minor, currency });
  return {
    key,
    sentence: `This part of the forecast ${text}.`,
    money: [money(amountMinor)],
    deals,
    share,
    talkTo: owners.map((owner) => ({
      user: owner.userId === undefined ? null : { id: owner.userId, name: owner.name },
      money: [money(owner.amountMinor)],
      deals: owner.deals.slice(0, mostDeals).map(({ id, name, why, amountMinor: minor }) => ({ id, name, why, money: money(minor) })),
    })),
  };
}
