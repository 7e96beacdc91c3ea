export { checkQueued, checkSoon } from './duplicates-check.ts';
export { mergeAll, undoMergeAll } from './duplicates-merge-all.ts';
export { mountDuplicates } from './duplicates-routes.ts';
export { findDuplicatesOfAll, scanDuplicates } from './duplicates-scan.ts';
export { mountQuality } from './quality-routes.ts';
export { scanQuality } from './quality-scan.ts';
