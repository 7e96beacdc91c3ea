import type { DealAdvice as ContractAdvice, Missing as ContractMissing, DealOutlook as ContractOutlook } from '@windshield/contract';
import { adviseOnDeal, type DealFacts, type DealOutlook, type Gauge, isoDay, missingOnDeal, outlookOf, periodOf } from '@windshield/core';
import { type Deal, type Page, readDealFacts, type WorkspaceTransaction } from '@windshield/store';
import type { z } from 'zod';
import type { Services } from '../services.ts';
import type { Judgement } from './clocks.ts';

/** What a list says of a deal; null: cannot be told, or closed. */
export interface InShort {
  readonly chance: number | null;
  readonly advice: 'work' | 'decide' | 'letGo' | null;
}

type Judged<T> = T & InShort;

/** What the page of one deal says of it beyond what is stored. */
type FullyJudged<T> = Judged<T> & {
  readonly outlook: z.input<typeof ContractOutlook> | null;
  readonly missing: z.input<typeof ContractMissing>[];
  readonly adviceFull: z.input<typeof ContractAdvice> | null;
};

/** Adds chance and advice to a page of deals; closed ones have none. */
export async function judgePage<T extends Deal>(services: Services, tx: WorkspaceTransaction, page: Page<T>): Promise<Page<Judged<T>>> {
  const shorts = await judgeShortly(
    services,
    tx,
    page.items.filter(({ status }) => status === 'open'),
  );
  return { ...page, items: page.items.map((deal) => ({ ...deal, ...(shorts.get(deal.id) ?? untold) })) };
}

const untold: InShort = { chance: null, advice: null };

async function judgeShortly(services: Services, tx: WorkspaceTransaction, open: readonly Deal[]): Promise<Map<string, InShort>> {
  const shorts = new Map<string, InShort>();
  if (open.length === 0) return shorts;
  const judgement = await services.clocks.judgement(tx, services.now());
  // the same export gives the same ids in two workspaces
  const placeOf = (id: string) => `${tx.actor.workspaceId} ${id}`;
  const judgedBy = `${judgement.computedAt} ${judgement.asOf}`;
  const stampOf = ({ version, lastInteractionAt, nextStep }: Deal) =>
    `${judgedBy} ${version} ${lastInteractionAt} ${nextStep?.id} ${nextStep?.dueOn} ${nextStep?.what}`;
  const stamps = new Map(open.map((deal) => [deal.id, stampOf(deal)]));
  for (const [id, stamp] of stamps) {
    const short = services.memories.dealsInShort.recall(placeOf(id), stamp);
    if (short) shorts.set(id, short);
  }
  const unknown = open.filter(({ id }) => !shorts.has(id)).map(({ id }) => id);
  for (const facts of unknown.length > 0 ? await readDealFacts(tx, unknown, judgement.days.ages) : []) {
    const short = inShort(facts, judgement);
    services.memories.dealsInShort.keep(placeOf(facts.id), stamps.get(facts.id) ?? '', short);
    shorts.set(facts.id, short);
  }
  return shorts;
}

/** Adds all that can be said of one deal. */
export async function judgeDeal<T extends Deal>(services: Services, tx: WorkspaceTransaction, deal: T): Promise<FullyJudged<T>> {
  const { id, status } = deal;
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
