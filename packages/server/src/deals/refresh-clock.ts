import { backtestClock, type DealClock, dayNumber } from '@windshield/core';
import { inWorkspace, readDealClock, saveDealClock } from '@windshield/store';
import type { Services } from '../services.ts';
import { system } from '../workspace/index.ts';
import { fitClock } from './fit-clock.ts';

/** Fits the deal clock of a workspace to what its deals say now, and keeps it. */
export async function refreshClock(services: Services, workspaceId: string): Promise<void> {
  await inWorkspace(services.pools.app, system(workspaceId), async (tx) => {
    const { clock, asOf, history } = await fitClock(tx, services.now());
    const backtest = stillTrue(await readDealClock(tx), clock) ?? backtestClock(history, dayNumber(asOf));
    await saveDealClock(tx, asOf, { ...clock, ...(backtest && { backtest }) });
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
