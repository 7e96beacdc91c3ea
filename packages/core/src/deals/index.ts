export { type AdviceKind, adviseOnDeal, type DealAdvice, type Witness } from './advice.ts';
export { backtestClock } from './backtest.ts';
export { type Chance, chanceToWin, clockFor } from './chance.ts';
export { fitDealClocks } from './clock.ts';
export * from './facts.ts';
export * from './history.ts';
export { type Missing, type MissingKey, missingOnDeal } from './missing.ts';
export { type DealOutlook, type DealToJudge, type OutlookOptions, outlookOf } from './outlook.ts';
export * from './road.ts';
