export * from './text/index.ts';
export * from './imports/index.ts';
