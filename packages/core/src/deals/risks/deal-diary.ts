import type { ChangeRecord, DealRecord, InteractionRecord, NextStepRecord } from '../../imports/index.ts';
import { type DayNumber, dayNumber } from '../../time/index.ts';
import type { DealEnd } from './deal-histories.ts';

/** One contact with the customer about the deal. */
export type Touch = {
  day: DayNumber;
  direction: 'in' | 'out' | 'both';
  isMeeting: boolean;
  /** Their people who took part. */
  people: readonly string[];
  thread?: string;
};

/** A meeting that stood in the calendar from `knownFrom` on, whether or not it took place. */
export type PlannedMeeting = { day: DayNumber; knownFrom: DayNumber };

export type Step = { madeOn: DayNumber; dueOn?: DayNumber; settledOn?: DayNumber; isKept: boolean; byThem: boolean };

/** A field that was set to `to` on a day; `reason` where somebody said why. */
export type DiaryChange = { on: DayNumber; from?: string; to?: string; reason?: string; id: string };

/**
 * All that the records hold about one deal, each thing with the day on which it became known, rising by day. What the deal record itself says
 * now is kept only where no change could have altered it, or where changes say what stood there before.
 */
export type DealDiary = {
  id: string;
  openedDay: DayNumber;
  /** Day of the end, or the last day on which it was seen open. */
  closedDay: DayNumber;
  end: DealEnd;
  owner?: string;
  account?: string;
  segment?: string;
  product?: string;
  /** Major units. */
  amount?: number;
  stages: readonly DiaryChange[];
  firstStage?: string;
  dates: readonly DiaryChange[];
  firstDate?: DayNumber;
  touches: readonly Touch[];
  meetings: readonly PlannedMeeting[];
  steps: readonly Step[];
};

export type DealRecords = {
  deals: readonly DealRecord[];
  changes: readonly ChangeRecord[];
  interactions: readonly InteractionRecord[];
  nextSteps: readonly NextStepRecord[];
};

/** Words by which a lost deal says that nobody decided; anything else counts as lost. */
const withoutDecision =
  /no decision|no budget|stopped|stalled|silen|no response|no answer|unresponsive|went dark|ghost|postponed|timing|keine entscheidung/i;

/**
 * Gathers records by deal. A deal without an opening day is left out. Interactions count for the deal they name, and those that name only the
 * account for its deals that were open then. When a meeting was put in the calendar is known only where its record says when it was made.
 * @param asOf open deals are followed until this day; what is dated later is not read, but for meetings planned before
 * O(records log records).
 */
export function dealDiaries(records: DealRecords, asOf: DayNumber): DealDiary[] {
  const changes = Map.groupBy(
    records.changes.filter(({ recordKind, record }) => recordKind === 'deals' && record.key !== undefined),
    ({ record }) => record.key as string,
  );
  const ofDeal = Map.groupBy(records.interactions, ({ deal }) => deal?.key ?? '');
  const ofAccount = Map.groupBy(ofDeal.get('') ?? [], ({ account }) => account?.key ?? '');
  const usualFirstStage = mostCommonFirst([...changes.values()].map((ofOne) => changesOf(ofOne, 'stageName')[0]?.from));
  const tellsMovedDates = records.changes.some(({ recordKind, field }) => recordKind === 'deals' && field === 'expectedCloseOn');
  const steps = Map.groupBy(records.nextSteps, ({ deal }) => deal?.key ?? '');
  return records.deals.flatMap((deal) => {
    const openedDay = dayOf(deal.openedAt);
    if (openedDay === undefined || openedDay > asOf) return [];
    const closing = dayOf(deal.closedAt);
    const isEnded = deal.status !== 'open' && closing !== undefined && closing <= asOf;
    const closedDay = Math.max(openedDay, isEnded ? closing : asOf);
    const own = [...(ofDeal.get(deal.key) ?? []), ...((deal.account?.key && ofAccount.get(deal.account.key)) || [])];
    const moved = changes.get(deal.key) ?? [];
    const [allStages, allDates] = [changesOf(moved, 'stageName'), changesOf(moved, 'expectedCloseOn')];
    // What stood there at first is what the first change replaced, even if that came later. A record without changes tells its date of today,
    // and where no change of a date was ever kept that may have been written at the end.
    const firstStage = allStages[0]?.from ?? usualFirstStage;
    const firstDate = dayOf(allDates.length > 0 ? allDates[0]?.from : tellsMovedDates ? deal.expectedCloseOn : undefined);
    return [
      {
        ...diaryOf(deal, { openedDay, closedDay, end: isEnded ? endOf(deal) : 0 }, own, steps.get(deal.key) ?? [], asOf),
        stages: allStages.filter(({ on }) => on <= asOf),
        dates: allDates.filter(({ on }) => on <= asOf),
        ...(firstStage === undefined ? {} : { firstStage }),
        ...(firstDate === undefined ? {} : { firstDate }),
      },
    ];
  });
}

