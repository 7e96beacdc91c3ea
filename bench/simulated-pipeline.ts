import { type CategoryColumn, type DealHistories, dayMs, dayNumber, type ImportRecord } from '@windshield/core';
import { modes, simulateCompany } from '@windshield/sim';

type Deal = Extract<ImportRecord, { kind: 'deals' }>;

/** The deals of a simulated company as a stranger would export them: seed, mode and number of sellers change from one to the next. */
export function simulatedPipeline(seed: number, years: number): DealHistories {
  const asOf = '2026-01-01';
  const mode = modes[seed % modes.length] as (typeof modes)[number];
  const { records } = simulateCompany({ seed, asOf, years, mode, reps: 3 + (seed % 6) });
  const deals = records.filter((record): record is Deal => record.kind === 'deals' && record.openedAt !== undefined);
  const lastDay = dayNumber(asOf) - 1;
  const day = (at: string | undefined) => (at === undefined ? lastDay : Math.floor(Date.parse(at) / dayMs));
  return {
    ids: deals.map(({ key }) => key),
    openedDay: Int32Array.from(deals, (deal) => day(deal.openedAt)),
    closedDay: Int32Array.from(deals, (deal) => day(deal.status === 'open' ? undefined : deal.closedAt)),
    end: Uint8Array.from(deals, ({ status, lossReason }) =>
      status === 'won' ? 1 : status === 'open' ? 0 : lossReason === 'No decision' ? 3 : 2,
    ),
    amount: Float64Array.from(deals, ({ amount }) => (amount === undefined ? Number.NaN : amount.amountMinor / 100)),
    known: {
      rowCount: deals.length,
      columns: [
        wordsOf('owner', deals, ({ owner }) => owner?.name),
        wordsOf('type', deals, ({ type }) => type),
        wordsOf('source', deals, ({ leadSource }) => leadSource),
      ],
    },
  };
}

function wordsOf(name: string, deals: readonly Deal[], of: (deal: Deal) => string | undefined): CategoryColumn {
  const levels = [...new Set(deals.map(of).filter((word) => word !== undefined))].sort();
  return { kind: 'category', name, levels, codes: Int32Array.from(deals, (deal) => levels.indexOf(of(deal) ?? '')) };
}
