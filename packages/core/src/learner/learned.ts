import type { PastSummary } from './drift.ts';
import type { Candidate, Rung } from './rung-choice.ts';
import type { AdditiveModel } from './terms.ts';

/** How the chosen rung did on rows that it had not seen when it said them. */
export type LearnerScores = {
  n: number;
  logLoss: number;
  /** Log loss of the base rate of the rows learned from. */
  baseLogLoss: number;
  brier: number;
  /** 1 - Brier / Brier of the base rate. */
  brierSkill: number;
  calibrationError: number;
  auc?: number;
  reliability: { saidFrom: number; saidTo: number; said: number; happened: number; n: number; low: number; high: number }[];
};

/** A fitted learner. Plain JSON: it can be stored and read again, and predicts the same. */
export type Learned = AdditiveModel & {
  version: 1;
  rung: Rung;
  isCalibrated: boolean;
  n: number;
  happened: number;
  /** Cross-validated log loss of every way that was tried. Empty where rows were too few to try any. */
  candidates: Candidate[];
  /** Undefined where rows were too few to hold any out. */
  scores?: LearnerScores;
  /** Width of the logistic rung's prior; rounds of the boosted one. */
  priorScale?: number;
  rounds?: number;
  /** How far each term moves the logit of a usual row (mean absolute effect), largest first. */
  importances: { column: string; importance: number }[];
  past: PastSummary;
};
