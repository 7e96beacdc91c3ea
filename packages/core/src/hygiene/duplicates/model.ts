import type { LinkageField } from './fields.ts';
import type { WordCounts } from './word-weights.ts';

/** What two records can be to each other. The first is chance alone; the last two are why likeness alone is no proof. */
export const pairClasses = ['unrelated', 'same', 'same, moved', 'one place', 'one company or name'] as const;

/** What was learned about one field. */
export interface FieldModel extends LinkageField {
  /** For each of {@link pairClasses}, how often each level is met; each adds up to 1. */
  readonly levels: readonly (readonly number[])[];
  /**
   * Addresses of mail are made of names: how alike those of unrelated people are whose names agree. Only of mail, and only below "the same".
   */
  readonly amongNamesakes?: readonly number[];
  /** It describes and does not say who: it counts for half, and the rarity of its values for nothing. */
  readonly isDescriptive: boolean;
  /** In how many records a value stands (by its key), for values in three or more; all others are taken to stand in two. */
  readonly counts: Readonly<Record<string, number>>;
  /** In how many records the field is filled. */
  readonly filled: number;
  /** In how many records a word stands, for words in three or more. Only of fields that are compared by words. */
  readonly words: WordCounts;
}

/** A fitted model of who is who; plain JSON. */
export interface LinkageModel {
  readonly version: 1;
  readonly fields: readonly LinkageField[];
  readonly comparisons: readonly FieldModel[];
  /** Records it was fitted on. */
  readonly records: number;
  /** Of all pairs of records, the share that belongs to each of {@link pairClasses}. */
  readonly shares: readonly number[];
  /** Pairs at or above it are taken to be the same: the best expected F1 among the pairs it was fitted on. */
  readonly decideAt: number;
  /** Pairs at or above it may be merged without asking: their mean error is estimated below 0.5 %. */
  readonly mergeAt: number;
}

/** From here on a pair is worth a person's look. */
export const reviewAt = 0.65;
