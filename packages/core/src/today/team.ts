import { amountIfWon, chanceToWin, clockFor, type DealClock, type DealFacts } from '../deals/index.ts';
import type { RecordRef } from '../gauge/index.ts';
import type { RateTable } from '../money/index.ts';
import { type DayNumber, dayInWords, isoDay } from '../time/index.ts';

export type RiskKey = 'pastDate' | 'olderThanAnyWon' | 'withoutNextStep';

/** Someone to talk to about a part of the forecast; the deals are theirs to explain. Most money first. */
export type OwnerToTalkTo = {
  userId?: string;
  name: string;
  amountMinor: number;
  expectedMinor: number;
  /** Most money first; `why` is a sentence. */
  deals: { id: string; name: string; why: string; amountMinor: number }[];
};

/** A part of the forecast and what it rests on. A deal may be in several. */
export type ForecastRisk = {
  key: RiskKey;
  text: string;
  /** As the company's own list of open deals states it. */
  amountMinor: number;
  /** Amount times the clock's chance. */
  expectedMinor: number;
  /** Share of the whole stated amount, 0..1. */
  share: number;
  deals: number;
  owners: OwnerToTalkTo[];
  records: RecordRef[];
};

/** A manager's Today: what the team's forecast rests on, as money in home currency. */
export type TeamToday = {
  asOf: string;
  currency: string;
  openDeals: number;
  amountMinor: number;
  expectedMinor: number;
  /** Money with at least one risk, each deal counted once. */
  atRiskMinor: number;
  /** Most money first. */
  risks: ForecastRisk[];
  /** At most seven: one talk each, most money first. */
  talks: (OwnerToTalkTo & { text: string; risks: RiskKey[] })[];
  /** Deals whose amount cannot be told (no amount, no rate), in none of the sums. */
  notCounted: number;
};

export type TeamTodayInput = {
  deals: readonly DealFacts[];
  clock: DealClock;
  asOf: DayNumber;
  currency: string;
  rates?: RateTable;
};

const riskTexts: Record<RiskKey, string> = {
  pastDate: 'rests on deals whose close date has passed',
  olderThanAnyWon: 'rests on deals older than any that was won here',
  withoutNextStep: 'rests on deals without a next step',
};

const mostTalks = 7;

/**
 * Which part of a team's forecast rests on deals past their date, older than any won, or without a next step: as money,
 * with whom to talk to. Nobody's activity is counted, and people are ordered by the money that a talk could clear up.
 * O(n log n).
 */
export function composeTeamToday(input: TeamTodayInput): TeamToday {
  const weighed = input.deals.flatMap((facts) => weigh(facts, input));
  const sum = (list: readonly Weighed[], field: 'amountMinor' | 'expectedMinor') =>
    Math.round(list.reduce((total, deal) => total + deal[field], 0));
  const amountMinor = sum(weighed, 'amountMinor');
  const risks = (Object.keys(riskTexts) as RiskKey[]).map((key): ForecastRisk => {
    const deals = weighed.filter((deal) => deal.risks.includes(key));
    const money = sum(deals, 'amountMinor');
    return {
      key,
      text: riskTexts[key],
      amountMinor: money,
      expectedMinor: sum(deals, 'expectedMinor'),
      share: amountMinor === 0 ? 0 : money / amountMinor,
      deals: deals.length,
      owners: byOwner(deals),
      records: byMoney(deals)
        .slice(0, 20)
        .map(({ facts }) => ({ kind: 'deal', id: facts.id })),
    };
  });
  const atRisk = weighed.filter((deal) => deal.risks.length > 0);
  return {
    asOf: isoDay(input.asOf),
    currency: input.currency,
    openDeals: input.deals.length,
    amountMinor,
    expectedMinor: sum(weighed, 'expectedMinor'),
    atRiskMinor: sum(atRisk, 'amountMinor'),
    risks: risks.sort((a, b) => b.amountMinor - a.amountMinor),
    talks: byOwner(atRisk)
      .slice(0, mostTalks)
      .map((owner) => talkWith(owner, atRisk)),
    notCounted: input.deals.length - weighed.length,
  };
}

