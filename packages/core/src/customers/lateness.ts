import { betaQuantile, logBeta } from '../stats/index.ts';
import { fitPositive } from './estimate.ts';

/** On time, or late by days: invoices paid, contracts renewed. */
export const latenessBuckets = ['onTime', 'late1To30', 'late31To60', 'late61OrMore'] as const;
export type LatenessBucket = (typeof latenessBuckets)[number];

/**
 * Things due, one entry each: whose, days after the due date (0 or less: on time), and whether it was settled then. What is not settled
 * gives the days it has been due until now, and counts as far as it is known.
 */
export type DueItems = { customers: readonly string[]; daysLate: ArrayLike<number>; isSettled: ArrayLike<number> };

export type BucketChance = { chance: number; low: number; high: number };
export type CustomerLateness = { customer: string; n: number; buckets: Record<LatenessBucket, BucketChance> };
export type Lateness = { everybody: Record<LatenessBucket, BucketChance>; customers: CustomerLateness[] };

const steps = [0, 30, 60] as const;

/**
 * Chance that the next thing due is settled on time, or 1-30, 31-60, 61 and more days late, per customer. Three questions in a row (late at all;
 * if so beyond 30 days; if so beyond 60), each with a Beta-binomial fitted over all customers (Skellam 1948), so that a customer with few
 * cases is drawn towards everybody's share, as far as customers are alike. 80 % intervals. Customers in order of first appearance.
 * @throws RangeError for lists of different length or without any case. O(n + customers).
 */
export function latenessChances({ customers, daysLate, isSettled }: DueItems): Lateness {
  if (customers.length === 0 || daysLate.length !== customers.length || isSettled.length !== customers.length)
    throw new RangeError('due items need a customer, days late and whether it is settled, for at least one case');
  const byCustomer = new Map<string, { n: number; beyond: number[]; within: number[] }>();
  for (const [i, customer] of customers.entries()) {
    const tally = byCustomer.get(customer) ?? { n: 0, beyond: [0, 0, 0], within: [0, 0, 0] };
    byCustomer.set(customer, tally);
    tally.n += 1;
    for (const [s, limit] of steps.entries()) {
      if ((daysLate[i] as number) > limit) tally.beyond[s] = (tally.beyond[s] as number) + 1;
      else {
        if (isSettled[i]) tally.within[s] = (tally.within[s] as number) + 1;
        break;
      }
    }
  }
  const tallies = [...byCustomer];
  const pools = steps.map((_, s) =>
    poolOf(tallies.map(([, tally]) => ({ yes: tally.beyond[s] as number, no: tally.within[s] as number }))),
  );
  return {
    everybody: bucketsOf(pools),
    customers: tallies.map(([customer, { n, beyond, within }]) => ({
      customer,
      n,
      buckets: bucketsOf(pools.map(({ yes, no }, s) => ({ yes: yes + (beyond[s] as number), no: no + (within[s] as number) }))),
    })),
  };
}

type Beta = { yes: number; no: number };

/** Beta that the customers' shares come from, by maximum likelihood with a weak lean to a strength of about ten cases; never stronger than all cases seen. */
function poolOf(tallies: readonly Beta[]): Beta {
  const asked = tallies.filter(({ yes, no }) => yes + no > 0);
  const total = asked.reduce((sum, { yes, no }) => ({ yes: sum.yes + yes, no: sum.no + no }), { yes: 0.5, no: 0.5 });
  const share = total.yes / (total.yes + total.no);
  if (asked.length < 2) return { yes: share, no: 1 - share };
  const { parameters } = fitPositive(
    ['strength'],
    ([strength = 1]) => {
      const [a, b] = [share * strength, (1 - share) * strength];
      const lean = -((Math.log(strength / 10) / 2) ** 2) / 2;
      return asked.reduce((sum, { yes, no }) => sum + logBeta(a + yes, b + no) - logBeta(a, b), lean);
    },
    [10],
  );
  const strength = Math.min(parameters.strength.value, total.yes + total.no);
  return { yes: share * strength, no: (1 - share) * strength };
}

/** A bucket's chance is a product of independent Betas: its mean is exact, its interval that of a Beta with the same mean and spread. */
function bucketsOf(stages: readonly Beta[]): Record<LatenessBucket, BucketChance> {
  const chances = latenessBuckets.map((_, bucket) => {
    let [mean, square] = [1, 1];
    for (let s = 0; s <= Math.min(bucket, stages.length - 1); s++) {
      const { yes, no } = stages[s] as Beta;
      const counted = s < bucket ? yes : no;
      mean *= counted / (yes + no);
      square *= (counted * (counted + 1)) / ((yes + no) * (yes + no + 1));
    }
    const n = Math.max(1e-3, (mean * (1 - mean)) / Math.max(1e-12, square - mean * mean) - 1);
    return { chance: mean, low: betaQuantile(0.1, mean * n, (1 - mean) * n), high: betaQuantile(0.9, mean * n, (1 - mean) * n) };
  });
  return Object.fromEntries(latenessBuckets.map((name, i) => [name, chances[i]])) as Record<LatenessBucket, BucketChance>;
}
