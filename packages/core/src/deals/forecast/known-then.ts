import type { DayNumber } from '../../time/index.ts';
import type { DealHistories } from '../risks/deal-histories.ts';

/**
 * The deals that had been opened by the end of a day, as they stood then: what closed later is open, what opened later is not there.
 * `deal[i]` is the place in the histories, `days[i]` how long it had been followed (half a day for the day it closed on), `end[i]` how it
 * had ended by then (0: open). `recordsFrom` is the first day on which any deal is seen to close: deals opened before it, and closed before
 * it, may be missing from the records, so that a deal tells something only from that day on.
 */
export type DealsKnownThen = {
  asOf: DayNumber;
  recordsFrom: DayNumber;
  deal: Int32Array;
  days: Float64Array;
  end: Uint8Array;
  won: number;
  closed: number;
};

/** O(deals). Undefined before the first closing. */
export function dealsKnownThen({ openedDay, closedDay, end }: DealHistories, asOf: DayNumber): DealsKnownThen | undefined {
  let recordsFrom = Number.POSITIVE_INFINITY;
  const known: number[] = [];
  for (let i = 0; i < openedDay.length; i++) {
    if ((openedDay[i] as number) > asOf) continue;
    known.push(i);
    if (end[i] !== 0 && (closedDay[i] as number) < recordsFrom) recordsFrom = closedDay[i] as number;
  }
  if (recordsFrom > asOf) return undefined;
  const view: DealsKnownThen = {
    asOf,
    recordsFrom,
    deal: Int32Array.from(known),
    days: new Float64Array(known.length),
    end: new Uint8Array(known.length),
    won: 0,
    closed: 0,
  };
  for (const [row, i] of known.entries()) {
    const hasEnded = end[i] !== 0 && (closedDay[i] as number) <= asOf;
    view.end[row] = hasEnded ? (end[i] as number) : 0;
    view.days[row] = Math.max(
      0,
      (hasEnded ? (closedDay[i] as number) + 0.5 : Math.min(asOf, lastSeen(i, end, closedDay)) + 1) - (openedDay[i] as number),
    );
    if (hasEnded) view.closed += 1;
    if (hasEnded && end[i] === 1) view.won += 1;
  }
  return view;
}

function lastSeen(i: number, end: Uint8Array, closedDay: Int32Array): number {
  return end[i] === 0 ? (closedDay[i] as number) : Number.POSITIVE_INFINITY;
}
