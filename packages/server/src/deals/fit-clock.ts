import { convertMoney, type DealClock, dayNumber, fitDealClocks, type PastDeal, type RateTable, rateTable } from '@windshield/core';
import { type PastDealRow, readDealHistory, readRates, type WorkspaceTransaction, workspace as workspaces } from '@windshield/store';

export interface FittedClock {
  readonly clock: DealClock;
  /** Day from which ages are counted. */
  readonly asOf: string;
  readonly rates: RateTable;
  /** What it was fitted to. */
  readonly history: readonly PastDeal[];
}

/** Fits the deal clock of a workspace to what its deals say now. @param now epoch milliseconds */
export async function fitClock(tx: WorkspaceTransaction, now: number): Promise<FittedClock> {
  const { currency, exportDay, timeZone } = await workspaces.readWorkspace(tx);
  const { ages: asOf } = workspaces.asOfDays(exportDay, timeZone, now);
  const rates = rateTable(await readRates(tx));
  const history = (await readDealHistory(tx)).map((row) => inHomeCurrency(row, currency, rates));
  return { clock: fitDealClocks(history, dayNumber(asOf), { homeCurrency: currency }), asOf, rates, history };
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
