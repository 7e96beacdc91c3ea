import { seededRandom, z80 } from '../stats/index.ts';
import { covarianceAt, type Maximum, maximise } from './maximise.ts';

/** A fitted parameter above 0; standard error and 80 % interval (symmetric in its logarithm) are absent where the data do not settle it. */
export type Estimate = { value: number; standardError?: number; low?: number; high?: number };

/** Parameters fitted together by maximum likelihood on the scale of their logarithms. */
export type Fitted<Name extends string> = {
  parameters: Record<Name, Estimate>;
  logLikelihood: number;
  /** Covariance of the logarithms, in the order of `parameters`; absent where the likelihood is flat. */
  covariance?: number[][];
};

/**
 * Maximum likelihood for parameters above 0, searched on their logarithms from all ones; they are kept within e^-12 … e^12, where a
 * parameter that runs off to infinity (no difference between customers) stops.
 */
export function fitPositive<Name extends string>(
  names: readonly Name[],
  logLikelihood: (parameters: Float64Array) => number,
  start: readonly number[] = names.map(() => 1),
): Fitted<Name> {
  const onLogs = (logs: Float64Array) =>
    logs.some((x) => Math.abs(x) > 12) ? Number.NEGATIVE_INFINITY : logLikelihood(logs.map(Math.exp));
  const maximum: Maximum = maximise(onLogs, start.map(Math.log));
  const covariance = covarianceAt(onLogs, maximum);
  const estimates = names.map((name, i): [Name, Estimate] => {
    const value = Math.exp(maximum.at[i] as number);
    const spread = covariance === undefined ? undefined : Math.sqrt((covariance[i] as number[])[i] as number);
    if (spread === undefined) return [name, { value }];
    return [name, { value, standardError: value * spread, low: value * Math.exp(-z80 * spread), high: value * Math.exp(z80 * spread) }];
  });
  return {
    parameters: Object.fromEntries(estimates) as Record<Name, Estimate>,
    logLikelihood: maximum.value,
    ...(covariance ? { covariance } : {}),
  };
}

/** `count` sets of parameters as uncertain as the fit left them (normal on the logarithms); empty where the fit has no covariance. */
export function drawParameters<Name extends string>(fitted: Fitted<Name>, count: number, seed: number): Record<Name, number>[] {
  if (!fitted.covariance) return [];
  const root = choleskyRoot(fitted.covariance);
  const { normal } = seededRandom(seed);
  const entries = Object.entries(fitted.parameters) as [Name, Estimate][];
  return Array.from({ length: count }, () => {
    const z = entries.map(() => normal());
    const drawn = entries.map(([name, { value }], i): [Name, number] => {
      const move = (root[i] as number[]).reduce((sum, factor, j) => sum + factor * (z[j] as number), 0);
      return [name, value * Math.exp(move)];
    });
    return Object.fromEntries(drawn) as Record<Name, number>;
  });
}

/** Lower triangle L with L Lᵀ = the covariance; what rounding leaves below 0 on the diagonal counts as 0. */
function choleskyRoot(covariance: readonly number[][]): number[][] {
  const root: number[][] = [];
  for (const [i, row] of covariance.entries()) {
    const line: number[] = [];
    for (let j = 0; j <= i; j++) {
      const other = j === i ? line : (root[j] as number[]);
      const sum = line.reduce((total, value, k) => (k < j ? total + value * (other[k] as number) : total), 0);
      const rest = (row[j] as number) - sum;
      line.push(j === i ? Math.sqrt(Math.max(0, rest)) : (other[j] as number) > 0 ? rest / (other[j] as number) : 0);
    }
    root.push(line);
  }
  return root;
}
