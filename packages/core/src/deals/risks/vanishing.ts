import {
  type AdditiveModel,
  type Explanation,
  explain,
  fitBoosting,
  fitLogistic,
  pickRows,
  predictLogits,
  type Table,
} from '../../learner/index.ts';
import { sortedQuantile } from '../../stats/index.ts';
import type { DayNumber } from '../../time/index.ts';
import type { DealDiary } from './deal-diary.ts';
import { type DealWeeks, gapsOf, inboundDays, ownLongGap, type Rhythm } from './deal-weeks.ts';

/** Days ahead for which a deal's vanishing is foretold. */
export const vanishWindowDays = 14;
const fewestCases = 15;

/**
 * The day on which a deal vanished: their silence outlasted 19 of 20 of their own gaps with no meeting ahead, and they never came back before
 * it was closed without a decision, or it was closed so before that. `undefined`: it did not; `'unclear'`: still open and silent, so nobody
 * knows yet. A silence that is broken, or ends in a yes or a no, is none.
 */
export function vanishedOn(diary: DealDiary, rhythm: Rhythm): DayNumber | 'unclear' | undefined {
  if (diary.end === 1 || diary.end === 2) return undefined;
  const inbound = inboundDays(diary, diary.closedDay + 1);
  const last = inbound.at(-1) ?? diary.openedDay;
  const longGap = ownLongGap(gapsOf(inbound), rhythm);
  const ahead = diary.meetings.reduce((day, meeting) => Math.max(day, meeting.knownFrom <= diary.closedDay ? meeting.day : day), 0);
  const silentFrom = Math.max(diary.openedDay + 1, Math.ceil(last + longGap) + 1, ahead + 1);
  if (diary.end === 3) return Math.min(silentFrom, diary.closedDay);
  if (diary.closedDay >= last + 2 * longGap && diary.closedDay >= silentFrom) return silentFrom;
  return diary.closedDay >= silentFrom ? 'unclear' : undefined;
}

/** Weeks in which a deal had not vanished yet, and whether it did within 14 days after; weeks that nobody can judge yet are left out. */
export type JudgedWeeks = DealWeeks & { vanished: Uint8Array };

/** @param until last day on which ends are known. O(rows + deals * touches). */
export function judgedWeeks(diaries: readonly DealDiary[], weeks: DealWeeks, rhythm: Rhythm, until: DayNumber): JudgedWeeks {
  const days = diaries.map((diary) => vanishedOn(diary, rhythm));
  const rows: number[] = [];
  const vanished: number[] = [];
  for (let row = 0; row < weeks.deal.length; row++) {
    const diary = diaries[weeks.deal[row] as number] as DealDiary;
    const on = days[weeks.deal[row] as number];
    const day = weeks.day[row] as number;
    if (on !== undefined && on !== 'unclear' && on <= day) continue;
    const isOver = diary.end !== 0 && diary.closedDay <= day + vanishWindowDays;
    if (!isOver && day + vanishWindowDays > until) continue;
    // The last stretch of an open deal may turn out to have been silence.
    if (on === 'unclear' && day + 2 * vanishWindowDays + rhythm.longGapDays > until) continue;
    rows.push(row);
    vanished.push(typeof on === 'number' && on <= day + vanishWindowDays ? 1 : 0);
  }
  return {
    deal: Int32Array.from(rows, (row) => weeks.deal[row] as number),
    day: Int32Array.from(rows, (row) => weeks.day[row] as number),
    table: pickRows(weeks.table, rows),
    vanished: Uint8Array.from(vanished),
  };
}

/** Chance that an open deal vanishes within 14 days, from what was known that morning. */
export type VanishModel = { parts: AdditiveModel[]; cases: number; vanished: number };

/**
 * Learns vanishing from judged weeks (a landmark model: van Houwelingen 2007). The mean log-odds of a penalised logistic and, from 200 cases
 * on, a boosted additive model; so its terms are additive too. Weeks of one deal go together, which the chances do not mind and intervals
 * would. Undefined for fewer than 15 weeks of either kind. Cost: one fit of each on the weeks.
 */
