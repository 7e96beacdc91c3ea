import { readDateColumns } from '@windshield/ingest';
import { UsageError } from '../command-line.ts';
import { epochSeconds } from './epoch-seconds.ts';
import { number } from './in-words.ts';

/** A moment to foretell from: as it was typed, and in seconds since 1970-01-01 UTC. */
export interface AsOf {
  readonly typed: string;
  readonly seconds: number;
}

const expected = 'times such as 2026-03-01, 2026-03-01T09:00:00Z or seconds since 1970, with commas between';

/**
 * Reads `T1,T2,…`, each an ISO day (its first moment, UTC), an ISO time, or seconds (milliseconds, microseconds) since 1970.
 *
 * @throws UsageError naming --as-of and the time that cannot be read or stands twice
 */
export function readAsOfTimes(text: string | undefined): AsOf[] {
  if (text === undefined || text.trim() === '') throw new UsageError(`--as-of is missing: it takes ${expected}.`);
  const times = text.split(',').map((part): AsOf => {
    const typed = part.trim();
    const seconds = secondsOf(typed);
    if (seconds === undefined) throw new UsageError(`--as-of "${typed}" is not a time: it takes ${expected}.`);
    return { typed, seconds };
  });
  const again = times.find(({ seconds }, at) => times.findIndex((one) => one.seconds === seconds) !== at);
  if (again) throw new UsageError(`--as-of names ${again.typed} twice: once is enough.`);
  return times;
}

/** A time for people: a count of seconds as the day it is, or, where a file counts from its own beginning, as `day 326`. */
export function asOfInWords({ typed, seconds }: AsOf): string {
  if (/[^\d.]/.test(typed)) return typed;
  if (seconds < 365 * 86_400 * 10) return `day ${number(seconds / 86_400)}`;
  const iso = new Date(seconds * 1_000).toISOString();
  return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

function secondsOf(typed: string): number | undefined {
  const counted = typed.startsWith('-') ? undefined : epochSeconds([typed])?.[0];
  if (counted !== undefined) return counted;
  if (!/^\d{4}-\d{2}-\d{2}/.test(typed)) return undefined;
  const read = readDateColumns([[typed]], 'ymd');
  const ms = 'cell' in read ? undefined : read.epochMilliseconds[0]?.[0];
  return ms === undefined || Number.isNaN(ms) ? undefined : ms / 1000;
}
