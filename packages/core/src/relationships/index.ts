export {
  backtestRelationships,
  type RelationshipBacktest,
  type RelationshipBacktestOptions,
  type RelationshipEvents,
  type RelationshipFit,
  type RelationshipPredictions,
  type TimeOfTies,
} from './backtest.ts';
export { decayedExposure, decayedWeight, type HalfLife, halfLifeAt } from './decay.ts';
export { type Driver, driversOf } from './drivers.ts';
export { type TieTable, type TieTheme, tieFeatures, tieThemes } from './features.ts';
export { fitHalfLife, usualHalfLife } from './half-life.ts';
export { startingWeights, type TieKind, tieKindNamed, tieKinds } from './kinds.ts';
export { emptyLedger, foldTies, type Interactions, mergeLedgers, type TieLedger } from './ledger.ts';
export { type Pairs, pairsOfInterest } from './pairs.ts';
export { type ExchangeCount, type RestsOnOne, restsOnOne } from './rests-on-one.ts';
export { answerDays, gapsBetween, reciprocity, rhythmOf } from './rhythm.ts';
export { findTie, indexTies, type TieIndex } from './tie-index.ts';
export { explainTie, fitTieModel, predictTies, type TieModel } from './tie-model.ts';
export type { TieScores } from './tie-scores.ts';
