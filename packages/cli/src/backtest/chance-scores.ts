import {
  auc,
  brierScore,
  brierSkill,
  calibrationTable,
  differenceInterval,
  expectedCalibrationError,
  logLoss,
  logLossOf,
  type ReliabilityPoint,
  reliabilityCurve,
} from '@windshield/core';

/** How near chances came to what happened, beside always saying the share that was known before. */
export interface ChanceScores {
  readonly n: number;
  readonly happened: number;
  readonly logLoss: number;
  readonly baseLogLoss: number;
  /** Log loss of the share known before, less that of the chances: above zero, the chances are nearer. 95 % by bootstrap. */
  readonly gain?: { readonly value: number; readonly low: number; readonly high: number };
  readonly brier: number;
  readonly brierSkill?: number;
  readonly ece: number;
  readonly auc?: number;
  readonly reliability: readonly ReliabilityPoint[];
}

/**
 * @param happened 0 or 1, as many as `said`
 * @param base the share known before these cases
 * @returns undefined for no cases
 */
export function scoreChances(said: Float64Array, happened: Uint8Array, base: number, seed: number): ChanceScores | undefined {
  const always = new Float64Array(said.length).fill(base);
  const loss = logLoss(said, happened);
  if (loss === undefined) return undefined;
  const lossesOf = (chances: Float64Array) => Float64Array.from(chances, (p, i) => logLossOf(p, happened[i] as number));
  const gain = differenceInterval(lossesOf(always), lossesOf(said), { seed, draws: 1_000, method: 'percentile' });
  const skill = brierSkill(said, happened, base);
  const ranking = auc(said, happened);
  return {
    n: said.length,
    happened: happened.reduce((sum, one) => sum + one, 0),
    logLoss: loss,
    baseLogLoss: logLoss(always, happened) as number,
    ...(gain ? { gain: { value: gain.value, low: gain.low, high: gain.high } } : {}),
    brier: brierScore(said, happened) as number,
    ...(skill === undefined ? {} : { brierSkill: skill }),
    ece: expectedCalibrationError(said, happened) as number,
    ...(ranking === undefined ? {} : { auc: ranking }),
    reliability: reliabilityCurve(calibrationTable(said, happened)),
  };
}