export function fitVanishing({ table, vanished }: Pick<JudgedWeeks, 'table' | 'vanished'>, seed: number): VanishModel | undefined {
  const count = vanished.reduce((sum, is) => sum + is, 0);
  if (count < fewestCases || vanished.length - count < fewestCases) return undefined;
  const parts: AdditiveModel[] = [fitLogistic(table, vanished, { seed })];
  if (count >= 200) parts.push(fitBoosting(table, vanished, { seed }));
  return { parts, cases: vanished.length, vanished: count };
}

/** The chance of each row. O(rows * columns). */
export function chancesToVanish({ parts }: VanishModel, table: Table): Float64Array {
  const logits = parts.map((part) => predictLogits(part, table));
  return Float64Array.from({ length: table.rowCount }, (_, row) => {
    const logit = logits.reduce((sum, of) => sum + (of[row] as number), 0) / parts.length;
    return 1 / (1 + Math.exp(-logit));
  });
}

/** Why a row has its chance: terms in log-odds that add up to it, largest first. */
export function whyVanishing({ parts }: VanishModel, table: Table, row: number): Explanation {
  const said = parts.map((part) => explain(part, table, row));
  const start = said.reduce((sum, one) => sum + one.start, 0) / parts.length;
  const byColumn = new Map<string, Explanation['terms'][number]>();
  for (const { terms } of said)
    for (const term of terms) {
      const there = byColumn.get(term.column);
      byColumn.set(term.column, { ...term, effect: (there?.effect ?? 0) + term.effect / parts.length });
    }
  const terms = [...byColumn.values()].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.column < b.column ? -1 : 1));
  const logit = terms.reduce((sum, { effect }) => sum + effect, start);
  return { p: 1 / (1 + Math.exp(-logit)), start, terms };
}

export type VanishAlarm = VanishModel & {
  /** An alarm goes off from this chance on. */
  threshold: number;
};

/**
 * A model with the chance from which on to raise an alarm, such that false alarms stay at or below `falseAlarms` per seller and week: found on
 * the last quarter of the weeks, which the first fit has not seen; then all weeks are learned from. Undefined as in {@link fitVanishing}.
 */
export function fitVanishAlarm(weeks: JudgedWeeks, { falseAlarms, seed }: { falseAlarms: number; seed: number }): VanishAlarm | undefined {
  const rows = Array.from(weeks.day.keys());
  const split = sortedQuantile(Float64Array.from(weeks.day).sort(), 0.75) ?? 0;
  const [before, after] = [
    rows.filter((row) => (weeks.day[row] as number) < split),
    rows.filter((row) => (weeks.day[row] as number) >= split),
  ];
  const model = fitVanishing(weeks, seed);
  const earlier = fitVanishing(someWeeks(weeks, before), seed);
  if (!model || !earlier) return undefined;
  const later = someWeeks(weeks, after);
  const threshold = alarmThreshold(chancesToVanish(earlier, later.table), later.vanished, falseAlarms * sellerWeeks(later));
  return { ...model, threshold };
}

function someWeeks(weeks: JudgedWeeks, rows: readonly number[]): JudgedWeeks {
  return {
    deal: Int32Array.from(rows, (row) => weeks.deal[row] as number),
    day: Int32Array.from(rows, (row) => weeks.day[row] as number),
    table: pickRows(weeks.table, rows),
    vanished: Uint8Array.from(rows, (row) => weeks.vanished[row] as number),
  };
}

/** Calendar weeks in which a seller had an open deal, summed over sellers. */
export function sellerWeeks({ day, table }: Pick<JudgedWeeks, 'day' | 'table'>): number {
  const owner = table.columns.find(({ name }) => name === 'owner');
  const seen = new Set<string>();
  for (let row = 0; row < day.length; row++)
    seen.add(`${owner?.kind === 'category' ? owner.codes[row] : -1} ${Math.floor((day[row] as number) / 7)}`);
  return seen.size;
}

/** The lowest chance at which an alarm may go off so that false alarms stay at or below `falseAlarms` in all. O(rows log rows). */
export function alarmThreshold(chances: ArrayLike<number>, vanished: ArrayLike<number>, falseAlarms: number): number {
  const order = Array.from({ length: chances.length }, (_, row) => row).sort((a, b) => (chances[b] as number) - (chances[a] as number));
  let wrong = 0;
  let threshold = 1;
  for (const row of order) {
    wrong += vanished[row] === 0 ? 1 : 0;
    if (wrong > falseAlarms) break;
    threshold = chances[row] as number;
  }
  return threshold;
}
