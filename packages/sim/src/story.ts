import type { ContactRecord, ProductRecord } from '@windshield/core';
import { quarterEnd, workingDay } from './calendar.ts';
import type { Draws } from './chance.ts';
import type { AccountTruth } from './company.ts';

export const stages = ['Qualified', 'Need understood', 'Offer', 'Agreement'] as const;

/** What truly becomes of a deal; the records show only as much of it as has happened by the as-of day. */
export type Story = {
  id: string;
  account: AccountTruth;
  product: ProductRecord;
  people: ContactRecord[];
  openedDay: number;
  fate: 'won' | 'lost' | 'faded';
  /** Their interest ends here: with a signature, a no, or silence. */
  endDay: number;
  /** When the seller closes it in the books; never for some that faded. */
  closedDay?: number;
  stageDays: number[];
  amountMinor: number;
  /** The close dates as they were set: on which day, to which day. */
  dates: { setOn: number; to: number }[];
  paceDays: number;
};

/**
 * Lives the deals of two and a half years. Fate hangs on the customer's need, the right people and luck; how long it takes
 * on their pace. Some fade, and of those some are never closed in the books: the reason why pipelines look fuller than they are.
 */
export function liveDeals(
  draws: Draws,
  accounts: readonly AccountTruth[],
  products: readonly ProductRecord[],
  asOfDay: number,
  count: number,
): Story[] {
  return Array.from({ length: count }, (_, i) => {
    const account = draws.happens(0.6) ? neediest(draws, accounts) : draws.pick(accounts);
    const product = draws.pick(products);
    const people = account.contacts.slice(0, draws.whole(1, Math.min(3, account.contacts.length)));
    const openedDay = workingDay(asOfDay - 3 - draws.whole(0, 910));
    const pull = account.need + 0.12 * (people.length - 1) + 0.3 * draws.normal();
    const fate = pull > 0.72 ? 'won' : draws.happens(0.5) ? 'lost' : 'faded';
    const lifeDays = Math.max(
      6,
      Math.round(fate === 'won' ? draws.around(62, 0.42) : fate === 'lost' ? draws.around(46, 0.55) : draws.around(30, 0.5)),
    );
    const endDay = workingDay(openedDay + lifeDays);
    const isTidied = fate !== 'faded' || draws.happens(0.6);
    const closedDay = fate === 'faded' ? workingDay(endDay + Math.round(draws.around(75, 0.4))) : endDay;
    const reached = fate === 'won' ? 4 : fate === 'lost' ? draws.whole(2, 4) : draws.whole(1, 3);
    const stageDays = [0.0, 0.2, 0.5, 0.8].slice(0, reached).map((share) => workingDay(openedDay + Math.round(share * lifeDays)));
    const price = product.price?.amountMinor ?? 1_000_000;
    return {
      id: `deal-${i + 1}`,
      account,
      product,
      people,
      openedDay,
      fate,
      endDay,
      ...(isTidied ? { closedDay } : {}),
      stageDays,
      amountMinor: Math.round((price * draws.around(1.1, 0.4)) / 10_000) * 10_000,
      dates: closeDates(draws, openedDay, isTidied ? closedDay : asOfDay + 400),
      paceDays: draws.around(7, 0.4),
    };
  });
}

function neediest(draws: Draws, accounts: readonly AccountTruth[]): AccountTruth {
  const [first, second] = [draws.pick(accounts), draws.pick(accounts)];
  return first.need >= second.need ? first : second;
}

/** A first hopeful date; when it passes it is pushed, mostly to the end of a quarter, until nobody pushes any more. */
function closeDates(draws: Draws, openedDay: number, closedDay: number): { setOn: number; to: number }[] {
  const dates = [{ setOn: openedDay, to: workingDay(openedDay + Math.round(draws.around(55, 0.4))) }];
  for (;;) {
    const last = dates.at(-1) as { setOn: number; to: number };
    if (last.to >= closedDay || dates.length > 4 || (dates.length > 1 && draws.happens(0.3))) return dates;
    const setOn = workingDay(last.to - draws.whole(0, 6) + 4);
    if (setOn >= closedDay) return dates;
    dates.push({ setOn, to: draws.happens(0.7) ? workingDay(quarterEnd(setOn + 20)) : workingDay(setOn + draws.whole(14, 60)) });
  }
}
