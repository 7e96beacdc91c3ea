import type { getRoad, Road } from '@windshield/contract';
import { convertMoney, isoDay, type Period, type PeriodKind, periodOf, simulateRoad } from '@windshield/core';
import { today, type WorkspaceTransaction } from '@windshield/store';
import type { z } from 'zod';
import type { Caller } from '../app/context.ts';
import type { Judgement } from '../deals/index.ts';
import type { Services } from '../services.ts';
import { looksAtTeam, whoAsks } from './scope.ts';

type Query = z.output<(typeof getRoad)['request']['query']>;
export type PresentedRoad = z.input<typeof Road>;

const seed = 20_261_121;

/** After something was written that the clock does not know of, such as a target. */
export function forgetRoads({ memories }: Services, workspaceId: string): void {
  memories.roads.forget(workspaceId);
}

/** The road ahead of a period. It is read anew when it is half a minute old or a deal changed, and simulated anew when what it is made of changed. */
export async function readRoad(
  services: Services,
  tx: WorkspaceTransaction,
  { actor }: Caller,
  { scope: wanted, period: kind }: Query,
): Promise<PresentedRoad> {
  const judgement = await services.clocks.judgement(tx, services.now());
  // From tomorrow on: on the last day of a quarter the road ahead is the next one.
  const period = periodOf(kind, judgement.asOf + 1);
  const span = { period: nameOf(period), from: isoDay(period.from), to: isoDay(period.to) };
  const read = (scope: 'own' | 'team' | 'workspace') => today.roadData(tx, { userId: whoAsks(actor), scope, ...span });
  const stamp = [judgement.computedAt, judgement.asOf, judgement.workspace.currency].join(' ');
  const place = [actor.workspaceId, whoAsks(actor), wanted, span.period].join(' ');
  const { roads, simulatedRoads } = services.memories;
  const known = roads.recall(place, stamp);
  if (known) return known;
  let scope = wanted ?? (actor.userId === undefined ? 'workspace' : 'own');
  let data = await read(scope);
  if (wanted === undefined && scope === 'own' && looksAtTeam(actor, data.deals.length)) {
    scope = 'team';
    data = await read(scope);
  }
  const facts = JSON.stringify([stamp, data]);
  const road = simulatedRoads.recall(place, facts) ?? simulate(data, judgement, period, span.period);
  simulatedRoads.keep(place, facts, road);
  roads.keep(place, stamp, road);
  return road;
}

function simulate(
  data: Awaited<ReturnType<typeof today.roadData>>,
  { clock, asOf, rates, workspace }: Judgement,
  period: Period,
  name: string,
): PresentedRoad {
  const { currency } = workspace;
  const leftOut: string[] = [];
  const won = data.won.flatMap(({ day, amountMinor, currency: own }) => {
    const home = convertMoney(amountMinor, own ?? currency, currency, day, rates);
    return home === undefined ? [] : [{ day, amountMinor: home }];
  });
  if (won.length < data.won.length)
    leftOut.push(`${data.won.length - won.length} won: no rate from their currency to ${currency} is known`);
  const targets = data.targets.flatMap((target) => convertMoney(target.amountMinor, target.currency, currency, asOf, rates) ?? []);
  const targetMinor = targets.length > 0 ? targets.reduce((sum, minor) => sum + minor, 0) : undefined;
  const road = simulateRoad({
    deals: data.deals,
    clock,
    asOf,
    period,
    won,
    currency,
    rates,
    seed,
    ...(targetMinor !== undefined && { targetMinor }),
  });
  return {
    period: name,
    from: isoDay(period.from),
    to: isoDay(period.to),
    asOf: road.asOf,
    currency,
    wonMinor: road.wonSoFarMinor,
    targetMinor: targetMinor ?? null,
    won: road.wonSoFar.map(({ day, cumulatedMinor }) => ({ day, amountMinor: cumulatedMinor })),
    ahead: road.ahead.map(({ day, q10Minor, q50Minor, q90Minor }) => ({ day, q10: q10Minor, q50: q50Minor, q90: q90Minor })),
    chanceOfTarget: road.targetChance ?? null,
    end: road.end,
    leftOut: [...leftOut, ...road.leftOut.map(({ count, text }) => `${count} open: ${text}`)],
    sentence: road.sentence,
  };
}

/** As targets name it: 2026-Q4, 2026-11, 2026. */
function nameOf({ kind, from }: Period): string {
  const [year = '', month = '01'] = isoDay(from).split('-');
  const byKind: Record<PeriodKind, string> = { month: `${year}-${month}`, quarter: `${year}-Q${Math.ceil(Number(month) / 3)}`, year };
  return byKind[kind];
}
