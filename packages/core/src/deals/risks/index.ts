export { type BacktestDealsOptions, backtestDeals, type DealForecasts, type DealsBacktest, openAt } from './backtest-deals.ts';
export type { DealEnd, DealHistories } from './deal-histories.ts';
export { type DealRisks, fitDealRisks } from './deal-risks.ts';
export type { BrierAgainst, CalibrationAt, DealScores } from './deal-scores.ts';
export { chancesAhead } from './deals-ahead.ts';
export type { SetAside } from './opening-features.ts';
