export * from './beta.ts';
export * from './normal.ts';
export * from './proportion.ts';
export * from './quantiles.ts';
export * from './random.ts';
export * from './scores.ts';
export * from './survival.ts';
