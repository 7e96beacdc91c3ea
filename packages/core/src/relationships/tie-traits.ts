import { sortedQuantile } from '../stats/index.ts';
import { decayedExposure, decayedWeight, type HalfLife, halfLifeAt } from './decay.ts';
import { mail, meeting } from './kinds.ts';
import { daySeconds } from './ledger.ts';
import { answerDays, gapsBetween, rhythmOf, shareAnswered, shareOfGapsEnding } from './rhythm.ts';
import { daysWritten, type TieIndex } from './tie-index.ts';

/** Half-lives, in days, through which every tie is looked at: this week, these weeks, this quarter, this year. */
export const lenses = [4, 12, 36, 108] as const;

/** The moment that is looked from, and through what. `daysSeen`: how far back the data reach. */
export type Moment = { asOf: number; daysSeen: number; horizonDays: number; halfLife: HalfLife };

/** What is known of each directed tie at one moment, a value per tie. Rates are a day; NaN is unknown. */
export type TieTraits = {
  /** By lens: days on which something was written, then calls and meetings. */
  dayRates: readonly Float64Array[];
  callRates: readonly Float64Array[];
  meetingRates: readonly Float64Array[];
  /** Decayed counts of each kind through the fitted half-life. */
  strength: Strength;
  /** Since something was last and first written. */
  quietDays: Float64Array;
  tenureDays: Float64Array;
  gapCount: Float64Array;
  usualGapDays: Float64Array;
  longGapDays: Float64Array;
  shareOfGapsEnding: Float64Array;
  /** How this side answers what the other wrote. */
  medianAnswerDays: Float64Array;
  shareAnswered: Float64Array;
};

export type Strength = { mail: Float64Array; call: Float64Array; meeting: Float64Array };

/** Reads the traits of every tie of a ledger that holds nothing at or after `asOf`. O(rows × lenses). */
export function tieTraits(index: TieIndex, moment: Moment): TieTraits {
  const { tieCount } = index;
  const unknown = () => new Float64Array(tieCount).fill(Number.NaN);
  const { quietDays, tenureDays } = firstAndLast(index, moment.asOf);
  const traits: TieTraits = {
    ...ratesByLens(index, moment),
    strength: tieStrength(index, moment, tenureDays),
    quietDays,
    tenureDays,
    gapCount: new Float64Array(tieCount),
    usualGapDays: unknown(),
    longGapDays: unknown(),
    shareOfGapsEnding: unknown(),
    medianAnswerDays: unknown(),
    shareAnswered: unknown(),
  };
  for (let tie = 0; tie < tieCount; tie++) {
    const written = daysWritten(index, tie);
    const asked = daysWritten(index, index.reverse[tie] as number);
    const answers = answerDays(asked, written).sort((a, b) => a - b);
    traits.medianAnswerDays[tie] = sortedQuantile(answers, 0.5) ?? Number.NaN;
    if (asked.length > 0) traits.shareAnswered[tie] = shareAnswered(answers.length, asked.length);
    if (written.length === 0) continue;
    const gaps = gapsBetween(written);
    const rhythm = rhythmOf(gaps);
    traits.gapCount[tie] = gaps.length;
    traits.shareOfGapsEnding[tie] = shareOfGapsEnding(gaps, quietDays[tie] as number, moment.horizonDays);
    traits.usualGapDays[tie] = rhythm?.usualDays ?? Number.NaN;
    traits.longGapDays[tie] = rhythm?.longDays ?? Number.NaN;
  }
  return traits;
}

/**
 * Decayed counts a day of each kind, with a half-life that grows with each tie's own tenure (of writing; without any, the youngest).
 * O(rows).
 */
export function tieStrength(
  index: TieIndex,
  { asOf, daysSeen, halfLife }: Omit<Moment, 'horizonDays'>,
  tenureDays: Float64Array,
): Strength {
  const { ledger, tieCount, start } = index;
  const now = asOf / daySeconds;
  const strength = { mail: new Float64Array(tieCount), call: new Float64Array(tieCount), meeting: new Float64Array(tieCount) };
  for (let tie = 0; tie < tieCount; tie++) {
    const days = halfLifeAt(halfLife, Number.isNaN(tenureDays[tie]) ? 0 : (tenureDays[tie] as number));
    const exposure = decayedExposure(daysSeen, days);
    for (let row = start[tie] as number; row < (start[tie + 1] as number); row++) {
      const kind = ledger.kind[row] as number;
      const of = kind === mail ? strength.mail : kind === meeting ? strength.meeting : strength.call;
      const weight = decayedWeight(now - (ledger.day[row] as number) - 0.5, days) / exposure;
      of[tie] = (of[tie] as number) + (ledger.count[row] as number) * weight;
    }
  }
  return strength;
}

/** Days since something was last and first written along each tie; NaN where nothing was. O(rows). */
export function firstAndLast({ ledger, tieCount, start }: TieIndex, asOf: number): { quietDays: Float64Array; tenureDays: Float64Array } {
  const quietDays = new Float64Array(tieCount).fill(Number.NaN);
  const tenureDays = new Float64Array(tieCount).fill(Number.NaN);
  for (let tie = 0; tie < tieCount; tie++) {
    for (let row = start[tie] as number; row < (start[tie + 1] as number); row++) {
      if (ledger.kind[row] !== mail) continue;
      quietDays[tie] = (asOf - (ledger.lastAt[row] as number)) / daySeconds;
      if (Number.isNaN(tenureDays[tie])) tenureDays[tie] = (asOf - (ledger.firstAt[row] as number)) / daySeconds;
    }
  }
  return { quietDays, tenureDays };
}

function ratesByLens({ ledger, tieCount, start }: TieIndex, { asOf, daysSeen }: Moment) {
  const dayRates = lenses.map(() => new Float64Array(tieCount));
  const callRates = lenses.map(() => new Float64Array(tieCount));
  const meetingRates = lenses.map(() => new Float64Array(tieCount));
  lenses.forEach((days, lens) => {
    const weightOn = weightsByDay(ledger.day, asOf / daySeconds, days, decayedExposure(daysSeen, days));
    for (let tie = 0; tie < tieCount; tie++) {
      for (let row = start[tie] as number; row < (start[tie + 1] as number); row++) {
        const weight = weightOn(ledger.day[row] as number);
        const kind = ledger.kind[row] as number;
        const rates = (kind === mail ? dayRates : kind === meeting ? meetingRates : callRates)[lens] as Float64Array;
        rates[tie] = (rates[tie] as number) + (kind === mail ? 1 : (ledger.count[row] as number)) * weight;
      }
    }
  });
  return { dayRates, callRates, meetingRates };
}

/** {@link decayedWeight} by day, each computed once: a ledger has few days and many rows. */
function weightsByDay(days: Int32Array, now: number, halfLifeDays: number, exposure: number): (day: number) => number {
  const first = days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY);
  if (days.length === 0) return () => 0;
  const weights = Float64Array.from(
    { length: Math.max(1, Math.floor(now) - first + 1) },
    (_, i) => decayedWeight(now - (first + i) - 0.5, halfLifeDays) / exposure,
  );
  return (day) => weights[day - first] as number;
}
