import { type DayNumber, dayNumber, type PeriodKind, periodsBetween } from '../../time/index.ts';
import type { DealDiary } from '../risks/deal-diary.ts';

/** A close date moved to a later period. */
export type Push = {
  on: DayNumber;
  from: DayNumber;
  to: DayNumber;
  daysMoved: number;
  /** 1: into the next period. */
  periodsMoved: number;
  /** Undefined where nobody said why. */
  reason?: string;
  /** The change that says so. */
  changeId: string;
};

/** Every push of a deal in order, with its reason; a date moved within its period, or to an earlier one, is none. O(changes). */
export function pushesOf({ dates }: Pick<DealDiary, 'dates'>, kind: PeriodKind = 'quarter'): Push[] {
  return dates.flatMap(({ on, from, to, reason, id }) => {
    if (from === undefined || to === undefined) return [];
    const [before, after] = [dayNumber(from.slice(0, 10)), dayNumber(to.slice(0, 10))];
    const periodsMoved = periodsBetween(kind, before, after);
    if (periodsMoved <= 0) return [];
    return [
      { on, from: before, to: after, daysMoved: after - before, periodsMoved, changeId: id, ...(reason === undefined ? {} : { reason }) },
    ];
  });
}

/** How often each reason was given for a push, most frequent first; pushes without one are counted under `undefined`. O(changes log reasons). */
export function reasonsForPushes(
  diaries: readonly DealDiary[],
  kind: PeriodKind = 'quarter',
): { reason: string | undefined; pushes: number; meanDaysMoved: number }[] {
  const byReason = Map.groupBy(
    diaries.flatMap((diary) => pushesOf(diary, kind)),
    ({ reason }) => reason?.trim().toLowerCase(),
  );
  return [...byReason.values()]
    .map((pushes) => ({
      reason: pushes[0]?.reason,
      pushes: pushes.length,
      meanDaysMoved: pushes.reduce((sum, { daysMoved }) => sum + daysMoved, 0) / pushes.length,
    }))
    .sort((a, b) => b.pushes - a.pushes || ((a.reason ?? '') < (b.reason ?? '') ? -1 : 1));
}

/** The expected close as it stood in the morning of a day. O(changes). */
export function expectedCloseOn({ dates, firstDate }: Pick<DealDiary, 'dates' | 'firstDate'>, day: DayNumber): DayNumber | undefined {
  const last = dates.findLast(({ on }) => on < day);
  return last === undefined ? firstDate : last.to === undefined ? undefined : dayNumber(last.to.slice(0, 10));
}
