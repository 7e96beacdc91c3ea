import type { EpochMs } from '../local-time.ts';
import type { Zone } from './zone.ts';

interface Stretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly offset: number;
}

const known = new Map<string, Zone | undefined>();

/** The zone of an IANA name in any case (`europe/berlin`, `US/Pacific`), `undefined` for a name that is none. */
export function ianaZone(name: string): Zone | undefined {
  const key = name.toLowerCase();
  if (known.has(key)) return known.get(key);
  const zone = makeZone(name);
  // Names come from strangers' files: no more of them are remembered than there are zones, links and cities.
  if (known.size < 2_000) known.set(key, zone);
  return zone;
}

function makeZone(name: string): Zone | undefined {
  // An offset ("+01:00") is a name for Temporal, but not one of a place.
  if (!/^[a-z][\w+-]*(\/[\w+-]+)*$/i.test(name)) return undefined;
  try {
    const id = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
    return { id, offsetAt: offsets(id) };
  } catch {
    return undefined;
  }
}

/** Looks up each stretch between two changes of the clocks once: asking Temporal for every event would take most of the time. */
function offsets(id: string): (epoch: EpochMs) => number {
  const stretches: Stretch[] = [];
  let recent: Stretch | undefined;
  return (epoch) => {
    if (recent && epoch >= recent.from && epoch < recent.to) return recent.offset;
    recent = stretches.find(({ from, to }) => epoch >= from && epoch < to);
    if (!recent) {
      recent = stretchAt(id, epoch);
      stretches.push(recent);
    }
    return recent.offset;
  };
}

function stretchAt(id: string, epoch: EpochMs): Stretch {
  const moment = Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(id);
  const next = moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  const isChange = moment.subtract({ nanoseconds: 1 }).offsetNanoseconds !== moment.offsetNanoseconds;
  const from = isChange ? epoch : (moment.getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY);
  return { from, to: next, offset: Math.round(moment.offsetNanoseconds / 1e6) };
}
