import { logGamma } from '../stats/index.ts';
import { type Estimate, type Fitted, fitPositive } from './estimate.ts';

export type GammaGammaParameters = { p: number; q: number; gamma: number };

/**
 * Gamma-Gamma model of money per purchase (Fader, Hardie & Lee 2005b; Fader & Hardie 2013, eq. 1a): purchases of one customer are
 * Gamma(p, v), v differs between customers as Gamma(q, gamma), independent of how often they buy. `frequency` and `meanAmount` have one
 * entry per customer; those without a repeat purchase or with an amount that is not above 0 are set aside. Amounts are measured by their
 * mean while the fit searches, so that it finds the same in cents and in millions.
 * @throws RangeError when fewer than two customers are left. O(n) per evaluation.
 */
export function fitGammaGamma(
  frequency: ArrayLike<number>,
  meanAmount: ArrayLike<number>,
): Fitted<'p' | 'q' | 'gamma'> & { customers: number } {
  const counts: number[] = [];
  const means: number[] = [];
  for (let i = 0; i < frequency.length; i++) {
    if (!((frequency[i] as number) > 0 && (meanAmount[i] as number) > 0)) continue;
    counts.push(frequency[i] as number);
    means.push(meanAmount[i] as number);
  }
  if (counts.length < 2)
    throw new RangeError('money per purchase needs at least two customers with a repeat purchase and an amount above 0');
  const most = Math.max(...new Set(counts));
  const ofFrequency = new Float64Array(most + 1);
  const typical = means.reduce((sum, mean) => sum + mean / means.length, 0);
  const measured = means.map((mean) => mean / typical);
  const logLikelihood = ([p = 1, q = 1, gamma = 1]: Float64Array) => {
    const constant = q * Math.log(gamma) - logGamma(q);
    for (let x = 1; x <= most; x++) ofFrequency[x] = constant + logGamma(p * x + q) - logGamma(p * x) + p * x * Math.log(x);
    let sum = 0;
    for (let i = 0; i < counts.length; i++) {
      const [x, mean] = [counts[i] as number, measured[i] as number];
      sum += (ofFrequency[x] as number) + (p * x - 1) * Math.log(mean) - (p * x + q) * Math.log(gamma + x * mean);
    }
    return sum;
  };
  const { parameters, ...fitted } = fitPositive(['p', 'q', 'gamma'], logLikelihood, [2, 2, 0.5]);
  return {
    ...fitted,
    parameters: { ...parameters, gamma: inUnits(parameters.gamma, typical) },
    logLikelihood: fitted.logLikelihood - counts.length * Math.log(typical),
    customers: counts.length,
  };
}

function inUnits(estimate: Estimate, unit: number): Estimate {
  const entries = Object.entries(estimate).map(([name, value]) => [name, value * unit]);
  return Object.fromEntries(entries) as Estimate;
}

/**
 * Money per purchase expected of a customer: their own mean, drawn towards everybody's (Fader & Hardie 2013, eq. 5). Without a repeat
 * purchase it is everybody's. Undefined where the fit has no mean (q <= 1) and the customer bought nothing again.
 */
export function expectedAmount({ p, q, gamma }: GammaGammaParameters, frequency: number, meanAmount: number): number | undefined {
  const own = frequency > 0 && meanAmount > 0 ? frequency : 0;
  const weight = p * own + q - 1;
  return weight > 0 ? (p * (gamma + own * (own > 0 ? meanAmount : 0))) / weight : undefined;
}
