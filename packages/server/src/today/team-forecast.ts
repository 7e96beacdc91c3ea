import type { AtRisk, Today } from '@windshield/contract';
import { composeTeamToday, type DealFacts, type ForecastRisk } from '@windshield/core';
import { type Actor, inWorkspace, today as mornings, type WorkspaceTransaction } from '@windshield/store';
import type { z } from 'zod';
import { faultOf } from '../app/request-log.ts';
import type { Judgement } from '../deals/index.ts';
import type { Services } from '../services.ts';
import { whoAsks } from './scope.ts';

export type TeamForecast = NonNullable<z.input<typeof Today>['team']>;

/** Of one person, in a talk about a part of the forecast; the sums hold them all. */
const mostDeals = 10;

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
  const { teamForecasts, freshForecasts } = services.memories;
  const known = teamForecasts.recall(place, stamp);
  const isFresh = freshForecasts.recall(place, stamp) === true;
  freshForecasts.keep(place, stamp, true);
  const renewed = (inside: WorkspaceTransaction) => renew(services, inside, place, stamp, judgement, day, timeZone);
  if (!known) return renewed(tx);
  if (!isFresh) renewBehind(services, actor, renewed);
  return known;
}

async function renew(
  services: Services,
  tx: WorkspaceTransaction,
  place: string,
  stamp: string,
  judgement: Judgement,
  day: string,
  timeZone: string,
): Promise<TeamForecast> {
  const { deals } = await mornings.todayData(tx, { userId: whoAsks(tx.actor), scope: 'team', day, timeZone });
  const forecast = forecastOf(deals, judgement);
  services.memories.teamForecasts.keep(place, stamp, forecast);
  return forecast;
}

function renewBehind(services: Services, actor: Actor, renewed: (tx: WorkspaceTransaction) => Promise<TeamForecast>): void {
  inWorkspace(services.pools.app, actor, renewed).catch((error) => {
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
