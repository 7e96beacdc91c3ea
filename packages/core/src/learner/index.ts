export { isUnknownCell } from './cell-number.ts';
export { checkDrift, type Drift, type PastSummary, summarisePast } from './drift.ts';
export { type Explanations, explain, explainAll, rowExplainer } from './explain.ts';
export { fitLearner, type LearnerOptions } from './fit-learner.ts';
export { fitBoosting, fitLogistic } from './fit-rung.ts';
export { findLateColumns, type SetAsideColumn } from './late-columns.ts';
export type { Learned, LearnerScores } from './learned.ts';
export { type LearnerJob, type LearnerJobResult, type RunLearnerJobs, runLearnerJob, runLearnerJobsHere } from './learner-job.ts';
export type { Directions } from './logistic.ts';
export * from './model.ts';
export { type PooledRates, pooledRates } from './pooled-rates.ts';
export { predict, predictLogits } from './predict.ts';
export {
  type ColumnReading,
  headerName,
  type ReadOptions,
  type ReadTable,
  readColumns,
  readColumnsLike,
  readTimes,
  type TableReading,
} from './read-columns.ts';
export type { Candidate, Rung } from './rung-choice.ts';
export * from './table.ts';
export type { AdditiveModel, CategoryTerm, Line, MainTerm, NumberTerm, PairSide, PairTerm } from './terms.ts';
export * from './text-table.ts';
