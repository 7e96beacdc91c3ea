export * as duplicates from './duplicates/index.ts';
export * as merging from './merging/index.ts';
export * as quality from './quality/index.ts';
