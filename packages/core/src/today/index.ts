export * from './items.ts';
export * from './team.ts';
