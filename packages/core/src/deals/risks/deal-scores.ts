import {
  type BootstrapInterval,
  type CalibrationRow,
  calibrationError,
  calibrationTableOfEqualCases,
  cIndex,
  differenceInterval,
  type Followed,
  integratedBrierOfCases,
} from '../../stats/index.ts';
import type { DealHistories } from './deal-histories.ts';
import { causeCount } from './hazard-member.ts';
import type { Incidence } from './incidence.ts';

/** Integrated Brier score of the model and of the reference, and the interval of their difference (below zero: the model is nearer the truth). */
export type BrierAgainst = { model: number; reference: number; difference: BootstrapInterval };

export type CalibrationAt = {
  days: number;
  n: number;
  /** Mean distance of what was said and what happened, over ten groups of equal size. */
  error: number;
  /** What the same distance would be by chance alone, were every chance true. */
  errorByChance: number;
  rows: CalibrationRow[];
};

export type DealScores = {
  /** Forecasts judged: a deal counts once per age. */
  n: number;
  /** Still open or not, whatever the end. */
  anyEnd: BrierAgainst;
  /** Won or not. */
  won: BrierAgainst;
  /** All states at once: the sum over won, lost and gone. */
  states: BrierAgainst;
  /** Whether deals won earlier were given the higher chance (Wolbers et al. 2009). */
  cIndexWon: number | undefined;
  calibration: { won: CalibrationAt[]; anyEnd: CalibrationAt[] };
};

/** Forecasts made at one age: which deals, what the model and the reference said. */
export type JudgedAge = { age: number; deals: Int32Array; model: Incidence; reference: Incidence };

/** Fewer draws where there are many cases: the interval is steadier then. */
const drawsOf = (cases: number) => Math.round(Math.min(1_000, Math.max(200, 4e6 / cases)));

/**
 * Holds forecasts against what became of the deals, from the age at which they were made. Deals last seen open count as long as they were
 * seen (inverse probability of censoring weights, Graf et al. 1999). The interval draws whole deals, since one deal may be judged at several
 * ages. Undefined when no judged deal was followed to the last day asked for. O(forecasts * days + draws * forecasts).
 */
export function dealScores(test: DealHistories, judged: readonly JudgedAge[], seed: number): DealScores | undefined {
  const parts = judged.filter(({ deals }) => deals.length > 0).map((part) => ({ ...part, followed: followedFrom(test, part) }));
  const clusters = Int32Array.from(parts.flatMap(({ deals }) => Array.from(deals)));
  if (clusters.length === 0 || !test.end.some((end) => end > 0)) return undefined;
  const lossesOf = (of: 'model' | 'reference', cause: number | undefined) =>
    parts.flatMap((part) => {
      const { days, causes } = part[of];
      const said = (i: number, day: number) => {
        const place = i * days.length + (placeOfDay(days, day) ?? 0);
        return chanceAt(causes, place, cause);
      };
      return Array.from(integratedBrierOfCases(part.followed, said, days, cause === undefined ? {} : { cause }));
    });
  const against = (model: readonly number[], reference: readonly number[]): BrierAgainst | undefined => {
    const difference = differenceInterval(model, reference, { seed, draws: drawsOf(clusters.length), clusters, method: 'percentile' });
    return difference && { model: mean(model), reference: mean(reference), difference };
  };
  const byCause = Array.from({ length: causeCount }, (_, k) => ({
    model: lossesOf('model', k + 1),
    reference: lossesOf('reference', k + 1),
  }));
  const anyEnd = against(lossesOf('model', undefined), lossesOf('reference', undefined));
  const won = against(byCause[0]?.model ?? [], byCause[0]?.reference ?? []);
  const states = against(sums(byCause.map(({ model }) => model)), sums(byCause.map(({ reference }) => reference)));
  if (!anyEnd || !won || !states) return undefined;
  return { n: clusters.length, anyEnd, won, states, cIndexWon: concordanceOfWon(parts), calibration: calibrationOf(test, parts) };
}

type Part = JudgedAge & { followed: Followed };

