export * from './advice.ts';
export * from './facts.ts';
export * from './history.ts';
export * from './missing.ts';
export * from './outlook.ts';
export * from './road.ts';
