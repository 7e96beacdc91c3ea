import { backtestClock, convertMoney, type DealClock, dayNumber, fitDealClocks, type PastDeal, rateTable } from '@windshield/core';
import {
  inWorkspace,
  type PastDealRow,
  readDealClock,
  readDealHistory,
  readRates,
  saveDealClock,
  workspace as workspaces,
} from '@windshield/store';
import type { Services } from '../services.ts';
import { system } from '../workspace/index.ts';

/** Fits the deal clock of a workspace to what its deals say now, and keeps it. */
export async function refreshClock(services: Services, workspaceId: string): Promise<void> {
  await inWorkspace(services.pools.app, system(workspaceId), async (tx) => {
    const { currency, exportDay, timeZone } = await workspaces.readWorkspace(tx);
    const { ages } = workspaces.asOfDays(exportDay, timeZone, services.now());
    const rates = rateTable(await readRates(tx));
    const history = (await readDealHistory(tx)).map((row) => inHomeCurrency(row, currency, rates));
    const clock = fitDealClocks(history, dayNumber(ages), { homeCurrency: currency });
    const backtest = stillTrue(await readDealClock(tx), clock) ?? backtestClock(history, dayNumber(ages));
    await saveDealClock(tx, ages, { ...clock, ...(backtest && { backtest }) });
  });
}

/**
 * The judgement on the past as it was made for the clock before, unless the day or more than one in a hundred closed deals are new since: it costs a
 * second for 10,000 deals, and one more deal does not change it.
 */
function stillTrue(before: { readonly clock: DealClock } | undefined, now: DealClock): DealClock['backtest'] {
  const closed = ({ counts }: DealClock) => counts.won + counts.lost;
  if (before?.clock.backtest === undefined || before.clock.asOf !== now.asOf) return undefined;
  return Math.abs(closed(now) - closed(before.clock)) <= closed(now) / 100 ? before.clock.backtest : undefined;
}

/** Amounts without a rate are left out: unknown, not zero. */
function inHomeCurrency(
  { listedMinor, wonMinor, currency, ...deal }: PastDealRow,
  home: string,
  rates: ReturnType<typeof rateTable>,
): PastDeal {
  const convert = (amountMinor: number | undefined) =>
    amountMinor === undefined ? undefined : convertMoney(amountMinor, currency ?? home, home, deal.closedDay ?? deal.openedDay ?? 0, rates);
  const listed = convert(listedMinor);
  const won = convert(wonMinor);
  return { ...deal, ...(listed !== undefined && { listedMinor: listed }), ...(won !== undefined && { wonMinor: won }) };
}
