export * from './gauge.ts';
