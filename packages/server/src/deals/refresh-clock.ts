import { convertMoney, dayNumber, fitDealClocks, type PastDeal, rateTable } from '@windshield/core';
import { inWorkspace, type PastDealRow, readDealHistory, readRates, saveDealClock, workspace as workspaces } from '@windshield/store';
import type { Services } from '../services.ts';
import { system } from '../workspace/index.ts';

/** Fits the deal clock of a workspace to what its deals say now, and keeps it. */
export async function refreshClock(services: Services, workspaceId: string): Promise<void> {
  await inWorkspace(services.pools.app, system(workspaceId), async (tx) => {
    const { currency, exportDay, timeZone } = await workspaces.readWorkspace(tx);
    const { ages } = workspaces.asOfDays(exportDay, timeZone, services.now());
    const rates = rateTable(await readRates(tx));
    const history = (await readDealHistory(tx)).map((row) => inHomeCurrency(row, currency, rates));
    await saveDealClock(tx, ages, fitDealClocks(history, dayNumber(ages), { homeCurrency: currency }));
  });
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
