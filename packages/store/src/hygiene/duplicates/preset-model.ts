import { type FieldKind, type FieldModel, fitLinkage, type LinkageModel } from '@windshield/core';
import type { MergeKind } from '../merging/index.ts';
import { linkageFields } from './compared-records.ts';

/** Below so many records there is too little to learn from: what is known beforehand serves better. */
export const enoughToFit = 300;

/** A base of this size is assumed: how rare a value is that is met twice, and how many pairs are one and the same. */
const assumedRecords = 2_000;

/** How often two records that have nothing to do with each other agree; of the rest nearly all differ altogether. */
const agreeByChance: Partial<Record<FieldKind, number>> = { country: 0.4, city: 0.05, text: 0.02, firstName: 0.01 };
const usually = 0.002;
const nearlyAgreeByChance = 0.03;

const made = new Map<MergeKind, LinkageModel>();

/**
 * A model of what is known before any record is: how often the same thing is written alike by the priors of the fit, how often different
 * things are by what such bases usually hold.
 */
export function presetModel(kind: MergeKind): LinkageModel {
  const known = made.get(kind) ?? modelFor(kind);
  made.set(kind, known);
  return known;
}

/**
 * The same for a base that tells how often different things agree in it, and how rare its values are, but holds too few duplicates to learn
 * from what they look like: namesakes are no proof where names are few.
 *
 * @param base what was fitted on all its records
 */
export function presetModelOf(kind: MergeKind, base: LinkageModel): LinkageModel {
  return modelFor(kind, base);
}

function modelFor(kind: MergeKind, base?: LinkageModel): LinkageModel {
  const prior = fitLinkage({ fields: linkageFields[kind], rowCount: 0, cells: {} });
  const records = base?.records ?? assumedRecords;
  const perPair = 2 / records;
  const shares = [0, 0.05 * perPair, 0.01 * perPair, 0.1 * perPair, 0.05 * perPair];
  shares[0] = 1 - shares.reduce((sum, share) => sum + share, 0);
  const seen = new Map(base?.comparisons.map((field) => [field.name, field]));
  const comparisons = prior.comparisons.map((field) => {
    const { levels: [chance] = [], counts = {}, words = field.words, filled = assumedRecords } = seen.get(field.name) ?? {};
    return { ...withChance(field, chance ?? usualChance(field)), counts, words, filled };
  });
  return { ...prior, records, shares, comparisons, mergeAt: 0.999 };
}

/** How often different things agree at each level, before anything is known of a base. */
function usualChance({ kind, levels: [levels = []] }: FieldModel): number[] {
  const last = levels.length - 1;
  const agree = agreeByChance[kind] ?? usually;
  return levels.map((_, level) =>
    level === 0 ? agree : level === last ? 1 - agree - nearlyAgreeByChance : nearlyAgreeByChance / Math.max(1, last - 1),
  );
}

/** Every class of pairs is partly chance: that part becomes what it usually is, where the fit of nothing took every level to be likely. */
function withChance(field: FieldModel, chance: readonly number[]): FieldModel {
  const [before = [], same = []] = field.levels;
  const last = before.length - 1;
  const levels = field.levels.map((levelsOfClass, ofClass) => {
    if (ofClass === 0) return [...chance];
    if (ofClass === 1) return [...same];
    const least = ofClass === 2 ? (same[last] ?? 0) : 0;
    const byChance = ((levelsOfClass[last] ?? 0) - least) / Math.max(1e-9, (before[last] ?? 1) - least);
    return levelsOfClass.map((share, level) => Math.max(1e-6, share + byChance * ((chance[level] ?? 0) - (before[level] ?? 0))));
  });
  return { ...field, levels };
}
