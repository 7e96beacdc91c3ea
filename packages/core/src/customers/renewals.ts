import { logBeta, sortedQuantile } from '../stats/index.ts';
import { drawParameters, type Fitted, fitPositive } from './estimate.ts';

/**
 * Customers with a contract, counted by renewals: `lost[t - 1]` left at their t-th renewal, `stayed[t]` were last seen as customers after
 * t renewals (0: not yet asked). Cohorts of different age may be added up.
 */
export type RenewalCounts = { lost: ArrayLike<number>; stayed: ArrayLike<number> };

/** Counts of one cohort from the table that papers print: the share still there after 0, 1, 2 … renewals, starting with 1. */
export function renewalCounts(shares: readonly number[], customers: number): RenewalCounts {
  const there = shares.map((share) => share * customers);
  const stayed = new Float64Array(there.length);
  stayed[there.length - 1] = there.at(-1) ?? 0;
  return { lost: Float64Array.from(there.slice(1), (now, i) => (there[i] as number) - now), stayed };
}

export type RenewalParameters = { alpha: number; beta: number; shape: number };

/** `shape` is 1 for the shifted beta-geometric; above 1 a customer's own chance to leave rises with every renewal, below 1 it falls. */
export type RenewalFit = { model: 'sbg' | 'bdw'; fitted: Fitted<'alpha' | 'beta'> | Fitted<'alpha' | 'beta' | 'shape'>; customers: number };

/** Share still there after `renewals` renewals: B(alpha, beta + renewals^shape) / B(alpha, beta) (Fader et al. 2018, eq. 7). */
export function shareStaying({ alpha, beta, shape }: RenewalParameters, renewals: number): number {
  return Math.exp(logBeta(alpha, beta + renewals ** shape) - logBeta(alpha, beta));
}

/**
 * Shifted beta-geometric (Fader & Hardie 2007): everybody has their own unchanging chance to leave at a renewal, different between
 * customers as Beta(alpha, beta). Maximum likelihood (their eq. B3). O(renewals) per evaluation.
 * @throws RangeError for counts below 0 or nobody who was asked
 */
export function fitShiftedBetaGeometric(counts: RenewalCounts): RenewalFit & { model: 'sbg' } {
  const customers = checked(counts);
  const fitted = fitPositive(['alpha', 'beta'], ([alpha = 1, beta = 1]) => logLikelihoodOf(counts, { alpha, beta, shape: 1 }));
  return { model: 'sbg', fitted, customers };
}

/** Beta-discrete-Weibull (Fader, Hardie, Liu, Davin & Steenburgh 2018): the same, with chances to leave that change with time. */
export function fitBetaDiscreteWeibull(counts: RenewalCounts): RenewalFit & { model: 'bdw' } {
  const customers = checked(counts);
  const names = ['alpha', 'beta', 'shape'] as const;
  return {
    model: 'bdw',
    fitted: fitPositive(names, ([alpha = 1, beta = 1, shape = 1]) => logLikelihoodOf(counts, { alpha, beta, shape })),
    customers,
  };
}

/** The simpler model unless the other fits better by more than its one further parameter costs (Akaike 1974). */
export function fitRenewals(counts: RenewalCounts): RenewalFit {
  const [simple, changing] = [fitShiftedBetaGeometric(counts), fitBetaDiscreteWeibull(counts)];
  return changing.fitted.logLikelihood - 1 > simple.fitted.logLikelihood ? changing : simple;
}

export function renewalParameters({ fitted }: RenewalFit): RenewalParameters {
  const { alpha, beta } = fitted.parameters;
  return { alpha: alpha.value, beta: beta.value, shape: 'shape' in fitted.parameters ? fitted.parameters.shape.value : 1 };
}

/** After `renewals` renewals: the share still there, its 80 % interval where the data settle one, and the share of those asked that renewed then. */
export type RenewalPoint = { renewals: number; staying: number; low?: number; high?: number; renewing?: number };

/** The curve from 0 to `upTo` renewals; intervals from 1,000 sets of parameters as uncertain as the fit left them. Deterministic from `seed`. */
export function renewalCurve(fit: RenewalFit, upTo: number, seed: number): RenewalPoint[] {
  const parameters = renewalParameters(fit);
  const fitted = fit.fitted as Fitted<'alpha' | 'beta' | 'shape'>;
  const drawn = drawParameters(fitted, 1_000, seed).map((one) => ({ ...one, shape: fit.model === 'sbg' ? 1 : one.shape }));
  return Array.from({ length: upTo + 1 }, (_, renewals): RenewalPoint => {
    const staying = shareStaying(parameters, renewals);
    const rising = Float64Array.from(drawn, (one) => shareStaying(one, renewals)).sort();
    const [low, high] = [sortedQuantile(rising, 0.1), sortedQuantile(rising, 0.9)];
    return {
      renewals,
      staying,
      ...(low === undefined || high === undefined ? {} : { low, high }),
      ...(renewals === 0 ? {} : { renewing: staying / shareStaying(parameters, renewals - 1) }),
    };
  });
}

/**
 * Periods that a customer who has renewed `renewals` times is still expected to pay after the running one, each worth `keeps` of the one
 * before (1: not discounted). Summed up to `horizon` periods, since without discount the sum need not end (Fader & Hardie 2010).
 */
export function expectedRenewals(parameters: RenewalParameters, renewals: number, { keeps = 1, horizon = 100 } = {}): number {
  const now = shareStaying(parameters, renewals);
  let sum = 0;
  for (let t = 1; t <= horizon; t++) sum += (shareStaying(parameters, renewals + t) / now) * keeps ** t;
  return sum;
}

function logLikelihoodOf({ lost, stayed }: RenewalCounts, parameters: RenewalParameters): number {
  let sum = 0;
  let before = 1;
  for (let t = 0; t < Math.max(lost.length + 1, stayed.length); t++) {
    const staying = t === 0 ? 1 : shareStaying(parameters, t);
    const left = t === 0 ? 0 : (lost[t - 1] ?? 0);
    if (left > 0) sum += left * Math.log(before - staying);
    const seen = stayed[t] ?? 0;
    if (seen > 0 && t > 0) sum += seen * Math.log(staying);
    before = staying;
  }
  return sum;
}

function checked({ lost, stayed }: RenewalCounts): number {
  for (const [name, counts] of Object.entries({ lost, stayed }))
    for (let i = 0; i < counts.length; i++)
      if (!((counts[i] as number) >= 0)) throw new RangeError(`${name}[${i}] is ${counts[i]}; it must be a count of 0 or more`);
  const sum = (counts: ArrayLike<number>, from: number) =>
    Array.from(counts).reduce((total, count, i) => (i >= from ? total + count : total), 0);
  const asked = sum(lost, 0) + sum(stayed, 1);
  if (!(asked > 0)) throw new RangeError('nobody has come to a renewal yet: no renewal model can be fitted');
  return asked + (stayed[0] ?? 0);
}
