import { type BootstrapInterval, cIndex, differenceInterval, integratedBrierOfCases } from '../../stats/index.ts';
import { type CalibrationAt, calibrationAt, saidOfDeals } from './deal-calibration.ts';
import type { DealHistories } from './deal-histories.ts';
import { causeCount } from './hazard-member.ts';
import { chanceAt, type FollowedAge, followedAges, type JudgedAge, placeOfDay } from './judged-ages.ts';

/** Integrated Brier score of the model and of the reference, and the interval of their difference (below zero: the model is nearer the truth). */
export type BrierAgainst = { model: number; reference: number; difference: BootstrapInterval };

export type DealScores = {
  /** Forecasts judged: a deal counts once per age, and not on days before ends are on file. */
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

/** Fewer draws where there are many cases: the interval is steadier then. */
const drawsOf = (cases: number) => Math.round(Math.min(1_000, Math.max(200, 4e6 / cases)));

/**
 * Holds forecasts against what became of the deals, from the age at which they were made. Deals last seen open count as long as they were
 * seen (inverse probability of censoring weights, Graf et al. 1999). The interval draws whole deals, since one deal may be judged at several
 * ages. Undefined when no judged deal was followed to the last day asked for.
 * @param watchedFrom see {@link followedAges}
 * O(forecasts * days + draws * forecasts).
 */
export function dealScores(test: DealHistories, judged: readonly JudgedAge[], seed: number, watchedFrom?: number): DealScores | undefined {
  const parts = followedAges(test, judged, watchedFrom);
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

function concordanceOfWon(parts: readonly FollowedAge[]): number | undefined {
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

function calibrationOf(test: DealHistories, parts: readonly FollowedAge[]): DealScores['calibration'] {
  const days = parts[0]?.model.days ?? new Int32Array(0);
  const last = days[days.length - 1] ?? 0;
  const asked = [30, 60, 90].filter((day) => placeOfDay(days, day) !== undefined);
  const horizons = asked.length > 0 ? asked : [last];
  const of = (cause: number | undefined) => horizons.flatMap((day) => calibrationAt(day, saidOfDeals(test, parts, day, cause)) ?? []);
  return { won: of(1), anyEnd: of(undefined) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sums(lists: readonly (readonly number[])[]): number[] {
  return (lists[0] ?? []).map((_, i) => lists.reduce((sum, list) => sum + (list[i] as number), 0));
}
