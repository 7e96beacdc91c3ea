import { convertMoney, type RateTable } from '../money/index.ts';
import type { DayNumber } from '../time/index.ts';
import type { DealClock, KindClock, Lack } from './history.ts';

/** What a deal would bring if it is won, in minor units of the home currency: equally likely amounts and their mean. */
export type AmountIfWon = { meanMinor: number; pointsMinor: readonly number[]; key: 'listed' | 'usual'; text: string };

const wonDealsNeeded = 3;

/**
 * A deal's own amount, converted at the rate of `asOf` and spread by what deals like it were won for against what was
 * listed; without an amount, what deals like it were won for. What is missing otherwise.
 */
export function amountIfWon(
  deal: { amountMinor?: number; currency?: string },
  clock: DealClock,
  kind: KindClock,
  asOf: DayNumber,
  rates: RateTable | undefined,
): AmountIfWon | Lack {
  if (deal.amountMinor === undefined) return usualAmount(kind);
  const home = clock.homeCurrency ?? deal.currency;
  const from = deal.currency ?? home;
  const listed =
    from === home || from === undefined || home === undefined
      ? deal.amountMinor
      : convertMoney(deal.amountMinor, from, home, asOf, rates ?? new Map());
  if (listed === undefined) return { missingKey: 'rate', missing: `no rate from ${from} to ${home} is known` };
  if (kind.amountRatio.length === 0) return { meanMinor: listed, pointsMinor: [listed], key: 'listed', text: 'its amount' };
  const pointsMinor = kind.amountRatio.map((ratio) => ratio * listed);
  const text = `its amount, times ${mean(kind.amountRatio).toFixed(2)}: what deals here were won for against what was listed`;
  return { meanMinor: mean(pointsMinor), pointsMinor, key: 'listed', text };
}

function usualAmount(kind: KindClock): AmountIfWon | Lack {
  const pointsMinor = kind.wonAmountMinor;
  if (pointsMinor.length === 0 || kind.won < wonDealsNeeded) return { missingKey: 'amount', missing: 'needs an amount' };
  const text = `no amount is on record; what ${kind.won} won deals like this one brought on average`;
  return { meanMinor: mean(pointsMinor), pointsMinor, key: 'usual', text };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
