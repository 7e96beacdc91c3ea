import {
  auc,
  brierScore,
  brierSkill,
  calibrationTable,
  expectedCalibrationError,
  logLoss,
  type ReliabilityPoint,
  reliabilityCurve,
} from '../stats/index.ts';

export type TieScores = {
  n: number;
  happened: number;
  logLoss: number;
  /** Of always saying the share known from the past that was learned from. */
  baseLogLoss: number;
  brier: number;
  /** 1 - Brier / Brier of that share. Undefined when that was never wrong. */
  brierSkill: number | undefined;
  ece: number;
  /** Undefined when all wrote, or nobody did. */
  auc: number | undefined;
  reliability: readonly ReliabilityPoint[];
};

/** Scores of chances against what happened; undefined for none. `baseRate` is what was known before. O(n log n). */
export function scoreTies(said: Float64Array, wrote: Uint8Array, baseRate: number): TieScores | undefined {
  const base = new Float64Array(said.length).fill(baseRate);
  const [loss, baseLogLoss, brier, ece] = [
    logLoss(said, wrote),
    logLoss(base, wrote),
    brierScore(said, wrote),
    expectedCalibrationError(said, wrote),
  ];
  if (loss === undefined || baseLogLoss === undefined || brier === undefined || ece === undefined) return undefined;
  return {
    n: said.length,
    happened: wrote.reduce((sum, one) => sum + one, 0),
    logLoss: loss,
    baseLogLoss,
    brier,
    brierSkill: brierSkill(said, wrote, baseRate),
    ece,
    auc: auc(said, wrote),
    reliability: reliabilityCurve(calibrationTable(said, wrote)),
  };
}
