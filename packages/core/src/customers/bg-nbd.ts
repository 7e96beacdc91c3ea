import { logBeta, logGamma } from '../stats/index.ts';
import { type Fitted, fitPositive } from './estimate.ts';

/** Purchases by frequency, recency and tenure, one entry per customer, in one unit of time. */
export type Frequencies = { frequency: ArrayLike<number>; recency: ArrayLike<number>; tenure: ArrayLike<number> };

export type BgNbdParameters = { r: number; alpha: number; a: number; b: number };

/**
 * BG/NBD (Fader, Hardie & Lee 2005): while alive a customer buys at a rate that differs between customers as Gamma(r, alpha); after each
 * purchase they leave with a chance that differs as Beta(a, b). Fits the four by maximum likelihood (their eq. 6).
 * O(distinct customers) per evaluation, a few hundred evaluations.
 * @throws RangeError for a frequency that is not a whole number of 0 or more, or times that do not satisfy 0 <= recency <= tenure
 */
export function fitBgNbd(customers: Frequencies): Fitted<'r' | 'alpha' | 'a' | 'b'> {
  const groups = groupAlike(customers);
  const most = groups.reduce((max, { frequency }) => Math.max(max, frequency), 0);
  const ofFrequency = new Float64Array(most + 1);
  const leaving = new Float64Array(most + 1);
  return fitPositive(['r', 'alpha', 'a', 'b'], ([r = 1, alpha = 1, a = 1, b = 1]) => {
    const constant = r * Math.log(alpha) - logGamma(r) - logBeta(a, b);
    for (let x = 0; x <= most; x++) {
      ofFrequency[x] = constant + logGamma(r + x) + logBeta(a, b + x);
      leaving[x] = Math.log(a) - Math.log(b + x - 1);
    }
    let sum = 0;
    for (const { frequency: x, recency, tenure, count } of groups) {
      const untilNow = Math.log(alpha + tenure);
      const stayed = (ofFrequency[x] as number) - (r + x) * untilNow;
      const left = x === 0 ? Number.NEGATIVE_INFINITY : (leaving[x] as number) + (r + x) * (untilNow - Math.log(alpha + recency));
      sum += count * (stayed + (left > 30 ? left : Math.log1p(Math.exp(left))));
    }
    return sum;
  });
}

/** Chance that a customer is still one at the end of their tenure (Fader, Hardie & Lee 2008, eq. 1); 1 before any repeat. */
export function chanceAlive({ r, alpha, a, b }: BgNbdParameters, frequency: number, recency: number, tenure: number): number {
  if (frequency === 0) return 1;
  const left = Math.log(a / (b + frequency - 1)) + (r + frequency) * Math.log((alpha + tenure) / (alpha + recency));
  return 1 / (1 + Math.exp(left));
}

/**
 * Purchases expected of a customer in the next `ahead` units (Fader, Hardie & Lee 2005, eq. 10). Up to 19 times as far ahead as alpha and the
 * tenure together, the hypergeometric function is summed as printed: all its terms but the first have one sign, and their growth is kept
 * apart as a logarithm, so that neither people who buy daily for years nor parameters that ran off to infinity overflow it. Further ahead its
 * turned form (Euler's transformation) converges sooner. O(purchases before and expected).
 */
export function expectedPurchases(parameters: BgNbdParameters, frequency: number, recency: number, tenure: number, ahead: number): number {
  const { r, alpha, b } = parameters;
  // The formula has a removable gap where a = 1, and another where a + b = 1 at frequency 0.
  const a = Math.abs(parameters.a - 1) < 1e-6 ? 1 + 1e-6 : parameters.a;
  const exact = a + b + frequency - 1;
  const c = Math.abs(exact) < 1e-6 ? 1e-6 : exact;
  const z = ahead / (alpha + tenure + ahead);
  const shrunk = z < 0.95 ? (r + frequency) * Math.log1p(-z) : (a - 1) * Math.log1p(-z);
  const series = z < 0.95 ? hypergeometric(r + frequency, b + frequency, c, z) : hypergeometric(a + b - 1 - r, a - 1, c, z);
  const rest = series.sum * Math.exp(series.logScale + shrunk);
  return Math.max(0, (c / (a - 1)) * (1 - rest)) * chanceAlive(parameters, frequency, recency, tenure);
}

/** Gauss's series 2F1(a, b; c; z) = sum · e^logScale for 0 <= z < 1. */
function hypergeometric(a: number, b: number, c: number, z: number): { sum: number; logScale: number } {
  const large = 1e200;
  let term = 1;
  let sum = 1;
  let logScale = 0;
  for (let n = 0; n < 100_000; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    if (Math.abs(sum) > large) {
      term /= large;
      sum /= large;
      logScale += Math.log(large);
    }
    if (Math.abs(term) <= 1e-15 * Math.abs(sum)) break;
  }
  return { sum, logScale };
}

type Group = { frequency: number; recency: number; tenure: number; count: number };

function groupAlike({ frequency, recency, tenure }: Frequencies): Group[] {
  const groups = new Map<string, Group>();
  for (let i = 0; i < frequency.length; i++) {
    const [x, last, until] = [frequency[i] as number, recency[i] as number, tenure[i] as number];
    if (!(Number.isInteger(x) && x >= 0 && last >= 0 && last <= until))
      throw new RangeError(
        `customer ${i}: frequency ${x}, recency ${last}, tenure ${until}; needed: whole frequency, 0 <= recency <= tenure`,
      );
    const key = `${x} ${last} ${until}`;
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { frequency: x, recency: last, tenure: until, count: 1 });
  }
  return [...groups.values()];
}
