export * from './deals/index.ts';
export * from './gauge/index.ts';
export * from './imports/index.ts';
export * from './money/index.ts';
export * from './stats/index.ts';
export * from './text/index.ts';
export * from './time/index.ts';
export * from './today/index.ts';