type Weighed = { facts: DealFacts; amountMinor: number; expectedMinor: number; risks: RiskKey[]; whys: string[] };

function weigh(facts: DealFacts, { clock, asOf, rates }: TeamTodayInput): Weighed[] {
  const kind = clockFor(facts, clock);
  if (kind === undefined) return [];
  const amount = amountIfWon(facts, clock, kind, asOf, rates);
  if ('missing' in amount) return [];
  const age = facts.openedDay === undefined || facts.openedDay > asOf ? undefined : asOf - facts.openedDay;
  const chance = age === undefined || kind.won < 3 ? 0 : chanceToWin(kind, age, clock.horizonDays).value;
  const longestWon = kind.wonDays[100];
  const risks: RiskKey[] = [];
  const whys: string[] = [];
  if (facts.expectedCloseDay !== undefined && facts.expectedCloseDay < asOf) {
    risks.push('pastDate');
    whys.push(`its close date passed on ${dayInWords(facts.expectedCloseDay, asOf)}`);
  }
  if (age !== undefined && longestWon !== undefined && kind.won >= 3 && age > longestWon) {
    risks.push('olderThanAnyWon');
    whys.push(`it is on day ${age}; none that was won took longer than ${Math.round(longestWon)} days`);
  }
  const hasStep = facts.nextSteps.some((step) => step.dueDay === undefined || step.dueDay >= asOf);
  if (!hasStep && facts.exchange?.nextMeetingDay === undefined) {
    risks.push('withoutNextStep');
    whys.push('no next step is agreed');
  }
  return [{ facts, amountMinor: amount.meanMinor, expectedMinor: amount.meanMinor * chance, risks, whys }];
}

function byMoney(deals: readonly Weighed[]): Weighed[] {
  return [...deals].sort((a, b) => b.amountMinor - a.amountMinor || (a.facts.id < b.facts.id ? -1 : 1));
}

function byOwner(deals: readonly Weighed[]): OwnerToTalkTo[] {
  const owners = new Map<string, OwnerToTalkTo>();
  for (const { facts, amountMinor, expectedMinor, whys } of byMoney(deals)) {
    const key = facts.ownerId ?? '';
    const owner = owners.get(key) ?? {
      ...(facts.ownerId === undefined ? {} : { userId: facts.ownerId }),
      name: facts.ownerName ?? 'nobody yet',
      amountMinor: 0,
      expectedMinor: 0,
      deals: [],
    };
    owner.amountMinor += amountMinor;
    owner.expectedMinor += expectedMinor;
    owner.deals.push({ id: facts.id, name: facts.name, why: whys.join('; '), amountMinor: Math.round(amountMinor) });
    owners.set(key, owner);
  }
  const list = [...owners.values()].map((owner) => ({
    ...owner,
    amountMinor: Math.round(owner.amountMinor),
    expectedMinor: Math.round(owner.expectedMinor),
  }));
  return list.sort((a, b) => b.amountMinor - a.amountMinor || (a.name < b.name ? -1 : 1));
}

function talkWith(owner: OwnerToTalkTo, atRisk: readonly Weighed[]): TeamToday['talks'][number] {
  const theirs = atRisk.filter((deal) => deal.facts.ownerId === owner.userId);
  const risks = (Object.keys(riskTexts) as RiskKey[]).filter((key) => theirs.some((deal) => deal.risks.includes(key)));
  const first = byMoney(theirs)[0];
  const more = theirs.length > 1 ? ` and ${theirs.length - 1} more` : '';
  return { ...owner, text: `Ask ${owner.name} what they know about ${first?.facts.name ?? 'these deals'}${more}.`, risks };
}
