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
  const known = made.get(kind);
  if (known) return known;
  const prior = fitLinkage({ fields: linkageFields[kind], rowCount: 0, cells: {} });
  const perPair = 2 / assumedRecords;
  const shares = [0, 0.05 * perPair, 0.01 * perPair, 0.1 * perPair, 0.05 * perPair];
  shares[0] = 1 - shares.reduce((sum, share) => sum + share, 0);
  const comparisons = prior.comparisons.map((field) => ({ ...withChance(field), filled: assumedRecords }));
  const model: LinkageModel = { ...prior, records: assumedRecords, shares, comparisons, mergeAt: 0.999 };
  made.set(kind, model);
  return model;
}

/** Every class of pairs is partly chance: that part becomes what it usually is, where the fit of nothing took every level to be likely. */
function withChance(field: FieldModel): FieldModel {
  const [before = [], same = []] = field.levels;
  const last = before.length - 1;
  const agree = agreeByChance[field.kind] ?? usually;
  const chance = before.map((_, level) =>
    level === 0 ? agree : level === last ? 1 - agree - nearlyAgreeByChance : nearlyAgreeByChance / Math.max(1, last - 1),
  );
  const levels = field.levels.map((levelsOfClass, ofClass) => {
    if (ofClass === 0) return chance;
    if (ofClass === 1) return [...same];
    const least = ofClass === 2 ? (same[last] ?? 0) : 0;
    const byChance = ((levelsOfClass[last] ?? 0) - least) / Math.max(1e-9, (before[last] ?? 1) - least);
    return levelsOfClass.map((share, level) => Math.max(1e-6, share + byChance * ((chance[level] ?? 0) - (before[level] ?? 0))));
  });
  return { ...field, levels };
}
