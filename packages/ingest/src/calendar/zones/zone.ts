import { dayMs, type EpochMs, type LocalTime } from '../local-time.ts';

/** How far the clocks of a place are from UTC. */
export interface Zone {
  /** IANA name, where it is known. */
  readonly id: string | undefined;
  /** Milliseconds that local time is ahead of UTC at an instant. */
  offsetAt(epoch: EpochMs): number;
}

export const utc: Zone = { id: 'UTC', offsetAt: () => 0 };

export function fixedZone(offsetMs: number): Zone {
  return offsetMs === 0 ? utc : { id: undefined, offsetAt: () => offsetMs };
}

/**
 * The instant of a local time (RFC 5545, 3.3.5): one that comes twice when clocks go back is the first; one that is left out when they go
 * forward is reckoned with the offset from before.
 */
export function instantOf(zone: Zone, local: LocalTime): EpochMs {
  const before = zone.offsetAt(local - dayMs);
  const after = zone.offsetAt(local + dayMs);
  const early = local - before;
  if (before === after && zone.offsetAt(early) === before) return early;
  if (zone.offsetAt(early) === before) {
    const other = local - after;
    return other < early && zone.offsetAt(other) === after ? other : early;
  }
  const late = local - after;
  if (zone.offsetAt(late) === after) return late;
  // Neither: a gap, or two changes within two days. What holds just before it counts.
  const between = zone.offsetAt(early);
  return zone.offsetAt(local - between) === between ? local - between : early;
}

export function localTimeOf(zone: Zone, epoch: EpochMs): LocalTime {
  return epoch + zone.offsetAt(epoch);
}
