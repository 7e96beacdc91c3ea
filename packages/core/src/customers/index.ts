export {
  backtestLifetime,
  type LifetimeBacktest,
  type LifetimeBacktestOptions,
  type LifetimePrediction,
  type LifetimeScores,
} from './backtest-lifetime.ts';
export { type BgNbdParameters, chanceAlive, expectedPurchases, type Frequencies, fitBgNbd } from './bg-nbd.ts';
export type { Estimate, Fitted } from './estimate.ts';
export { expectedAmount, fitGammaGamma, type GammaGammaParameters } from './gamma-gamma.ts';
export {
  type BucketChance,
  type CustomerLateness,
  type DueItems,
  type Lateness,
  type LatenessBucket,
  latenessBuckets,
  latenessChances,
} from './lateness.ts';
export { type PurchaseHistories, purchaseHistories, type Transactions } from './purchases.ts';
export {
  expectedRenewals,
  fitBetaDiscreteWeibull,
  fitRenewals,
  fitShiftedBetaGeometric,
  type RenewalCounts,
  type RenewalFit,
  type RenewalParameters,
  type RenewalPoint,
  renewalCounts,
  renewalCurve,
  renewalParameters,
  shareStaying,
} from './renewals.ts';
