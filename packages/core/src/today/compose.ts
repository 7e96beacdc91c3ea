import { type DayNumber, dayIn, isoDay } from '../time/index.ts';
import { dealItem, dealRank } from './deal-items.ts';
import {
  type OpenDeal,
  type SinceYesterday,
  type Today,
  type TodayInput,
  type TodayItem,
  type TodayItemKind,
  todayItemKinds,
} from './items.ts';
import { howKindsWereTaken, isHidden, learnedInWords } from './learning.ts';
import { careItem, promiseItem, waitingItem } from './people-items.ts';

const mostItems = 7;
/** An unanswered message older than this is for the record's page, not for a morning. */
const waitingDays = 30;

type Group = { kinds: readonly TodayItemKind[]; most: number };

/** Places are given in rounds: each group gets one a round, as long as it has lines and stays below its most. */
const groups: readonly Group[] = [
  { kinds: ['promiseOurs', 'promiseTheirs'], most: 4 },
  { kinds: ['waiting'], most: 4 },
  { kinds: ['dealWork'], most: 5 },
  { kinds: ['dealDecide'], most: 3 },
  { kinds: ['dealLetGo'], most: 2 },
  { kinds: ['careTie', 'careRecord'], most: 1 },
];

/**
 * The morning's list: at most seven lines, together no longer than the free minutes, each group of thought heard before
 * any is heard twice, shown in the order of thought. What was dismissed stays away until its facts change; kinds that
 * this person puts aside again and again step back (see `howKindsWereTaken`). Deterministic; O(n log n).
 */
export function composeToday(input: TodayInput): Today {
  const asOf = dayIn(input.timeZone, input.now);
  const taken = howKindsWereTaken(input.decisions);
  const visible = candidates(input, asOf).filter((item) => !isHidden(item, input.decisions, asOf));
  const queues = groups.map((group) => visible.filter((item) => group.kinds.includes(item.kind)));
  const chosen: TodayItem[] = [];
  let plannedMinutes = 0;
  const fits = (item: TodayItem) => input.freeMinutes === undefined || plannedMinutes + item.minutes <= input.freeMinutes;
  const takeRounds = (mayTake: (item: TodayItem) => boolean): void => {
    for (let found = true; found && chosen.length < mostItems; ) {
      found = false;
      for (const [i, queue] of queues.entries()) {
        if (chosen.length >= mostItems) break;
        const group = groups[i] as Group;
        if (chosen.filter((item) => group.kinds.includes(item.kind)).length >= group.most) continue;
        const next = queue.findIndex((item) => mayTake(item) && fits(item));
        if (next < 0) continue;
        const [item] = queue.splice(next, 1) as [TodayItem];
        chosen.push(item);
        plannedMinutes += item.minutes;
        found = true;
      }
    }
  };
  takeRounds((item) => !taken.get(item.kind)?.isSteppedBack);
  takeRounds(() => true);
  const inOrder = todayItemKinds.flatMap((kind) => chosen.filter((item) => item.kind === kind));
  const digest = digestOf(input.sinceYesterday);
  return {
    asOf: isoDay(asOf),
    items: inOrder,
    ...(input.freeMinutes === undefined ? {} : { freeMinutes: input.freeMinutes }),
    plannedMinutes,
    ...(digest === undefined ? {} : { digest }),
    behind: todayItemKinds.flatMap((kind) => {
      const count = queues.reduce((sum, queue) => sum + queue.filter((item) => item.kind === kind).length, 0);
      return count === 0 ? [] : [{ kind, count }];
    }),
    learned: learnedInWords(taken),
  };
}

/** All lines that could be shown, each group with its most pressing first; ties by key, so that input order is nothing. */
function candidates(input: TodayInput, asOf: DayNumber): TodayItem[] {
  const promises = input.promises
    .filter(({ whose, dueDay }) => (whose === 'ours' ? dueDay <= asOf : dueDay < asOf))
    .map((promise) => promiseItem(promise, asOf))
    .sort((a, b) => rankOfKind(a) - rankOfKind(b) || (b.dueDay as number) - (a.dueDay as number) || byKey(a, b));
  const waiting = input.waiting
    .filter(({ since }) => since <= input.now && asOf - dayIn(input.timeZone, since) <= waitingDays)
    .sort((a, b) => a.since - b.since || (a.interactionId < b.interactionId ? -1 : 1))
    .map((one) => waitingItem(one, input.now, input.timeZone));
  const care = input.care.map((one) => careItem(one, asOf));
  const ties = care.filter((item) => item.kind === 'careTie').sort((a, b) => daysOf(b) - daysOf(a) || byKey(a, b));
  const records = care.filter((item) => item.kind === 'careRecord').sort((a, b) => openDealsOf(b) - openDealsOf(a) || byKey(a, b));
  // Ties and records take turns by day, so that neither starves the other.
  const turns = asOf % 2 === 0 ? [...ties, ...records] : [...records, ...ties];
  return [...promises, ...waiting, ...dealsByRank(input.deals, asOf).map(dealItem), ...turns];
}

function dealsByRank(deals: readonly OpenDeal[], asOf: DayNumber): OpenDeal[] {
  const ranked = deals.map((deal) => ({ deal, rank: dealRank(deal, asOf), lacks: deal.advice.missing.length }));
  ranked.sort((a, b) => (b.rank === a.rank ? 0 : b.rank - a.rank) || a.lacks - b.lacks || (a.deal.facts.id < b.deal.facts.id ? -1 : 1));
  return ranked.map(({ deal }) => deal);
}

function rankOfKind(item: TodayItem): number {
  return todayItemKinds.indexOf(item.kind);
}

function byKey(a: TodayItem, b: TodayItem): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function daysOf(item: TodayItem): number {
  return Number(item.why[0]?.params?.['days'] ?? 0);
}

function openDealsOf(item: TodayItem): number {
  return Number(item.why[0]?.params?.['openDeals'] ?? 0);
}

function digestOf(since: SinceYesterday | undefined): string | undefined {
  if (since === undefined) return undefined;
  const counted = (count: number, one: string, many: string) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]);
  const parts = [
    ...counted(since.answers, 'answer', 'answers'),
    ...counted(since.promisesKept, 'promise kept', 'promises kept'),
    ...counted(since.datesMoved, 'date moved', 'dates moved'),
    ...counted(since.dealsWon, 'deal won', 'deals won'),
    ...counted(since.dealsLost, 'deal lost', 'deals lost'),
    ...counted(since.newDeals, 'new deal', 'new deals'),
    ...counted(since.newLeads, 'new lead', 'new leads'),
  ];
  return `Since yesterday: ${parts.length === 0 ? 'nothing changed' : parts.join(', ')}.`;
}
