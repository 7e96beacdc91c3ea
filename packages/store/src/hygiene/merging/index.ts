export { chooseKept } from './choose-kept.ts';
export type { MergeConflict } from './conflicts.ts';
export { type MergeKind, mergedKind, mergeKinds } from './kinds.ts';
export { type MergeWish, mergeRecords } from './merge.ts';
export { getMerge, listMerges, type Merge, type MergeQuery } from './merges.ts';
export { isBlank, type RecordRow, readRows } from './rows.ts';
export { settleStrays } from './strays.ts';
export { undoMerge } from './undo-merge.ts';
