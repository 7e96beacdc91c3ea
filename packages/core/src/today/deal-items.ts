import type { AdviceKind } from '../deals/index.ts';
import type { DayNumber } from '../time/index.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { OpenDeal, TodayAction, TodayItem, TodayItemKind, Who } from './items.ts';

type DealItemKind = Extract<TodayItemKind, 'dealWork' | 'dealDecide' | 'dealLetGo'>;

type Manner = { kind: DealItemKind; title: (name: string) => string; minutes: number; actions: TodayAction[] };

const manners: Record<AdviceKind, Manner> = {
  work: {
    kind: 'dealWork',
    title: (name) => `Work: ${name}`,
    minutes: 30,
    actions: ['open', 'spoke', 'setNextStep', 'done', 'later', 'dismiss'],
  },
  decide: {
    kind: 'dealDecide',
    title: (name) => `Decide: ${name}`,
    minutes: 15,
    actions: ['open', 'spoke', 'setNextStep', 'moveDate', 'closeKindly', 'done', 'later', 'dismiss'],
  },
  letGo: {
    kind: 'dealLetGo',
    title: (name) => `Let go kindly? ${name}`,
    minutes: 10,
    actions: ['open', 'closeKindly', 'spoke', 'setNextStep', 'later', 'dismiss'],
  },
};

const dismissReasons = [
  { key: 'notMine', text: 'Not my account' },
  { key: 'handled', text: 'Already handled' },
  { key: 'askedForTime', text: 'They asked for time until …' },
  { key: 'isAlive', text: 'Wrong: this deal is alive' },
];

/** The line of Today for an open deal, as its advice says. */
export function dealItem(deal: OpenDeal): TodayItem {
  const { facts, outlook, advice } = deal;
  const manner = manners[advice.kind];
  const who: Who[] = [{ kind: 'deal', id: facts.id, name: facts.name }];
  if (facts.accountId !== undefined && facts.accountName !== undefined)
    who.push({ kind: 'account', id: facts.accountId, name: facts.accountName });
  for (const person of facts.people.slice(0, 2)) who.push({ kind: 'contact', id: person.contactId, name: person.name });
  const lacks = advice.missing
    .slice(0, 3)
    .map((lack) => ({ key: `missing:${lack.key}`, text: lack.text, effect: 0, records: lack.records }));
  const told = new Set(advice.because.map((reason) => reason.text));
  return {
    key: `${manner.kind}:${facts.id}`,
    kind: manner.kind,
    title: manner.title(facts.name),
    who,
    why: [...advice.because, ...lacks.filter((lack) => !told.has(lack.text))],
    gauge: outlook.chance,
    closing: outlook.closing,
    ...(facts.amountMinor === undefined || facts.currency === undefined
      ? {}
      : { money: { amountMinor: facts.amountMinor, currency: facts.currency } }),
    whatWouldChangeThis: advice.whatWouldChangeThis,
    whoCanSee: advice.whoCanSee,
    suggestion: advice.suggestion,
    minutes: manner.minutes,
    actions: manner.actions,
    dismissReasons: advice.kind === 'work' ? dismissReasons.slice(0, 3) : dismissReasons,
    records: [{ kind: 'deal', id: facts.id }],
    fingerprint: factsBehind(deal),
    ...(facts.expectedCloseDay === undefined ? {} : { dueDay: facts.expectedCloseDay }),
  };
}

/** Everything that would make an old "no" worth asking again; age alone is not among it. */
function factsBehind({ facts, advice }: OpenDeal): string {
  return fingerprintOf([
    advice.kind,
    ...advice.because.map((reason) => reason.key).sort(),
    facts.ownerId,
    facts.stage,
    facts.expectedCloseDay,
    facts.amountMinor,
    facts.pushes,
    facts.exchange?.lastInboundDay,
    facts.exchange?.nextMeetingDay,
    ...facts.nextSteps.map((step) => `${step.id}@${step.dueDay ?? ''}`).sort(),
    ...facts.people.map((person) => person.contactId).sort(),
  ]);
}

/**
 * Which deal to take first. *Work*: expected value per minute times closeness, where closeness falls from 1 to one half with a
 * half-life of 30 days to the next dated thing (next step, meeting, likely closing); those whose chance cannot be told come after
 * them, the larger first. *Decide*: the money that the answer frees or confirms. *Let go*: the most that was seen to happen, then the
 * oldest.
 */
export function dealRank({ facts, outlook, advice }: OpenDeal, asOf: DayNumber): number {
  const value = outlook.expectedValue;
  if (advice.kind === 'letGo') return advice.because.length * 100_000 + (outlook.ageDays ?? 0);
  if (advice.kind === 'decide') return outlook.amountIfWonMinor ?? 0;
  const days = [
    facts.exchange?.nextMeetingDay,
    ...facts.nextSteps.map((step) => step.dueDay),
    outlook.closing.kind === 'known' ? outlook.closing.value : undefined,
  ].flatMap((day) => (day === undefined ? [] : [Math.max(0, day - asOf)]));
  const closeness = days.length === 0 ? 0.5 : 0.5 + 0.5 * 2 ** (-Math.min(...days) / 30);
  if (value.kind !== 'known') return outlook.amountIfWonMinor ? -1 / outlook.amountIfWonMinor : Number.NEGATIVE_INFINITY;
  return (value.value / manners.work.minutes) * closeness;
}
