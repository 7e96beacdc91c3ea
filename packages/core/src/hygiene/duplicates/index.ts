export { blockingKeys } from './blocking-keys.ts';
export { type MatchTerm, openComparer, type PairComparison } from './compare-pair.ts';
export {
  accountFields,
  contactFields,
  type FieldKind,
  fieldKinds,
  type LinkageField,
  type LinkageRecord,
  leadFields,
} from './fields.ts';
export { type DuplicatePair, type Duplicates, type FindOptions, findDuplicates } from './find-duplicates.ts';
export { fitLinkage } from './fit-linkage.ts';
export { type GuessedKind, guessKinds } from './guess-kinds.ts';
export { levelNames } from './levels.ts';
export { type FieldModel, type LinkageModel, pairClasses, reviewAt } from './model.ts';
export type { LinkageTable } from './record-table.ts';
