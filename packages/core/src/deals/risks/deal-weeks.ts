import type { Column, Table } from '../../learner/index.ts';
import { sortedQuantile } from '../../stats/index.ts';
import { type DayNumber, dayNumber, periodOf } from '../../time/index.ts';
import type { DealDiary } from './deal-diary.ts';

/** A deal looked at in the morning of a day, by what was known until the evening before. */
export type DealWeeks = {
  /** Index into the diaries. */
  deal: Int32Array;
  day: Int32Array;
  table: Table;
};

/** How people answer in general; what one buyer's own rhythm leans on while it is short. */
export type Rhythm = { usualGapDays: number; longGapDays: number };

const fallbackRhythm: Rhythm = { usualGapDays: 6, longGapDays: 21 };
/** A buyer's own gaps count fully beside so many of everybody's. */
const gapsLeant = 5;
const unknown = Number.NaN;

/** The 50 % and 95 % points of days between two signs of life of the same customer, in all that happened before a day. O(touches log touches). */
export function usualRhythm(diaries: readonly DealDiary[], before: DayNumber): Rhythm {
  const gaps = diaries.flatMap((diary) => gapsOf(inboundDays(diary, before))).sort((a, b) => a - b);
  if (gaps.length < 20) return fallbackRhythm;
  return {
    usualGapDays: sortedQuantile(gaps, 0.5) ?? fallbackRhythm.usualGapDays,
    longGapDays: sortedQuantile(gaps, 0.95) ?? fallbackRhythm.longGapDays,
  };
}

/**
 * Deals week by week as they were known then: one row for every seventh day after opening while the deal was open, from `from` to `to`. Only
 * what is dated before the morning of a row is read (a step by the day it was made or settled, a meeting ahead by the day it was put in the
 * calendar), so what comes later cannot change it. Unknown is NaN. O(rows * records of the deal).
 */
export function dealWeeks(diaries: readonly DealDiary[], rhythm: Rhythm, from: DayNumber, to: DayNumber): DealWeeks {
  const moments: { deal: number; day: DayNumber }[] = [];
  for (const [deal, { openedDay, closedDay }] of diaries.entries())
    for (let day = openedDay + 7; day <= Math.min(closedDay, to); day += 7) if (day >= from) moments.push({ deal, day });
  return dealsAsKnown(diaries, rhythm, moments);
}

/** The same for any moments. */
export function dealsAsKnown(
  diaries: readonly DealDiary[],
  rhythm: Rhythm,
  moments: readonly { deal: number; day: DayNumber }[],
): DealWeeks {
  const rows = moments.map(({ deal, day }) => factsOn(diaries[deal] as DealDiary, day, rhythm));
  const names = Object.keys(rows[0] ?? factsOn(nobodysDeal, 0, rhythm));
  const columns: Column[] = names.map((name) => ({ kind: 'number', name, values: Float64Array.from(rows, (row) => row[name] as number) }));
  for (const name of ['owner', 'segment', 'product', 'stage'] as const) {
    const words = moments.map(({ deal, day }) => wordOn(diaries[deal] as DealDiary, name, day));
    const levels = [...new Set(words)].filter((word) => word !== undefined).sort();
    const codeOf = new Map(levels.map((level, code) => [level, code]));
    columns.push({
      kind: 'category',
      name,
      levels,
      codes: Int32Array.from(words, (word) => (word === undefined ? -1 : (codeOf.get(word) as number))),
    });
  }
  return {
    deal: Int32Array.from(moments, ({ deal }) => deal),
    day: Int32Array.from(moments, ({ day }) => day),
    table: { rowCount: moments.length, columns },
  };
}

/** The silence, in days, beyond which this buyer is quieter than they have been in 19 of 20 gaps; leans on everybody's while they are new. */
export function ownLongGap(gaps: readonly number[], { longGapDays }: Rhythm): number {
  const own = sortedQuantile(
    [...gaps].sort((a, b) => a - b),
    0.95,
  );
  return own === undefined ? longGapDays : (own * gaps.length + longGapDays * gapsLeant) / (gaps.length + gapsLeant);
}

/** Days on which they wrote, called or met us, before a day; each once. */
export function inboundDays({ touches }: Pick<DealDiary, 'touches'>, before: DayNumber): DayNumber[] {
  const days: DayNumber[] = [];
  for (const { day, direction } of touches) if (day < before && direction !== 'out' && days.at(-1) !== day) days.push(day);
  return days;
}

export function gapsOf(days: readonly DayNumber[]): number[] {
  return days.slice(1).map((day, i) => day - (days[i] as number));
}

const nobodysDeal: DealDiary = { id: '', openedDay: 0, closedDay: 0, end: 0, stages: [], dates: [], touches: [], meetings: [], steps: [] };

function factsOn(diary: DealDiary, day: DayNumber, rhythm: Rhythm): Record<string, number> {
  const touches = diary.touches.filter((touch) => touch.day < day);
  return {
    ...timesOn(diary, day),
    ...exchangeOn(diary, touches, day, rhythm),
    ...peopleOn(touches, day),
    ...promisesOn(diary, day),
    amount: diary.amount ?? unknown,
  };
}

