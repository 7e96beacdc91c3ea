import type { DealDiary } from './deal-diary.ts';
import type { DealHistories } from './deal-histories.ts';
import type { DealWeeks } from './deal-weeks.ts';

/** Deals seen from many moments of their life, and which rows are one deal. */
export type LiveHistories = { histories: DealHistories; dealOfRow: Int32Array };

/**
 * Turns moments of deals into histories that begin at the moment, with what was known then as features: a landmark model (van Houwelingen
 * 2007; as one model over all landmarks: van Houwelingen & Putter 2012, ch. 7). So `fitDealRisks` learns how age, silence, pushes, promises
 * and meetings ahead change what comes next, and nothing later than a moment can reach its row. The history begins on the evening before the
 * moment: age 0 is that evening. O(rows).
 */
export function liveHistories(diaries: readonly DealDiary[], { deal, day, table }: DealWeeks): LiveHistories {
  const of = (row: number) => diaries[deal[row] as number] as DealDiary;
  const rows = Array.from(deal.keys());
  return {
    dealOfRow: deal,
    histories: {
      ids: rows.map((row) => of(row).id),
      openedDay: Int32Array.from(rows, (row) => (day[row] as number) - 1),
      closedDay: Int32Array.from(rows, (row) => of(row).closedDay),
      end: Uint8Array.from(rows, (row) => of(row).end),
      amount: new Float64Array(rows.length).fill(Number.NaN),
      known: table,
    },
  };
}

/** Deals from opening to end with what the diaries know of the opening: seller, segment, product, amount. O(deals). */
export function historiesOf(diaries: readonly DealDiary[]): DealHistories {
  const column = (name: 'owner' | 'segment' | 'product') => {
    const levels = [...new Set(diaries.map((diary) => diary[name]))].filter((word) => word !== undefined).sort();
    const codeOf = new Map(levels.map((level, code) => [level, code]));
    return {
      kind: 'category' as const,
      name,
      levels,
      codes: Int32Array.from(diaries, (diary) => codeOf.get(diary[name] as string) ?? -1),
    };
  };
  return {
    ids: diaries.map(({ id }) => id),
    openedDay: Int32Array.from(diaries, ({ openedDay }) => openedDay),
    closedDay: Int32Array.from(diaries, ({ closedDay }) => closedDay),
    end: Uint8Array.from(diaries, ({ end }) => end),
    amount: Float64Array.from(diaries, ({ amount }) => amount ?? Number.NaN),
    known: { rowCount: diaries.length, columns: [column('owner'), column('segment'), column('product')] },
  };
}