function diaryOf(
  deal: DealRecord,
  life: { openedDay: DayNumber; closedDay: DayNumber; end: DealEnd },
  own: readonly InteractionRecord[],
  steps: readonly NextStepRecord[],
  asOf: DayNumber,
): Omit<DealDiary, 'stages' | 'dates'> {
  const segment = deal.type ?? deal.pipelineName;
  const product = deal.lines[0]?.product.key ?? deal.lines[0]?.product.name;
  return {
    id: deal.key,
    ...life,
    ...(deal.owner?.key === undefined ? {} : { owner: deal.owner.key }),
    ...(deal.account?.key === undefined ? {} : { account: deal.account.key }),
    ...(segment === undefined ? {} : { segment }),
    ...(product === undefined ? {} : { product }),
    ...(deal.amount === undefined ? {} : { amount: deal.amount.amountMinor / 100 }),
    touches: own
      .filter(({ state, occurredAt }) => state === 'done' && (dayOf(occurredAt) ?? asOf + 1) <= asOf)
      .map(touchOf)
      .filter(({ day }) => day >= life.openedDay - 90 && day <= life.closedDay)
      .sort((a, b) => a.day - b.day),
    meetings: own.flatMap((one) => plannedMeeting(one, asOf)).sort((a, b) => a.knownFrom - b.knownFrom || a.day - b.day),
    steps: steps.flatMap((step) => stepOf(step, asOf)).sort((a, b) => a.madeOn - b.madeOn),
  };
}

function mostCommonFirst(words: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const word of words) if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

function endOf({ status, lossReason, competitor }: DealRecord): DealEnd {
  if (status === 'won') return 1;
  return competitor === undefined && lossReason !== undefined && withoutDecision.test(lossReason) ? 3 : 2;
}

function changesOf(changes: readonly ChangeRecord[], field: string): DiaryChange[] {
  return changes
    .filter((change) => change.field === field)
    .map(({ occurredAt, from, to, reason, key }) => ({
      on: dayOf(occurredAt) as DayNumber,
      id: key,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(reason === undefined ? {} : { reason }),
    }))
    .sort((a, b) => a.on - b.on || (a.id < b.id ? -1 : 1));
}

function touchOf({ occurredAt, direction, type, participants, threadKey }: InteractionRecord): Touch {
  return {
    day: dayOf(occurredAt) as DayNumber,
    direction,
    isMeeting: type === 'meeting' || type === 'visit',
    people: participants.flatMap(({ contact, address }) => contact?.key ?? contact?.email ?? address ?? []),
    ...(threadKey === undefined ? {} : { thread: threadKey }),
  };
}

function plannedMeeting({ type, state, occurredAt, createdAt }: InteractionRecord, asOf: DayNumber): PlannedMeeting[] {
  const day = dayOf(occurredAt);
  const isPlannedNow = state === 'planned' && day !== undefined && day >= asOf;
  const knownFrom = dayOf(createdAt) ?? (isPlannedNow ? asOf : undefined);
  if ((type !== 'meeting' && type !== 'visit') || day === undefined || knownFrom === undefined || knownFrom > asOf) return [];
  return [{ day, knownFrom }];
}

function stepOf({ createdAt, dueOn, settledAt, status, promisedBy }: NextStepRecord, asOf: DayNumber): Step[] {
  const madeOn = dayOf(createdAt);
  if (madeOn === undefined || madeOn > asOf) return [];
  const [due, settledOn] = [dayOf(dueOn), dayOf(settledAt)];
  return [
    {
      madeOn,
      ...(due === undefined ? {} : { dueOn: due }),
      ...(settledOn === undefined ? {} : { settledOn }),
      isKept: status === 'kept',
      byThem: promisedBy === 'them',
    },
  ];
}

function dayOf(iso: string | undefined): DayNumber | undefined {
  return iso === undefined ? undefined : dayNumber(iso.slice(0, 10));
}
