export * as quality from './quality/index.ts';