function timesOn(diary: DealDiary, day: DayNumber) {
  const stages = diary.stages.filter(({ on }) => on < day);
  const dates = diary.dates.filter(({ on }) => on < day);
  const pushes = dates.filter(isPush);
  const expected = dates.at(-1)?.to ?? undefined;
  const expectedDay = expected === undefined ? diary.firstDate : dayNumber(expected.slice(0, 10));
  return {
    'age in days': day - diary.openedDay,
    'days in stage': day - (stages.at(-1)?.on ?? diary.openedDay),
    'stage moves': stages.length,
    pushes: pushes.length,
    'days since the last push': pushes.length > 0 ? day - (pushes.at(-1)?.on as number) : unknown,
    'days to the expected close': expectedDay === undefined ? unknown : expectedDay - day,
    'days to the quarter end': periodOf('quarter', day).to - day,
  };
}

/** A close date moved to a later day. */
function isPush({ from, to }: { from?: string; to?: string }): boolean {
  return from !== undefined && to !== undefined && to.slice(0, 10) > from.slice(0, 10);
}

function exchangeOn(diary: DealDiary, touches: readonly DealDiary['touches'][number][], day: DayNumber, rhythm: Rhythm) {
  const inbound = inboundDays({ touches }, day);
  const last = inbound.at(-1);
  const gaps = gapsOf(inbound);
  const quiet = day - (last ?? diary.openedDay);
  const longGap = ownLongGap(gaps, rhythm);
  const since = (days: number, until = 0) => touches.filter((touch) => touch.day >= day - days && touch.day < day - until);
  const count = (list: typeof touches, direction: 'in' | 'out') =>
    list.filter((touch) => touch.direction === direction || touch.direction === 'both').length;
  const recent = since(28);
  const answers = answerDays(touches);
  return {
    'days quiet': quiet,
    'quiet beside their longest usual gap': quiet / longGap,
    'days until they are quieter than ever': longGap - quiet,
    'their usual gap':
      gaps.length >= 3
        ? (sortedQuantile(
            [...gaps].sort((a, b) => a - b),
            0.5,
          ) ?? unknown)
        : unknown,
    'from them in 14 days': count(since(14), 'in'),
    'from them in 28 days': count(recent, 'in'),
    'from them in the 28 days before': count(since(56, 28), 'in'),
    'from us in 14 days': count(since(14), 'out'),
    'from us in 28 days': count(recent, 'out'),
    'unanswered messages': touches.filter((touch) => touch.direction === 'out' && touch.day >= (last ?? diary.openedDay)).length,
    'share that they sent': recent.length === 0 ? unknown : count(recent, 'in') / recent.length,
    'share that they began': beganShare(touches),
    'days they took to answer lately': answers.length === 0 ? unknown : mean(answers.slice(-3)),
    'slower than before': answers.length < 4 ? unknown : mean(answers.slice(-2)) / Math.max(0.5, mean(answers.slice(0, -2))),
    'talks in 28 days': recent.filter(({ isMeeting }) => isMeeting).length,
    'days since a talk': day - (touches.findLast(({ isMeeting }) => isMeeting)?.day ?? diary.openedDay - 1),
  };
}

function peopleOn(touches: readonly DealDiary['touches'][number][], day: DayNumber) {
  const theirs = touches.filter(({ direction }) => direction !== 'out');
  const people = (list: typeof touches) => new Set(list.flatMap((touch) => touch.people));
  return {
    'their people so far': people(theirs).size,
    'their people in 28 days': people(theirs.filter((touch) => touch.day >= day - 28)).size,
  };
}

function promisesOn(diary: DealDiary, day: DayNumber) {
  const made = diary.steps.filter(({ madeOn }) => madeOn < day);
  const settled = made.filter(({ settledOn }) => settledOn !== undefined && settledOn < day);
  const open = made.filter(({ settledOn }) => settledOn === undefined || settledOn >= day);
  const ahead = diary.meetings.filter((meeting) => meeting.knownFrom < day && meeting.day >= day);
  const [byThem, byUs] = [true, false].map((them) => settled.filter(({ byThem: theirs }) => theirs === them)) as [
    typeof settled,
    typeof settled,
  ];
  const kept = (steps: typeof settled) => (steps.length === 0 ? unknown : steps.filter(({ isKept }) => isKept).length / steps.length);
  return {
    'meetings ahead': ahead.length,
    'open steps of theirs': open.filter(({ byThem: theirs }) => theirs).length,
    'open steps of ours': open.filter(({ byThem: theirs }) => !theirs).length,
    'overdue steps': open.filter(({ dueOn }) => dueOn !== undefined && dueOn < day).length,
    'days since a step was agreed': made.length === 0 ? unknown : day - (made.at(-1)?.madeOn as number),
    'share of their promises kept': kept(byThem),
    'share of our promises kept': kept(byUs),
  };
}

function wordOn(diary: DealDiary, name: 'owner' | 'segment' | 'product' | 'stage', day: DayNumber): string | undefined {
  if (name !== 'stage') return diary[name];
  return diary.stages.findLast(({ on }) => on < day)?.to ?? diary.firstStage;
}

/** Days from our first unanswered message to their next sign, in order. */
function answerDays(touches: readonly DealDiary['touches'][number][]): number[] {
  const days: number[] = [];
  let waitingSince: DayNumber | undefined;
  for (const { day, direction } of touches) {
    if (direction === 'out') waitingSince ??= day;
    else {
      if (waitingSince !== undefined && direction === 'in') days.push(day - waitingSince);
      waitingSince = undefined;
    }
  }
  return days;
}

/** Share of the threads that they began. */
function beganShare(touches: readonly DealDiary['touches'][number][]): number {
  const began = new Map<string, boolean>();
  for (const { thread, direction } of touches) if (thread !== undefined && !began.has(thread)) began.set(thread, direction === 'in');
  return began.size === 0 ? unknown : [...began.values()].filter(Boolean).length / began.size;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
