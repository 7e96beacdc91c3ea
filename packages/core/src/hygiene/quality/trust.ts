import type { FindingRule } from './finding.ts';

/** How many facts that matter were looked at, and what was wrong with them. */
export interface TrustCounts {
  /** Facts that matter for a next step, over all records in use. */
  readonly facts: number;
  /** Facts that are plainly wrong, by rule. */
  readonly wrong: Readonly<Record<FindingRule, number>>;
  /** Sum and sum of p (1 - p) of the chances that a fact is wrong without showing it (a job gone stale, a record that is there twice). */
  readonly doubt: { readonly sum: number; readonly variance: number };
}

export interface Trust {
  /** Share of the facts that can be relied on, 0 to 1. */
  readonly value: number;
  /** 80 %: what is plain to see is counted, not sampled; only the doubtful facts make it wide. */
  readonly interval: readonly [number, number];
}

/** z of an 80 % interval. */
const z80 = 1.2815515655446004;

/**
 * How far the data can be trusted: of all facts that matter for a next step, the expected share that is there, fresh, valid and without
 * contradiction. Facts in doubt count by their chance; their sum is close to normal (Poisson binomial), which gives the interval. O(1).
 *
 * @returns `undefined` when there is no fact to judge
 */
export function dataTrust({ facts, wrong, doubt }: TrustCounts): Trust | undefined {
  if (facts <= 0) return undefined;
  const plain = wrong.missing + wrong.stale + wrong.invalid + wrong.contradiction;
  const share = (bad: number) => Math.min(1, Math.max(0, 1 - bad / facts));
  const spread = z80 * Math.sqrt(Math.max(0, doubt.variance));
  return { value: share(plain + doubt.sum), interval: [share(plain + doubt.sum + spread), share(plain + doubt.sum - spread)] };
}

/** How many facts matter for the next step with a record of each kind. */
export const factsThatMatter = {
  /** Owner, account, people, next step, close date, amount; and that its days and amount can be. */
  openDeal: 8,
  /** Days in order, no open steps. */
  closedDeal: 2,
  /** A way to reach them, each address valid, the job, the account fits the mail, the owner, that it is there once. */
  contact: 6,
  /** Owner, domain, that it is there once. */
  account: 3,
  /** A way to reach them, a valid address, an owner, that it is there once. */
  lead: 4,
} as const;
