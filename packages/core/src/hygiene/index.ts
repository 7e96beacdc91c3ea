export * from './duplicates/index.ts';
export * from './quality/index.ts';
