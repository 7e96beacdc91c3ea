import { type DealRecord, type ImportRecord, ofKind } from '../imports/index.ts';
import { convertMoney, type RateTable, rateTable } from '../money/index.ts';
import { dayMs, dayNumber } from '../time/index.ts';
import { recordFinder } from './record-finder.ts';

/** Amounts in minor units of one currency, NaN unknown: as known at a moment of each deal, and as they stand. */
export type AmountsThen = { currency: string | undefined; then: Float64Array; last: Float64Array };

/**
 * What each deal was said to be worth at its moment (epoch milliseconds): as it stands, taken back by the changes written since, as ratios, so
 * that it does not matter how a system writes money. In the currency that most deals have; others are converted at the rates among
 * the records, unknown without one. O(records).
 */
export function amountsKnownAt(records: readonly ImportRecord[], deals: readonly DealRecord[], moments: readonly number[]): AmountsThen {
  const currency = mostUsed(deals.flatMap(({ amount }) => (amount === undefined ? [] : [amount.currency])));
  const rates = rateTable(ofKind(records, 'rates').map(({ on, from, to, rate }) => ({ on: dayNumber(on), from, to, rate })));
  const last = Float64Array.from(deals, (deal, i) => amountIn(currency, deal, rates, moments[i] as number));
  const then = last.slice();
  const dealAt = recordFinder(deals);
  for (const change of ofKind(records, 'changes')) {
    if (change.recordKind !== 'deals' || !/amount/i.test(change.field)) continue;
    const place = dealAt(change.record);
    if (place === undefined || !(Date.parse(change.occurredAt) >= (moments[place] as number))) continue;
    const ratio = Number.parseFloat(change.from ?? '') / Number.parseFloat(change.to ?? '');
    if (ratio > 0 && Number.isFinite(ratio)) then[place] = (then[place] as number) * ratio;
  }
  return { currency, then, last };
}

function amountIn(currency: string | undefined, { amount }: DealRecord, rates: RateTable, moment: number): number {
  if (amount === undefined || currency === undefined) return Number.NaN;
  if (amount.currency === currency) return amount.amountMinor;
  return convertMoney(amount.amountMinor, amount.currency, currency, Math.floor(moment / dayMs), rates) ?? Number.NaN;
}

function mostUsed(currencies: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const currency of currencies) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}
