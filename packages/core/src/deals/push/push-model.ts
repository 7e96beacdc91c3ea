import { type AdditiveModel, type Explanation, explain, fitLogistic, predict, type Table } from '../../learner/index.ts';
import { type DayNumber, type PeriodKind, periodOf } from '../../time/index.ts';
import type { DealDiary } from '../risks/deal-diary.ts';
import { dealsAsKnown, type Rhythm } from '../risks/deal-weeks.ts';
import { expectedCloseOn, pushesOf } from './push-history.ts';

/** Moments at which a deal was expected to close within the period then running, and whether it slipped out of it. */
export type PushCases = { deal: Int32Array; day: Int32Array; table: Table; slipped: Uint8Array };

export type PushModel = AdditiveModel & { cases: number; slipped: number };

const columns = [
  'owner',
  'segment',
  'stage',
  'pushes',
  'days since the last push',
  'days in stage',
  'days to the expected close',
  'days to the period end',
  'days quiet',
  'meetings ahead',
];
const fewestCases = 20;

/**
 * Every seventh day of every deal on which its close date lay in the running period, as known that morning. It slipped when its date was then
 * moved to a later period, or it was still open when the period ended; it did not when it was closed before. Periods that end after `until`
 * are not judged. O(rows * records of the deal).
 */
export function pushCases(diaries: readonly DealDiary[], rhythm: Rhythm, until: DayNumber, kind: PeriodKind = 'quarter'): PushCases {
  const moments: { deal: number; day: DayNumber }[] = [];
  const slipped: number[] = [];
  for (const [deal, diary] of diaries.entries()) {
    const pushes = pushesOf(diary, kind);
    for (let day = diary.openedDay + 7; day <= diary.closedDay; day += 7) {
      const end = endOfPeriodExpected(diary, day, kind);
      if (end === undefined || end > until) continue;
      const isMoved = pushes.some(({ on, to }) => on >= day && on <= end && to > end);
      const isOpenAtEnd = diary.end === 0 || diary.closedDay > end;
      moments.push({ deal, day });
      slipped.push(isMoved || isOpenAtEnd ? 1 : 0);
    }
  }
  return { ...pushTable(diaries, rhythm, moments, kind), slipped: Uint8Array.from(slipped) };
}

/** What is known on a day about the deals whose close date lies in the running period. */
export function openForPush(
  diaries: readonly DealDiary[],
  rhythm: Rhythm,
  day: DayNumber,
  kind: PeriodKind = 'quarter',
): Omit<PushCases, 'slipped'> {
  const moments = [...diaries.entries()]
    .filter(([, diary]) => diary.openedDay < day && diary.closedDay >= day && endOfPeriodExpected(diary, day, kind) !== undefined)
    .map(([deal]) => ({ deal, day }));
  return pushTable(diaries, rhythm, moments, kind);
}

/**
 * Learns how likely a close date in the running period slips out of it: penalised logistic regression on the push history of the deal, its
 * stage, segment and person, the levels of each leaning on the whole (partial pooling; Gelman et al. 2008). Undefined for fewer than 20
 * moments of either kind. Cost: one `fitLogistic`.
 */
export function fitPushes({ table, slipped }: Pick<PushCases, 'table' | 'slipped'>, seed = 1): PushModel | undefined {
  const count = slipped.reduce((sum, is) => sum + is, 0);
  if (count < fewestCases || slipped.length - count < fewestCases) return undefined;
  return { ...fitLogistic(table, slipped, { seed }), cases: slipped.length, slipped: count };
}

/** Chance of each row to slip. O(rows * columns). */
export function chancesToSlip(model: PushModel, table: Table): Float64Array {
  return predict(model, table);
}

/** Why a row has its chance: terms in log-odds that add up to it exactly. */
export function whySlipping(model: PushModel, table: Table, row: number): Explanation {
  return explain(model, table, row);
}

function endOfPeriodExpected(diary: DealDiary, day: DayNumber, kind: PeriodKind): DayNumber | undefined {
  const expected = expectedCloseOn(diary, day);
  const { from, to } = periodOf(kind, day);
  return expected !== undefined && expected >= from && expected <= to ? to : undefined;
}

function pushTable(diaries: readonly DealDiary[], rhythm: Rhythm, moments: readonly { deal: number; day: DayNumber }[], kind: PeriodKind) {
  const { deal, day, table } = dealsAsKnown(diaries, rhythm, moments);
  const toPeriodEnd = {
    kind: 'number' as const,
    name: 'days to the period end',
    values: Float64Array.from(day, (on) => periodOf(kind, on).to - on),
  };
  const known = [...table.columns, toPeriodEnd].filter(({ name }) => columns.includes(name));
  return { deal, day, table: { rowCount: table.rowCount, columns: known } };
}
