import type { Table } from '../../learner/index.ts';

/** How a deal ended: 0 still open when last seen, 1 won, 2 lost to a competitor or refused, 3 gone (no decision, vanished). */
export type DealEnd = 0 | 1 | 2 | 3;

/**
 * Many deals from opening to end, one entry per deal. Days are whole days since 1970-01-01. `closedDay` of a deal that is still open
 * (`end` 0) is the day when it was last seen open. `amount` (major units) is NaN where unknown. `known` holds what was known at opening.
 */
export type DealHistories = {
  ids: readonly string[];
  openedDay: Int32Array;
  closedDay: Int32Array;
  end: Uint8Array;
  amount: Float64Array;
  known: Table;
};
