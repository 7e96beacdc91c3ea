import type { DealHistories } from '../risks/deal-histories.ts';
import type { DealsKnownThen } from './known-then.ts';
import type { Trait } from './traits.ts';

/**
 * What deals bring if they are won, as far as it was known on a day. `known`: deals carry their amount while they are open. `whenWon`: the
 * amount is only written when a deal is won (elsewhere it is empty or 0), so what open deals bear is not believed, and each stands for what
 * deals like it brought. `count`: no amount at all; every won deal counts 1.
 */
export type Amounts = {
  kind: 'known' | 'whenWon' | 'count';
  /** The trait whose groups bring different amounts, when there is one. */
  trait?: string;
  /** Equally likely amounts of a deal, by its place in the histories: one where it is known. */
  of(deal: number): Float64Array;
};

const fewest = 8;
const most = 400;

/** Amounts of deals won by then speak, the last 400 of each kind; a won deal without amount counts as 0, here and in what came. O(deals * traits). */
export function amountsThen({ amount, closedDay }: DealHistories, known: DealsKnownThen, traits: readonly Trait[]): Amounts {
  if (!amount.some((value) => value > 0)) return { kind: 'count', of: () => one };
  const wonDeals = Array.from(known.deal)
    .filter((_, row) => known.end[row] === 1)
    .sort((a, b) => (closedDay[a] as number) - (closedDay[b] as number) || a - b);
  const brought = (deals: readonly number[]) => Float64Array.from(deals.slice(-most), (i) => worth(amount[i] as number));
  const all = wonDeals.length > 0 ? brought(wonDeals) : one;
  const trait = mostTelling(traits, wonDeals, amount);
  const byGroup = new Map<number, number[]>();
  if (trait) for (const i of wonDeals) push(byGroup, trait.of[i] as number, i);
  const points = new Map([...byGroup].filter(([, deals]) => deals.length >= fewest).map(([group, deals]) => [group, brought(deals)]));
  const like = (deal: number) => (trait && points.get(trait.of[deal] as number)) ?? all;
  const isKnown = areKnownWhileOpen(amount, known);
  return {
    kind: isKnown ? 'known' : 'whenWon',
    ...(trait ? { trait: trait.name } : {}),
    of: (deal) => (isKnown && (amount[deal] as number) > 0 ? Float64Array.of(amount[deal] as number) : like(deal)),
  };
}

export function worth(amount: number): number {
  return Number.isNaN(amount) ? 0 : amount;
}

const one = Float64Array.of(1);

/** Deals that ended otherwise bear an amount nearly as often as won ones: then it was written before the end. */
function areKnownWhileOpen(amount: Float64Array, { deal, end }: DealsKnownThen): boolean {
  const tally = { won: [0, 0], not: [0, 0] };
  for (const [row, i] of deal.entries()) {
    if (end[row] === 0) continue;
    const side = end[row] === 1 ? tally.won : tally.not;
    side[1] = (side[1] as number) + 1;
    if ((amount[i] as number) > 0) side[0] = (side[0] as number) + 1;
  }
  const share = ([filled = 0, n = 0]: number[]) => (filled + 0.5) / (n + 1);
  return share(tally.not) >= 0.6 * share(tally.won);
}

/** The trait that explains most of the differences between the logarithms of won amounts (F above 4 and at least a tenth of the variance). */
function mostTelling(traits: readonly Trait[], wonDeals: readonly number[], amount: Float64Array): Trait | undefined {
  const deals = wonDeals.filter((i) => (amount[i] as number) > 0);
  const logs = deals.map((i) => Math.log(amount[i] as number));
  const mean = logs.reduce((sum, x) => sum + x, 0) / logs.length;
  const whole = logs.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  let best: Trait | undefined;
  let highest = 0.1;
  for (const trait of traits) {
    const sums = new Map<number, { n: number; sum: number }>();
    for (const [k, i] of deals.entries()) {
      const group = trait.of[i] as number;
      const tally = sums.get(group) ?? { n: 0, sum: 0 };
      sums.set(group, { n: tally.n + 1, sum: tally.sum + (logs[k] as number) - mean });
    }
    const between = [...sums.values()].reduce((total, { n, sum }) => total + sum ** 2 / n, 0);
    const [degrees, rest] = [sums.size - 1, logs.length - sums.size];
    if (degrees < 1 || rest < degrees * 2 || whole <= 0) continue;
    const isReal = between / degrees > 4 * ((whole - between) / rest);
    // What is left after the groups have taken their own freedom, so that many small groups do not win by number.
    const explained = 1 - (whole - between) / rest / (whole / (logs.length - 1));
    if (isReal && explained > highest) [best, highest] = [trait, explained];
  }
  return best;
}

function push(groups: Map<number, number[]>, group: number, deal: number): void {
  const list = groups.get(group);
  if (list) list.push(deal);
  else groups.set(group, [deal]);
}
