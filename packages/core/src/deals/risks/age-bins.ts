import type { DealHistories } from './deal-histories.ts';

/**
 * Ages (days since opening) that are read together: bin b holds `starts[b] <= age < starts[b + 1]`, the last one all ages from its start on.
 * Days are the time unit of the hazard; the bins say where it may change.
 */
export type AgeBins = { starts: Int32Array };

const eventsPerBin = 12;
const mostBins = 24;

/**
 * Cuts the ages so that every bin holds about equally many ends, at least twelve, in at most 24 bins: fine where much happens, coarse where
 * little does. Beyond the last end nothing tells one age from another: one open bin. Depends on the deals alone, not on their order. O(n log n).
 */
export function ageBinsOf({ openedDay, closedDay, end }: Pick<DealHistories, 'openedDay' | 'closedDay' | 'end'>): AgeBins {
  const ages: number[] = [];
  for (let i = 0; i < end.length; i++) if (end[i] !== 0) ages.push((closedDay[i] as number) - (openedDay[i] as number));
  const sorted = Int32Array.from(ages).sort();
  const bins = Math.max(1, Math.min(mostBins, Math.floor(sorted.length / eventsPerBin)));
  const starts = [0];
  for (let b = 1; b < bins; b++) {
    const start = (sorted[Math.floor((b * sorted.length) / bins)] as number) + 1;
    if (start > (starts.at(-1) as number) && start <= (sorted.at(-1) as number)) starts.push(start);
  }
  if (sorted.length > 0) starts.push((sorted.at(-1) as number) + 1);
  return { starts: Int32Array.from(starts) };
}

/** The bin that holds an age of 0 or more days. O(log bins). */
export function binOfAge({ starts }: AgeBins, age: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) <= age) low = middle;
    else high = middle;
  }
  return low;
}
