export {
  backtestForecast,
  type ForecastBacktest,
  type ForecastBacktestOptions,
  type ForecastDrivers,
  type ForecastRow,
  type ForecastScores,
} from './backtest-forecast.ts';
export { type CoverageNeeded, type CoverageOptions, coverageNeeded } from './coverage.ts';
export {
  chanceToReach,
  forecastPeriod,
  type JudgeDeals,
  outlookOfPeriod,
  type PeriodForecast,
  type PeriodOutlook,
  pastNeeded,
} from './forecast-period.ts';
export { lastDayOf } from './last-day.ts';
export type { LogBelief } from './level-filter.ts';
export type { OutlookOfDeals } from './outlook-of-deals.ts';
export { shockOfPast } from './shock-of-past.ts';
