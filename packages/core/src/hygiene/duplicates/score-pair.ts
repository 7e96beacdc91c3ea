import { fieldLevel } from './compare.ts';
import { areSwapped } from './compare-names.ts';
import { type Comparisons, comparisonsOf, type PreparedRecord } from './comparisons.ts';
import { missingLevel } from './levels.ts';
import { type FieldModel, type LinkageModel, pairClasses } from './model.ts';
import { areOfPeople, sharingIn } from './relations.ts';
import { WordWeights } from './word-weights.ts';

/** A model unfolded for scoring: logarithms and look-ups made once. */
export interface Scorer {
  readonly model: LinkageModel;
  readonly comparisons: Comparisons;
  readonly weights: readonly WordWeights[];
  /** Logarithm of the level's probability: [class][field][level]. */
  readonly logLevels: readonly (readonly Float64Array[])[];
  readonly logShares: Float64Array;
  /** Logarithms of {@link FieldModel.amongNamesakes}: [field][level]. */
  readonly logNamesakes: readonly (Float64Array | undefined)[];
  readonly counts: readonly ReadonlyMap<string, number>[];
  /** Whether records of a kind of relation agree on a field by that relation: [class][field]. Where not, only chance makes them agree. */
  readonly isShared: readonly (readonly boolean[])[];
}

export function openScorer(model: LinkageModel): Scorer {
  const { comparisons: fields } = model;
  const isOfPeople = areOfPeople(model.fields);
  return {
    model,
    comparisons: comparisonsOf(model.fields),
    weights: fields.map(({ words }) => new WordWeights(words)),
    logLevels: pairClasses.map((_, ofClass) => fields.map(({ levels }) => Float64Array.from(levels[ofClass] ?? [], Math.log))),
    logShares: Float64Array.from(model.shares, Math.log),
    logNamesakes: fields.map(({ amongNamesakes }) => amongNamesakes && Float64Array.from(amongNamesakes, Math.log)),
    counts: fields.map(({ counts }) => new Map(Object.entries(counts))),
    isShared: pairClasses.map((_, ofClass) => fields.map(({ kind }) => sharingIn(ofClass, kind, isOfPeople) !== undefined)),
  };
}

/** Levels of all fields of two records. */
export function levelsOf(
  { comparisons, weights }: Pick<Scorer, 'comparisons' | 'weights'>,
  a: PreparedRecord,
  b: PreparedRecord,
): Uint8Array {
  const { fields, first, last } = comparisons;
  const levels = new Uint8Array(fields.length);
  fields.forEach(({ kind }, at) => {
    levels[at] = fieldLevel(kind, a[at] ?? [], b[at] ?? [], weights[at] as WordWeights);
  });
  if (first >= 0) swapNames(levels, first, last, a, b);
  return levels;
}

/** Level "in the other field" of `firstName` and `lastName`. */
export const swappedLevel = 5;
const differentName = 6;

/** Where neither name agrees in its place, looks whether they changed places. */
export function swapNames(levels: Uint8Array, first: number, last: number, a: PreparedRecord, b: PreparedRecord): void {
  const ofFirst = levels[first] ?? missingLevel;
  const ofLast = levels[last] ?? missingLevel;
  if (ofFirst < 3 || ofLast < 3 || (ofFirst !== differentName && ofLast !== differentName)) return;
  const [firstA, lastA, firstB, lastB] = [a[first]?.[0], a[last]?.[0], b[first]?.[0], b[last]?.[0]];
  if (firstA && lastA && firstB && lastB && areSwapped(firstA, lastA, firstB, lastB)) {
    levels[first] = swappedLevel;
    levels[last] = swappedLevel;
  }
}

/** Probability that two unrelated records agree on the value that these two share (in `count` records, of `filled`). */
export function chanceOfValue(count: number, filled: number): number {
  return Math.min(1, Math.max(1, count - 1) / Math.max(2, filled - 1));
}

/** For each field the logarithm of the chance that unrelated records are as alike: by the value where they agree, else by the level. */
export function logChances(scorer: Scorer, levels: Uint8Array, a: PreparedRecord, b: PreparedRecord): Float64Array {
  const { model, counts, logLevels } = scorer;
  const chances = Float64Array.from(levels, (level, at) => {
    if (level === missingLevel) return 0;
    if (level > 0) return logLevels[0]?.[at]?.[level] ?? 0;
    const key = a[at]?.find((one) => b[at]?.some((other) => other.key === one.key))?.key;
    const { filled, isDescriptive } = model.comparisons[at] as FieldModel;
    if (key === undefined || isDescriptive) return logLevels[0]?.[at]?.[0] ?? 0;
    return Math.log(chanceOfValue(counts[at]?.get(key) ?? 2, filled));
  });
  allowForNames(scorer, levels, chances);
  return chances;
}

/** Mail that is alike says little about people whose names are: its chance is then that among namesakes. */
export function allowForNames({ model, comparisons, logNamesakes }: Scorer, levels: Uint8Array, chances: Float64Array): void {
  if (!haveSameNames(comparisons, levels)) return;
  for (let at = 0; at < levels.length; at++) {
    const level = levels[at] as number;
    if (level === 0 || level === missingLevel || model.comparisons[at]?.amongNamesakes === undefined) continue;
    chances[at] = logNamesakes[at]?.[level] ?? 0;
  }
}

/** Whether first and last name, or full names, agree but for slips. */
export function haveSameNames({ fields, first, last }: Comparisons, levels: Uint8Array): boolean {
  if (first >= 0) {
    const ofFirst = levels[first] as number;
    const ofLast = levels[last] as number;
    return (ofFirst <= 4 && ofLast <= 4) || (ofFirst === swappedLevel && ofLast === swappedLevel);
  }
  for (let at = 0; at < levels.length; at++) if (fields[at]?.kind === 'personName' && (levels[at] as number) <= 3) return true;
  return false;
}

/**
 * Log odds (natural) that two records are the same: all ways of being the same against all ways of being alike without it.
 *
 * @param chances by {@link logChances}
 */
export function logOddsOf({ logLevels, logShares, isShared }: Scorer, levels: Uint8Array, chances: Float64Array): number {
  const sums = classSums;
  for (let ofClass = 0; ofClass < sums.length; ofClass++) sums[ofClass] = logShares[ofClass] ?? 0;
  for (let at = 0; at < levels.length; at++) {
    const level = levels[at] as number;
    if (level === missingLevel) continue;
    const chance = chances[at] as number;
    sums[0] = (sums[0] as number) + chance;
    for (let ofClass = 1; ofClass < sums.length; ofClass++) {
      const isChance = ofClass > 2 && !isShared[ofClass]?.[at];
      sums[ofClass] = (sums[ofClass] as number) + (isChance ? chance : (logLevels[ofClass]?.[at]?.[level] as number));
    }
  }
  return logSum(sums[1] as number, sums[2] as number) - logSum(logSum(sums[0] as number, sums[3] as number), sums[4] as number);
}

const classSums = new Float64Array(pairClasses.length);

function logSum(a: number, b: number): number {
  const most = Math.max(a, b);
  return most === Number.NEGATIVE_INFINITY ? most : most + Math.log1p(Math.exp(Math.min(a, b) - most));
}

export function probabilityOf(logOdds: number): number {
  return logOdds >= 0 ? 1 / (1 + Math.exp(-logOdds)) : Math.exp(logOdds) / (1 + Math.exp(logOdds));
}
