export { blockingKeys } from './blocking-keys.ts';
export { comparePair, type MatchTerm, openComparer, type PairComparison } from './compare-pair.ts';
export {
  accountFields,
  contactFields,
  type FieldKind,
  fieldKinds,
  type LinkageField,
  type LinkageRecord,
  leadFields,
} from './fields.ts';
export { type DuplicatePair, type Duplicates, findDuplicates } from './find-duplicates.ts';
export { fitLinkage } from './fit-linkage.ts';
export { type FieldModel, type LinkageModel, pairClasses, reviewAt } from './model.ts';
export type { LinkageTable } from './record-table.ts';
