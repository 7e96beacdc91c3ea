import type { ExportDay } from '@windshield/core';
import { dayMs } from '@windshield/core';

/** Days of things that had happened by the time of the export, with how many rows say so. */
export interface DayEvidence {
  readonly path: string;
  readonly header: string;
  readonly days: ReadonlyMap<string, number>;
}

const longestSilence = 90;

/**
 * The day on which the exports were made: the latest day on which something in them had happened. A few rows far after
 * all others are typing errors and are passed over; nothing lies after `today`.
 */
export function exportDay(evidence: readonly DayEvidence[], today: string): ExportDay | undefined {
  const all = new Map<string, { rows: number; from: DayEvidence }>();
  let total = 0;
  for (const column of evidence) {
    for (const [day, rows] of column.days) {
      if (day > today) continue;
      const before = all.get(day);
      if (before) before.rows += rows;
      else all.set(day, { rows, from: column });
      total += rows;
    }
  }
  const days = [...all.keys()].sort();
  const forgiven = Math.max(2, Math.floor(total * 0.001));
  let last = days.length - 1;
  let after = 0;
  let candidate = last;
  // Walk back over the tail: while what lies beyond a long silence is a handful of rows, it does not count.
  while (last > 0) {
    const day = days[last] ?? '';
    const earlier = days[last - 1] ?? '';
    after += all.get(day)?.rows ?? 0;
    if (after > forgiven || after > total / 10) break;
    if (daysBetween(earlier, day) > longestSilence) candidate = last - 1;
    last--;
  }
  const found = days[candidate];
  if (found === undefined) return undefined;
  const source = all.get(found);
  const name = source?.from.path.split('/').at(-1) ?? '';
  const later = days.length - 1 - candidate;
  const odd = later > 0 ? `; ${later === 1 ? 'one later day is' : `${later} later days are`} passed over as typing errors` : '';
  return { day: found, why: `The latest thing that had happened is dated ${found} (“${source?.from.header}” in ${name})${odd}.` };
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}
