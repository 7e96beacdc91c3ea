export * from './model.ts';
export * from './table.ts';
export * from './text-table.ts';
