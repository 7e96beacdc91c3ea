import { type AgeBins, binOfAge } from './age-bins.ts';
import type { DealHistories } from './deal-histories.ts';
import type { QuarterCalendar } from './quarter-phase.ts';

/**
 * Deal-days at risk, those alike read together: one entry per deal, bin of age and part of the quarter. A deal is at risk on each day from its
 * opening to its end, both included. `cause` is what ended it on the last of those days (0: nothing did).
 */
export type DealSpells = {
  count: number;
  /** Which deal. */
  deal: Int32Array;
  bin: Uint8Array;
  phase: Uint8Array;
  /** Days at risk, 1 or more. */
  days: Int32Array;
  cause: Uint8Array;
};

/**
 * Cuts the follow-up of the given deals into spells (the "person-periods" of Allison 1982, with equal days added up).
 * @param watchedFrom nothing before this day was watched (delayed entry): its days do not count
 * O(spells).
 */
export function dealSpells(
  histories: Pick<DealHistories, 'openedDay' | 'closedDay' | 'end'>,
  deals: ArrayLike<number>,
  bins: AgeBins,
  calendar: QuarterCalendar,
  watchedFrom = Number.NEGATIVE_INFINITY,
): DealSpells {
  const spells = growingSpells(deals.length * 8 + 16);
  for (let d = 0; d < deals.length; d++) {
    const deal = deals[d] as number;
    const opened = histories.openedDay[deal] as number;
    const closed = histories.closedDay[deal] as number;
    eachSpell(bins, calendar, opened, Math.max(opened, watchedFrom), closed, (bin, phase, days, isLast) =>
      spells.add(deal, bin, phase, days, isLast ? (histories.end[deal] as number) : 0),
    );
  }
  return spells.all();
}

/**
 * Walks the days `from` to `to` (both included) of a deal opened on `opened`, in stretches during which neither its bin of age nor the part
 * of the quarter changes.
 */
export function eachSpell(
  bins: AgeBins,
  calendar: QuarterCalendar,
  opened: number,
  from: number,
  to: number,
  visit: (bin: number, phase: number, days: number, isLast: boolean) => void,
): void {
  if (from > to) return;
  let bin = binOfAge(bins, from - opened);
  for (let day = from; day <= to; ) {
    const nextBinDay = bin + 1 < bins.starts.length ? opened + (bins.starts[bin + 1] as number) : Number.POSITIVE_INFINITY;
    const next = Math.min(nextBinDay, calendar.nextPhaseAfter(day), to + 1);
    visit(bin, calendar.phaseOn(day), next - day, next > to);
    if (next === nextBinDay) bin += 1;
    day = next;
  }
}

/** Spells that can be added to, with room for so many at first. */
export function growingSpells(room: number): {
  add: (deal: number, bin: number, phase: number, days: number, cause: number) => void;
  all: () => DealSpells;
} {
  const ofRoom = (size: number): DealSpells => ({
    count: 0,
    deal: new Int32Array(size),
    bin: new Uint8Array(size),
    phase: new Uint8Array(size),
    days: new Int32Array(size),
    cause: new Uint8Array(size),
  });
  let spells = ofRoom(room);
  let count = 0;
  return {
    add(deal, bin, phase, days, cause) {
      if (count === spells.deal.length) {
        const wider = ofRoom(count * 2 + 16);
        wider.deal.set(spells.deal);
        wider.bin.set(spells.bin);
        wider.phase.set(spells.phase);
        wider.days.set(spells.days);
        wider.cause.set(spells.cause);
        spells = wider;
      }
      spells.deal[count] = deal;
      spells.bin[count] = bin;
      spells.phase[count] = phase;
      spells.days[count] = days;
      spells.cause[count] = cause;
      count += 1;
    },
    all: () => ({
      count,
      deal: spells.deal.subarray(0, count),
      bin: spells.bin.subarray(0, count),
      phase: spells.phase.subarray(0, count),
      days: spells.days.subarray(0, count),
      cause: spells.cause.subarray(0, count),
    }),
  };
}
