import type { DealAdvice as ContractAdvice, Missing as ContractMissing, DealOutlook as ContractOutlook } from '@windshield/contract';
import { adviseOnDeal, type DealFacts, type DealOutlook, type Gauge, isoDay, missingOnDeal, outlookOf, periodOf } from '@windshield/core';
import { parseJson, readDealFacts, type Values, type WorkspaceTransaction } from '@windshield/store';
import type { z } from 'zod';
import type { Services } from '../services.ts';
import type { Judgement } from './clocks.ts';
import { type InShort, keepShort, recallShort } from './judged-briefly.ts';

type Item = Values & {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly lastInteractionAt: string | null;
  readonly nextStep: unknown;
};

/** Adds chance and advice to a page of deals; closed ones have none. */
export async function judgePage(services: Services, tx: WorkspaceTransaction, json: string): Promise<string> {
  const page = parseJson<{ items: Item[]; nextCursor: string | null }>(json);
  const shorts = await judgeShortly(
    services,
    tx,
    page.items.filter(({ status }) => status === 'open'),
  );
  const items = page.items.map((item) => ({ ...item, ...(shorts.get(item.id) ?? { chance: null, advice: null }) }));
  return JSON.stringify({ ...page, items });
}

async function judgeShortly(services: Services, tx: WorkspaceTransaction, open: readonly Item[]): Promise<Map<string, InShort>> {
  const shorts = new Map<string, InShort>();
  if (open.length === 0) return shorts;
  const now = services.now();
  const { workspaceId } = tx.actor;
  const judgement = await services.clocks.judgement(tx, now);
  const stampOf = ({ version, lastInteractionAt, nextStep }: Item) =>
    JSON.stringify([judgement.computedAt, judgement.asOf, version, lastInteractionAt, nextStep]);
  const stamps = new Map(open.map((deal) => [deal.id, stampOf(deal)]));
  for (const [id, stamp] of stamps) {
    const short = recallShort(workspaceId, id, stamp, now);
    if (short) shorts.set(id, short);
  }
  const unknown = open.filter(({ id }) => !shorts.has(id)).map(({ id }) => id);
  for (const facts of unknown.length > 0 ? await readDealFacts(tx, unknown, judgement.days.ages) : []) {
    const short = inShort(facts, judgement);
    keepShort(workspaceId, facts.id, stamps.get(facts.id) ?? '', now, short);
    shorts.set(facts.id, short);
  }
  return shorts;
}

/** Adds all that can be said of one deal. */
export async function judgeDeal(services: Services, tx: WorkspaceTransaction, deal: Values): Promise<Values> {
  const { id, status } = deal as Item;
  const judgement = await services.clocks.judgement(tx, services.now());
  const [facts] = status === 'open' ? await readDealFacts(tx, [id], judgement.days.ages) : [];
  if (!facts) return { ...deal, chance: null, advice: null, outlook: null, missing: [], adviceFull: null };
  const period = periodOf('quarter', judgement.asOf);
  const outlook = outlookOf(facts, judgement.clock, judgement.asOf, { until: period.to, rates: judgement.rates });
  const advice = adviseOnDeal(facts, outlook, judgement.asOf);
  return {
    ...deal,
    ...{ chance: knownValue(outlook.chance), advice: advice.kind },
    outlook: presentOutlook(outlook, judgement),
    missing: missingOnDeal(facts, judgement.asOf).map(
      ({ key, text, records }): z.input<typeof ContractMissing> => ({ key, text, records }),
    ),
    adviceFull: {
      kind: advice.kind,
      reasons: advice.because,
      whatWouldChangeThis: advice.whatWouldChangeThis,
      whoCanSee: advice.whoCanSee,
      suggestion: advice.suggestion,
    } satisfies z.input<typeof ContractAdvice>,
  };
}

function inShort(facts: DealFacts, { clock, asOf, rates }: Judgement): InShort {
  const outlook = outlookOf(facts, clock, asOf, { rates });
  return { chance: knownValue(outlook.chance), advice: adviseOnDeal(facts, outlook, asOf).kind };
}

const knownValue = (gauge: Gauge): number | null => (gauge.kind === 'known' ? gauge.value : null);

function presentOutlook(outlook: DealOutlook, { clock, asOf }: Judgement): z.input<typeof ContractOutlook> {
  const kind = clock.kinds[outlook.kind.key];
  return {
    asOf: isoDay(asOf),
    ageDays: outlook.ageDays ?? null,
    chance: outlook.chance,
    chanceInPeriod: outlook.chanceInPeriod ?? outlook.chance,
    closing: outlook.closing,
    longerThan: outlook.shareOfWonThatTookLonger === undefined ? null : 1 - outlook.shareOfWonThatTookLonger,
    olderThanAnyWon: outlook.ageDays === undefined || outlook.kind.won === 0 ? null : outlook.isOlderThanAnyWon,
    kindLabel: outlook.kind.label,
    wonOfKind: outlook.kind.won,
    curve:
      kind && kind.ages.length > 0 ? { ages: kind.ages, shareWon: kind.shareWon, low: kind.shareWonLow, high: kind.shareWonHigh } : null,
    sentence: outlook.sentence,
  };
}
