export { type BacktestDealsOptions, backtestDeals, type DealForecasts, type DealsBacktest, openAt } from './backtest-deals.ts';
export type { CalibrationAt } from './deal-calibration.ts';
export { type DealDiary, type DealRecords, dealDiaries } from './deal-diary.ts';
export type { DealEnd, DealHistories } from './deal-histories.ts';
export { type DealRisks, type FitOptions, fitDealRisks } from './deal-risks.ts';
export type { BrierAgainst, DealScores } from './deal-scores.ts';
export { type DealWeeks, dealsAsKnown, dealWeeks, type Rhythm, usualRhythm } from './deal-weeks.ts';
export { chancesAhead } from './deals-ahead.ts';
export type { DealsDrift, EndsOffThePast } from './deals-drift.ts';
export { historiesOf, type LiveHistories, liveHistories } from './live-histories.ts';
export type { SetAside } from './opening-features.ts';
export { type Prospects, prospectsOf } from './prospects.ts';
export {
  alarmThreshold,
  chancesToVanish,
  fitVanishAlarm,
  fitVanishing,
  type JudgedWeeks,
  judgedWeeks,
  sellerWeeks,
  type VanishAlarm,
  type VanishModel,
  vanishedOn,
  vanishWindowDays,
  whyVanishing,
} from './vanishing.ts';
export { importancesOf, type WhyWon, type WonReason, whyWon } from './why-won.ts';