function followedFrom(test: DealHistories, { age, deals, model }: JudgedAge): Followed {
  const last = model.days[model.days.length - 1] as number;
  const ages = Array.from(deals, (deal) => (test.closedDay[deal] as number) - (test.openedDay[deal] as number) - age);
  // What happened after the last day asked for is as good as still open then.
  return {
    ages: ages.map((days) => Math.min(days, last + 1)),
    events: Array.from(deals, (deal, i) => ((ages[i] as number) > last ? 1 : (test.end[deal] as number))),
  };
}

function concordanceOfWon(parts: readonly Part[]): number | undefined {
  let [agreeing, pairs] = [0, 0];
  for (const { followed, model } of parts) {
    const steps = model.days.length;
    const last = model.days[steps - 1] as number;
    const isWon = Array.from(followed.events, (event, i) => (event === 1 && (followed.ages[i] as number) <= last ? 1 : 0));
    const ages = Array.from(followed.ages, (age, i) => (isWon[i] === 1 || followed.events[i] === 0 ? age : Number.MAX_SAFE_INTEGER));
    const risks = isWon.map((_, i) => model.causes[0]?.[i * steps + steps - 1] as number);
    const found = cIndex({ ages, events: isWon }, risks);
    agreeing += found ? found.value * found.pairs : 0;
    pairs += found?.pairs ?? 0;
  }
  return pairs > 0 ? agreeing / pairs : undefined;
}

/**
 * Only deals whose whole window was watched are judged, those that ended in it too: where the file breaks off inside the window, the ended
 * ones alone would say that all deals end.
 */
function calibrationOf(test: DealHistories, parts: readonly Part[]): DealScores['calibration'] {
  const lastDay = test.closedDay.reduce((last, day) => Math.max(last, day), Number.NEGATIVE_INFINITY);
  const days = parts[0]?.model.days ?? new Int32Array(0);
  const last = days[days.length - 1] ?? 0;
  const asked = [30, 60, 90].filter((day) => day <= last && placeOfDay(days, day) !== undefined);
  const at = (day: number, cause: number | undefined): CalibrationAt[] => {
    const said: number[] = [];
    const happened: number[] = [];
    for (const { age, deals, followed, model } of parts) {
      const place = placeOfDay(model.days, day) as number;
      const isLost = (i: number) => followed.events[i] === 0 && (followed.ages[i] as number) <= day;
      const breaksOff = Array.from(deals.keys()).some(isLost);
      for (let i = 0; i < followed.ages.length; i++) {
        const hasEnded = (followed.ages[i] as number) <= day;
        if (isLost(i) || (breaksOff && (test.openedDay[deals[i] as number] as number) + age + day > lastDay)) continue;
        const at = i * model.days.length + place;
        said.push(chanceAt(model.causes, at, cause));
        happened.push(hasEnded && (cause === undefined || followed.events[i] === cause) ? 1 : 0);
      }
    }
    if (said.length === 0) return [];
    const rows = calibrationTableOfEqualCases(said, happened, 10);
    const byChance =
      rows.reduce((sum, row) => sum + row.n * Math.sqrt((2 * row.said * (1 - row.said)) / (Math.PI * row.n)), 0) / said.length;
    return [{ days: day, n: said.length, error: calibrationError(rows), errorByChance: byChance, rows }];
  };
  const horizons = asked.length > 0 ? asked : [last];
  return { won: horizons.flatMap((day) => at(day, 1)), anyEnd: horizons.flatMap((day) => at(day, undefined)) };
}

/** Of one cause, or of any: chances that add up to one may add up to a last bit more. */
function chanceAt(causes: readonly ArrayLike<number>[], place: number, cause: number | undefined): number {
  if (cause !== undefined) return causes[cause - 1]?.[place] as number;
  return Math.min(
    1,
    causes.reduce((sum, ofCause) => sum + (ofCause[place] as number), 0),
  );
}

function placeOfDay(days: Int32Array, day: number): number | undefined {
  const place = days.indexOf(day);
  return place < 0 ? undefined : place;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sums(lists: readonly (readonly number[])[]): number[] {
  return (lists[0] ?? []).map((_, i) => lists.reduce((sum, list) => sum + (list[i] as number), 0));
}
