import { drawBeta, drawGamma, seededRandom, type Transactions } from '@windshield/core';

/** How customers leave: after a purchase (BG/NBD), at any time (Pareto/NBD: `leaving` customers a week), or never. */
export type Leaving = { after: { a: number; b: number } } | { atAnyTime: { shape: number; weeks: number } } | 'never';

/** Customers who come back at rates that differ as Gamma(r, alpha) a week; what they spend differs as Gamma-Gamma(6, 4, 15). */
export type MadeUpCustomers = { customers: number; r: number; alpha: number; leaving: Leaving; days: number; seed: number };

export function madeUpPurchases({ customers, r, alpha, leaving, days, seed }: MadeUpCustomers): Transactions {
  const random = seededRandom(seed);
  const wait = (rate: number) => -Math.log(1 - random.uniform()) / rate;
  const rows: { customer: string; day: number; amount: number }[] = [];
  for (let i = 0; i < customers; i++) {
    const first = random.integer(84);
    const rate = drawGamma(random, r) / alpha / 7;
    const leaves = typeof leaving === 'object' && 'after' in leaving ? drawBeta(random, leaving.after.a, leaving.after.b) : 0;
    const gone =
      typeof leaving === 'object' && 'atAnyTime' in leaving
        ? first + wait(drawGamma(random, leaving.atAnyTime.shape) / leaving.atAnyTime.weeks / 7)
        : Number.POSITIVE_INFINITY;
    const spends = drawGamma(random, 4) / 15;
    for (let at = first; at < Math.min(gone, days); at += wait(rate)) {
      rows.push({ customer: `C${i}`, day: Math.floor(at), amount: drawGamma(random, 6) / spends });
      if (at > first && random.uniform() < leaves) break;
    }
  }
  return { customers: rows.map(({ customer }) => customer), days: rows.map(({ day }) => day), amounts: rows.map(({ amount }) => amount) };
}
